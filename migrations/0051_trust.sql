alter table accounts add column review_status text;
alter table accounts add column first_review_by_id uuid;
alter table accounts add column first_reviewed_at timestamptz(3);
alter table accounts add column second_review_by_id uuid;
alter table accounts add column second_reviewed_at timestamptz(3);
alter table accounts add column review_note text;
drop index accounts_newest;
create index accounts_newest on accounts (tenant_id, updated_at desc, id desc) include (type, level, region, product_category, industry, source, last_contact_at, next_follow_up_on, review_status, pool_id, recycle_due_at, created_at) where deleted_at is null;
drop index accounts_owner_id_newest;
create index accounts_owner_id_newest on accounts (tenant_id, owner_id, updated_at desc, id desc) include (type, level, region, product_category, industry, source, last_contact_at, next_follow_up_on, review_status, pool_id, recycle_due_at, created_at) where deleted_at is null;
drop index accounts_board_id_newest;
create index accounts_board_id_newest on accounts (tenant_id, board_id, updated_at desc, id desc) include (type, level, region, product_category, industry, source, last_contact_at, next_follow_up_on, review_status, pool_id, recycle_due_at, created_at) where deleted_at is null;
create index accounts_review_status on accounts (tenant_id, review_status, updated_at desc, id desc) where deleted_at is null;
create index accounts_first_review_by_id on accounts (tenant_id, first_review_by_id) where deleted_at is null;
create index accounts_second_review_by_id on accounts (tenant_id, second_review_by_id) where deleted_at is null;
alter table contacts add column review_status text;
alter table contacts add column first_review_by_id uuid;
alter table contacts add column first_reviewed_at timestamptz(3);
alter table contacts add column second_review_by_id uuid;
alter table contacts add column second_reviewed_at timestamptz(3);
alter table contacts add column review_note text;
drop index contacts_newest;
create index contacts_newest on contacts (tenant_id, updated_at desc, id desc) include (review_status, created_at) where deleted_at is null;
drop index contacts_owner_id_newest;
create index contacts_owner_id_newest on contacts (tenant_id, owner_id, updated_at desc, id desc) include (review_status, created_at) where deleted_at is null;
drop index contacts_board_id_newest;
create index contacts_board_id_newest on contacts (tenant_id, board_id, updated_at desc, id desc) include (review_status, created_at) where deleted_at is null;
create index contacts_review_status on contacts (tenant_id, review_status, updated_at desc, id desc) where deleted_at is null;
create index contacts_first_review_by_id on contacts (tenant_id, first_review_by_id) where deleted_at is null;
create index contacts_second_review_by_id on contacts (tenant_id, second_review_by_id) where deleted_at is null;

create table needs (
  tenant_id integer not null references tenants (id),
  id uuid not null,
  what text,
  account_id uuid,
  contact_id uuid,
  kind text,
  quantity text,
  valid_from date,
  valid_to date,
  note text,
  owner_id uuid,
  board_id uuid,
  version integer not null default 1,
  created_at timestamptz(3) not null default now(),
  created_by uuid,
  updated_at timestamptz(3) not null default now(),
  updated_by uuid,
  deleted_at timestamptz(3),
  custom jsonb not null default '{}',
  primary key (tenant_id, id)
);
create index needs_newest on needs (tenant_id, updated_at desc, id desc) include (kind, valid_to, created_at) where deleted_at is null;
create index needs_owner_id_newest on needs (tenant_id, owner_id, updated_at desc, id desc) include (kind, valid_to, created_at) where deleted_at is null;
create index needs_board_id_newest on needs (tenant_id, board_id, updated_at desc, id desc) include (kind, valid_to, created_at) where deleted_at is null;
create index needs_account_id on needs (tenant_id, account_id) where deleted_at is null;
create index needs_contact_id on needs (tenant_id, contact_id) where deleted_at is null;
create index needs_kind on needs (tenant_id, kind, updated_at desc, id desc) where deleted_at is null;
create index needs_valid_to on needs (tenant_id, valid_to, updated_at desc, id desc) where deleted_at is null;
create index needs_created_at on needs (tenant_id, created_at, updated_at desc, id desc) where deleted_at is null;

create table competitor_spends (
  tenant_id integer not null references tenants (id),
  id uuid not null,
  what text,
  account_id uuid,
  competitor_id uuid,
  medium text,
  amount bigint,
  starts_on date,
  ends_on date,
  source text,
  note text,
  currency text,
  owner_id uuid,
  board_id uuid,
  version integer not null default 1,
  created_at timestamptz(3) not null default now(),
  created_by uuid,
  updated_at timestamptz(3) not null default now(),
  updated_by uuid,
  deleted_at timestamptz(3),
  custom jsonb not null default '{}',
  primary key (tenant_id, id)
);
create index competitor_spends_newest on competitor_spends (tenant_id, updated_at desc, id desc) include (medium, starts_on, created_at) where deleted_at is null;
create index competitor_spends_owner_id_newest on competitor_spends (tenant_id, owner_id, updated_at desc, id desc) include (medium, starts_on, created_at) where deleted_at is null;
create index competitor_spends_board_id_newest on competitor_spends (tenant_id, board_id, updated_at desc, id desc) include (medium, starts_on, created_at) where deleted_at is null;
create index competitor_spends_account_id on competitor_spends (tenant_id, account_id) where deleted_at is null;
create index competitor_spends_competitor_id on competitor_spends (tenant_id, competitor_id) where deleted_at is null;
create index competitor_spends_medium on competitor_spends (tenant_id, medium, updated_at desc, id desc) where deleted_at is null;
create index competitor_spends_starts_on on competitor_spends (tenant_id, starts_on, updated_at desc, id desc) where deleted_at is null;
create index competitor_spends_created_at on competitor_spends (tenant_id, created_at, updated_at desc, id desc) where deleted_at is null;

alter table accounts add constraint accounts_first_review_by_id_fk foreign key (tenant_id, first_review_by_id) references users (tenant_id, id);
alter table accounts add constraint accounts_second_review_by_id_fk foreign key (tenant_id, second_review_by_id) references users (tenant_id, id);
alter table contacts add constraint contacts_first_review_by_id_fk foreign key (tenant_id, first_review_by_id) references users (tenant_id, id);
alter table contacts add constraint contacts_second_review_by_id_fk foreign key (tenant_id, second_review_by_id) references users (tenant_id, id);
alter table needs add constraint needs_account_id_fk foreign key (tenant_id, account_id) references accounts (tenant_id, id);
alter table needs add constraint needs_contact_id_fk foreign key (tenant_id, contact_id) references contacts (tenant_id, id);
alter table needs add constraint needs_owner_id_fk foreign key (tenant_id, owner_id) references users (tenant_id, id);
alter table needs add constraint needs_board_id_fk foreign key (tenant_id, board_id) references boards (tenant_id, id);
alter table competitor_spends add constraint competitor_spends_account_id_fk foreign key (tenant_id, account_id) references accounts (tenant_id, id);
alter table competitor_spends add constraint competitor_spends_competitor_id_fk foreign key (tenant_id, competitor_id) references accounts (tenant_id, id);
alter table competitor_spends add constraint competitor_spends_owner_id_fk foreign key (tenant_id, owner_id) references users (tenant_id, id);
alter table competitor_spends add constraint competitor_spends_board_id_fk foreign key (tenant_id, board_id) references boards (tenant_id, id);
