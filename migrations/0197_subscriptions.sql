create table publications (
  tenant_id integer not null references tenants (id),
  id uuid not null,
  name text,
  code text,
  frequency text,
  product_id uuid,
  copy_days bigint,
  note text,
  active boolean,
  position bigint,
  version integer not null default 1,
  created_at timestamptz(3) not null default now(),
  created_by uuid,
  updated_at timestamptz(3) not null default now(),
  updated_by uuid,
  deleted_at timestamptz(3),
  custom jsonb not null default '{}',
  primary key (tenant_id, id)
);
create index publications_newest on publications (tenant_id, updated_at desc, id desc) include (created_at) where deleted_at is null;
create unique index publications_name_unique on publications (tenant_id, name) where deleted_at is null;
create index publications_product_id on publications (tenant_id, product_id) where deleted_at is null and product_id is not null;
create index publications_created_at on publications (tenant_id, created_at, updated_at desc, id desc) where deleted_at is null;

create table issues (
  tenant_id integer not null references tenants (id),
  id uuid not null,
  name text,
  publication_id uuid,
  year bigint,
  number bigint,
  copy_deadline date,
  publishes_on date,
  version integer not null default 1,
  created_at timestamptz(3) not null default now(),
  created_by uuid,
  updated_at timestamptz(3) not null default now(),
  updated_by uuid,
  deleted_at timestamptz(3),
  custom jsonb not null default '{}',
  primary key (tenant_id, id)
);
create index issues_newest on issues (tenant_id, updated_at desc, id desc) include (publication_id, publishes_on, created_at) where deleted_at is null;
create index issues_publication_id on issues (tenant_id, publication_id, updated_at desc, id desc) where deleted_at is null;
create index issues_publishes_on on issues (tenant_id, publishes_on, updated_at desc, id desc) where deleted_at is null;
create index issues_created_at on issues (tenant_id, created_at, updated_at desc, id desc) where deleted_at is null;

create table subscriptions (
  tenant_id integer not null references tenants (id),
  id uuid not null,
  recipient text,
  account_id uuid,
  publication_id uuid,
  from_issue_id uuid,
  until_issue_id uuid,
  copies bigint,
  status text,
  gift boolean,
  order_id uuid,
  order_line_id uuid,
  renewed_by_id uuid,
  contact_id uuid,
  phone text,
  region text,
  address text,
  postcode text,
  method text,
  pause_reason text,
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
create index subscriptions_newest on subscriptions (tenant_id, updated_at desc, id desc) include (account_id, publication_id, until_issue_id, status, region, method, created_at) where deleted_at is null;
create index subscriptions_owner_id_newest on subscriptions (tenant_id, owner_id, updated_at desc, id desc) include (account_id, publication_id, until_issue_id, status, region, method, created_at) where deleted_at is null;
create index subscriptions_board_id_newest on subscriptions (tenant_id, board_id, updated_at desc, id desc) include (account_id, publication_id, until_issue_id, status, region, method, created_at) where deleted_at is null;
create index subscriptions_account_id on subscriptions (tenant_id, account_id, updated_at desc, id desc) where deleted_at is null;
create index subscriptions_publication_id on subscriptions (tenant_id, publication_id, updated_at desc, id desc) where deleted_at is null;
create index subscriptions_from_issue_id on subscriptions (tenant_id, from_issue_id) where deleted_at is null and from_issue_id is not null;
create index subscriptions_until_issue_id on subscriptions (tenant_id, until_issue_id, updated_at desc, id desc) where deleted_at is null;
create index subscriptions_status on subscriptions (tenant_id, status, updated_at desc, id desc) where deleted_at is null;
create index subscriptions_order_id on subscriptions (tenant_id, order_id) where deleted_at is null and order_id is not null;
create index subscriptions_order_line_id on subscriptions (tenant_id, order_line_id) where deleted_at is null and order_line_id is not null;
create index subscriptions_renewed_by_id on subscriptions (tenant_id, renewed_by_id) where deleted_at is null and renewed_by_id is not null;
create index subscriptions_contact_id on subscriptions (tenant_id, contact_id) where deleted_at is null and contact_id is not null;
create index subscriptions_region on subscriptions (tenant_id, region, updated_at desc, id desc) where deleted_at is null;
create index subscriptions_method on subscriptions (tenant_id, method, updated_at desc, id desc) where deleted_at is null;
create index subscriptions_created_at on subscriptions (tenant_id, created_at, updated_at desc, id desc) where deleted_at is null;
create index subscriptions_order_id_bin on subscriptions (tenant_id, order_id) where deleted_at is not null;

create table dispatches (
  tenant_id integer not null references tenants (id),
  id uuid not null,
  name text,
  code text,
  issue_id uuid,
  publication_id uuid,
  status text,
  back_issues boolean,
  addresses bigint,
  copies bigint,
  resent bigint,
  total bigint,
  done bigint,
  sent_on date,
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
create index dispatches_newest on dispatches (tenant_id, updated_at desc, id desc) include (issue_id, publication_id, status, sent_on, created_at) where deleted_at is null;
create index dispatches_owner_id_newest on dispatches (tenant_id, owner_id, updated_at desc, id desc) include (issue_id, publication_id, status, sent_on, created_at) where deleted_at is null;
create index dispatches_board_id_newest on dispatches (tenant_id, board_id, updated_at desc, id desc) include (issue_id, publication_id, status, sent_on, created_at) where deleted_at is null;
create unique index dispatches_code_unique on dispatches (tenant_id, code) where deleted_at is null;
create index dispatches_issue_id on dispatches (tenant_id, issue_id, updated_at desc, id desc) where deleted_at is null;
create index dispatches_publication_id on dispatches (tenant_id, publication_id, updated_at desc, id desc) where deleted_at is null;
create index dispatches_status on dispatches (tenant_id, status, updated_at desc, id desc) where deleted_at is null;
create index dispatches_sent_on on dispatches (tenant_id, sent_on, updated_at desc, id desc) where deleted_at is null;
create index dispatches_created_at on dispatches (tenant_id, created_at, updated_at desc, id desc) where deleted_at is null;

create table dispatch_lines (
  tenant_id integer not null references tenants (id),
  id uuid not null,
  recipient text,
  dispatch_id uuid,
  subscription_id uuid,
  account_id uuid,
  issue_id uuid,
  copies bigint,
  method text,
  region text,
  address text,
  postcode text,
  phone text,
  status text,
  reason text,
  again boolean,
  instead_id uuid,
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
create index dispatch_lines_newest on dispatch_lines (tenant_id, updated_at desc, id desc) include (dispatch_id, created_at) where deleted_at is null;
create index dispatch_lines_owner_id_newest on dispatch_lines (tenant_id, owner_id, updated_at desc, id desc) include (dispatch_id, created_at) where deleted_at is null;
create index dispatch_lines_board_id_newest on dispatch_lines (tenant_id, board_id, updated_at desc, id desc) include (dispatch_id, created_at) where deleted_at is null;
create index dispatch_lines_dispatch_id on dispatch_lines (tenant_id, dispatch_id, updated_at desc, id desc) where deleted_at is null;
create index dispatch_lines_subscription_id on dispatch_lines (tenant_id, subscription_id) where deleted_at is null and subscription_id is not null;
create index dispatch_lines_account_id on dispatch_lines (tenant_id, account_id) where deleted_at is null and account_id is not null;
create index dispatch_lines_issue_id on dispatch_lines (tenant_id, issue_id) where deleted_at is null and issue_id is not null;
create index dispatch_lines_instead_id on dispatch_lines (tenant_id, instead_id) where deleted_at is null and instead_id is not null;
create index dispatch_lines_created_at on dispatch_lines (tenant_id, created_at, updated_at desc, id desc) where deleted_at is null;
create index dispatch_lines_dispatch_id_bin on dispatch_lines (tenant_id, dispatch_id) where deleted_at is not null;

-- One line in order for each subscription and issue, however many lists are made at once.
create unique index dispatch_lines_once on dispatch_lines (tenant_id, subscription_id, issue_id) where status = 'listed' and deleted_at is null;
create index dispatch_lines_again on dispatch_lines (tenant_id, subscription_id) where again and deleted_at is null;

alter table publications add constraint publications_product_id_fk foreign key (tenant_id, product_id) references products (tenant_id, id);
alter table issues add constraint issues_publication_id_fk foreign key (tenant_id, publication_id) references publications (tenant_id, id);
alter table subscriptions add constraint subscriptions_account_id_fk foreign key (tenant_id, account_id) references accounts (tenant_id, id);
alter table subscriptions add constraint subscriptions_publication_id_fk foreign key (tenant_id, publication_id) references publications (tenant_id, id);
alter table subscriptions add constraint subscriptions_from_issue_id_fk foreign key (tenant_id, from_issue_id) references issues (tenant_id, id);
alter table subscriptions add constraint subscriptions_until_issue_id_fk foreign key (tenant_id, until_issue_id) references issues (tenant_id, id);
alter table subscriptions add constraint subscriptions_order_id_fk foreign key (tenant_id, order_id) references orders (tenant_id, id);
alter table subscriptions add constraint subscriptions_order_line_id_fk foreign key (tenant_id, order_line_id) references order_lines (tenant_id, id);
alter table subscriptions add constraint subscriptions_renewed_by_id_fk foreign key (tenant_id, renewed_by_id) references subscriptions (tenant_id, id);
alter table subscriptions add constraint subscriptions_contact_id_fk foreign key (tenant_id, contact_id) references contacts (tenant_id, id);
alter table subscriptions add constraint subscriptions_owner_id_fk foreign key (tenant_id, owner_id) references users (tenant_id, id);
alter table subscriptions add constraint subscriptions_board_id_fk foreign key (tenant_id, board_id) references boards (tenant_id, id);
alter table dispatches add constraint dispatches_issue_id_fk foreign key (tenant_id, issue_id) references issues (tenant_id, id);
alter table dispatches add constraint dispatches_publication_id_fk foreign key (tenant_id, publication_id) references publications (tenant_id, id);
alter table dispatches add constraint dispatches_owner_id_fk foreign key (tenant_id, owner_id) references users (tenant_id, id);
alter table dispatches add constraint dispatches_board_id_fk foreign key (tenant_id, board_id) references boards (tenant_id, id);
alter table dispatch_lines add constraint dispatch_lines_dispatch_id_fk foreign key (tenant_id, dispatch_id) references dispatches (tenant_id, id);
alter table dispatch_lines add constraint dispatch_lines_subscription_id_fk foreign key (tenant_id, subscription_id) references subscriptions (tenant_id, id);
alter table dispatch_lines add constraint dispatch_lines_account_id_fk foreign key (tenant_id, account_id) references accounts (tenant_id, id);
alter table dispatch_lines add constraint dispatch_lines_issue_id_fk foreign key (tenant_id, issue_id) references issues (tenant_id, id);
alter table dispatch_lines add constraint dispatch_lines_instead_id_fk foreign key (tenant_id, instead_id) references dispatch_lines (tenant_id, id);
alter table dispatch_lines add constraint dispatch_lines_owner_id_fk foreign key (tenant_id, owner_id) references users (tenant_id, id);
alter table dispatch_lines add constraint dispatch_lines_board_id_fk foreign key (tenant_id, board_id) references boards (tenant_id, id);
