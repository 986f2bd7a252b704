alter table opportunities add column members uuid[];
alter table opportunities add column files uuid[];
create index opportunities_members on opportunities using gin (members) where deleted_at is null;

create table opportunity_splits (
  tenant_id integer not null references tenants (id),
  id uuid not null,
  opportunity_id uuid,
  user_id uuid,
  percent numeric(18,2),
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
create index opportunity_splits_newest on opportunity_splits (tenant_id, updated_at desc, id desc) include (created_at) where deleted_at is null;
create index opportunity_splits_owner_id_newest on opportunity_splits (tenant_id, owner_id, updated_at desc, id desc) include (created_at) where deleted_at is null;
create index opportunity_splits_board_id_newest on opportunity_splits (tenant_id, board_id, updated_at desc, id desc) include (created_at) where deleted_at is null;
create index opportunity_splits_opportunity_id on opportunity_splits (tenant_id, opportunity_id) where deleted_at is null and opportunity_id is not null;
create index opportunity_splits_user_id on opportunity_splits (tenant_id, user_id) where deleted_at is null and user_id is not null;
create index opportunity_splits_created_at on opportunity_splits (tenant_id, created_at, updated_at desc, id desc) where deleted_at is null;
create index opportunity_splits_opportunity_id_bin on opportunity_splits (tenant_id, opportunity_id) where deleted_at is not null;

create table opportunity_contacts (
  tenant_id integer not null references tenants (id),
  id uuid not null,
  opportunity_id uuid,
  contact_id uuid,
  roles text[],
  attitude text,
  influence bigint,
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
create index opportunity_contacts_newest on opportunity_contacts (tenant_id, updated_at desc, id desc) include (created_at) where deleted_at is null;
create index opportunity_contacts_owner_id_newest on opportunity_contacts (tenant_id, owner_id, updated_at desc, id desc) include (created_at) where deleted_at is null;
create index opportunity_contacts_board_id_newest on opportunity_contacts (tenant_id, board_id, updated_at desc, id desc) include (created_at) where deleted_at is null;
create index opportunity_contacts_opportunity_id on opportunity_contacts (tenant_id, opportunity_id) where deleted_at is null and opportunity_id is not null;
create index opportunity_contacts_contact_id on opportunity_contacts (tenant_id, contact_id) where deleted_at is null and contact_id is not null;
create index opportunity_contacts_created_at on opportunity_contacts (tenant_id, created_at, updated_at desc, id desc) where deleted_at is null;
create index opportunity_contacts_opportunity_id_bin on opportunity_contacts (tenant_id, opportunity_id) where deleted_at is not null;

create table opportunity_competitors (
  tenant_id integer not null references tenants (id),
  id uuid not null,
  opportunity_id uuid,
  competitor_id uuid,
  standing text,
  offer text,
  price bigint,
  strength text,
  weakness text,
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
create index opportunity_competitors_newest on opportunity_competitors (tenant_id, updated_at desc, id desc) include (created_at) where deleted_at is null;
create index opportunity_competitors_owner_id_newest on opportunity_competitors (tenant_id, owner_id, updated_at desc, id desc) include (created_at) where deleted_at is null;
create index opportunity_competitors_board_id_newest on opportunity_competitors (tenant_id, board_id, updated_at desc, id desc) include (created_at) where deleted_at is null;
create index opportunity_competitors_opportunity_id on opportunity_competitors (tenant_id, opportunity_id) where deleted_at is null and opportunity_id is not null;
create index opportunity_competitors_competitor_id on opportunity_competitors (tenant_id, competitor_id) where deleted_at is null and competitor_id is not null;
create index opportunity_competitors_created_at on opportunity_competitors (tenant_id, created_at, updated_at desc, id desc) where deleted_at is null;
create index opportunity_competitors_opportunity_id_bin on opportunity_competitors (tenant_id, opportunity_id) where deleted_at is not null;

create table opportunity_lines (
  tenant_id integer not null references tenants (id),
  id uuid not null,
  opportunity_id uuid,
  product_id uuid,
  what text,
  quantity numeric(18,2),
  price bigint,
  discount numeric(18,2),
  amount bigint,
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
create index opportunity_lines_newest on opportunity_lines (tenant_id, updated_at desc, id desc) include (created_at) where deleted_at is null;
create index opportunity_lines_owner_id_newest on opportunity_lines (tenant_id, owner_id, updated_at desc, id desc) include (created_at) where deleted_at is null;
create index opportunity_lines_board_id_newest on opportunity_lines (tenant_id, board_id, updated_at desc, id desc) include (created_at) where deleted_at is null;
create index opportunity_lines_opportunity_id on opportunity_lines (tenant_id, opportunity_id) where deleted_at is null and opportunity_id is not null;
create index opportunity_lines_product_id on opportunity_lines (tenant_id, product_id) where deleted_at is null and product_id is not null;
create index opportunity_lines_created_at on opportunity_lines (tenant_id, created_at, updated_at desc, id desc) where deleted_at is null;
create index opportunity_lines_opportunity_id_bin on opportunity_lines (tenant_id, opportunity_id) where deleted_at is not null;

alter table opportunity_splits add constraint opportunity_splits_opportunity_id_fk foreign key (tenant_id, opportunity_id) references opportunities (tenant_id, id);
alter table opportunity_splits add constraint opportunity_splits_user_id_fk foreign key (tenant_id, user_id) references users (tenant_id, id);
alter table opportunity_splits add constraint opportunity_splits_owner_id_fk foreign key (tenant_id, owner_id) references users (tenant_id, id);
alter table opportunity_splits add constraint opportunity_splits_board_id_fk foreign key (tenant_id, board_id) references boards (tenant_id, id);
alter table opportunity_contacts add constraint opportunity_contacts_opportunity_id_fk foreign key (tenant_id, opportunity_id) references opportunities (tenant_id, id);
alter table opportunity_contacts add constraint opportunity_contacts_contact_id_fk foreign key (tenant_id, contact_id) references contacts (tenant_id, id);
alter table opportunity_contacts add constraint opportunity_contacts_owner_id_fk foreign key (tenant_id, owner_id) references users (tenant_id, id);
alter table opportunity_contacts add constraint opportunity_contacts_board_id_fk foreign key (tenant_id, board_id) references boards (tenant_id, id);
alter table opportunity_competitors add constraint opportunity_competitors_opportunity_id_fk foreign key (tenant_id, opportunity_id) references opportunities (tenant_id, id);
alter table opportunity_competitors add constraint opportunity_competitors_competitor_id_fk foreign key (tenant_id, competitor_id) references accounts (tenant_id, id);
alter table opportunity_competitors add constraint opportunity_competitors_owner_id_fk foreign key (tenant_id, owner_id) references users (tenant_id, id);
alter table opportunity_competitors add constraint opportunity_competitors_board_id_fk foreign key (tenant_id, board_id) references boards (tenant_id, id);
alter table opportunity_lines add constraint opportunity_lines_opportunity_id_fk foreign key (tenant_id, opportunity_id) references opportunities (tenant_id, id);
alter table opportunity_lines add constraint opportunity_lines_product_id_fk foreign key (tenant_id, product_id) references products (tenant_id, id);
alter table opportunity_lines add constraint opportunity_lines_owner_id_fk foreign key (tenant_id, owner_id) references users (tenant_id, id);
alter table opportunity_lines add constraint opportunity_lines_board_id_fk foreign key (tenant_id, board_id) references boards (tenant_id, id);
