create table pools (
  tenant_id integer not null references tenants (id),
  id uuid not null,
  name text,
  board_id uuid,
  object text,
  position bigint,
  note text,
  whole_board boolean,
  members uuid[],
  departments uuid[],
  administrators uuid[],
  hidden_fields jsonb,
  limits jsonb,
  cool_down_days bigint,
  protection_days bigint,
  version integer not null default 1,
  created_at timestamptz(3) not null default now(),
  created_by uuid,
  updated_at timestamptz(3) not null default now(),
  updated_by uuid,
  deleted_at timestamptz(3),
  custom jsonb not null default '{}',
  primary key (tenant_id, id)
);
create index pools_newest on pools (tenant_id, updated_at desc, id desc) include (created_at) where deleted_at is null;
create index pools_board_id on pools (tenant_id, board_id) where deleted_at is null;
create index pools_members on pools using gin (members) where deleted_at is null;
create index pools_departments on pools using gin (departments) where deleted_at is null;
create index pools_administrators on pools using gin (administrators) where deleted_at is null;
create index pools_created_at on pools (tenant_id, created_at, updated_at desc, id desc) where deleted_at is null;

create table pool_rules (
  tenant_id integer not null references tenants (id),
  id uuid not null,
  pool_id uuid,
  name text,
  basis text,
  days bigint,
  "where" jsonb,
  warn_days bigint,
  escalate_days bigint,
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
create index pool_rules_newest on pool_rules (tenant_id, updated_at desc, id desc) include (pool_id, created_at) where deleted_at is null;
create index pool_rules_pool_id on pool_rules (tenant_id, pool_id, updated_at desc, id desc) where deleted_at is null;
create index pool_rules_created_at on pool_rules (tenant_id, created_at, updated_at desc, id desc) where deleted_at is null;
alter table accounts add column pool_id uuid;
alter table accounts add column entered_pool_at timestamptz(3);
alter table accounts add column pool_reason text;
alter table accounts add column owned_since timestamptz(3);
alter table accounts add column came_by text;
alter table accounts add column recycle_due_at timestamptz(3);
alter table accounts add column recycle_why text;
alter table accounts add column recycle_stage text;
alter table accounts add column recycle_exempt text;
drop index accounts_newest;
create index accounts_newest on accounts (tenant_id, updated_at desc, id desc) include (type, level, region, product_category, industry, source, last_contact_at, next_follow_up_on, pool_id, recycle_due_at, created_at) where deleted_at is null;
drop index accounts_owner_id_newest;
create index accounts_owner_id_newest on accounts (tenant_id, owner_id, updated_at desc, id desc) include (type, level, region, product_category, industry, source, last_contact_at, next_follow_up_on, pool_id, recycle_due_at, created_at) where deleted_at is null;
drop index accounts_board_id_newest;
create index accounts_board_id_newest on accounts (tenant_id, board_id, updated_at desc, id desc) include (type, level, region, product_category, industry, source, last_contact_at, next_follow_up_on, pool_id, recycle_due_at, created_at) where deleted_at is null;
create index accounts_pool_id on accounts (tenant_id, pool_id, updated_at desc, id desc) where deleted_at is null;
create index accounts_recycle_due_at on accounts (tenant_id, recycle_due_at, updated_at desc, id desc) where deleted_at is null;

create table leads (
  tenant_id integer not null references tenants (id),
  id uuid not null,
  name text,
  code text,
  company text,
  status text,
  region text,
  industry text,
  contact_person text,
  phone text,
  email text,
  wechat text,
  source text,
  campaign text,
  last_contact_at timestamptz(3),
  note text,
  pool_id uuid,
  entered_pool_at timestamptz(3),
  pool_reason text,
  owned_since timestamptz(3),
  came_by text,
  recycle_due_at timestamptz(3),
  recycle_why text,
  recycle_stage text,
  recycle_exempt text,
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
create index leads_newest on leads (tenant_id, updated_at desc, id desc) include (status, region, source, last_contact_at, pool_id, recycle_due_at, created_at) where deleted_at is null;
create index leads_owner_id_newest on leads (tenant_id, owner_id, updated_at desc, id desc) include (status, region, source, last_contact_at, pool_id, recycle_due_at, created_at) where deleted_at is null;
create index leads_board_id_newest on leads (tenant_id, board_id, updated_at desc, id desc) include (status, region, source, last_contact_at, pool_id, recycle_due_at, created_at) where deleted_at is null;
create unique index leads_code_unique on leads (tenant_id, code) where deleted_at is null;
create index leads_status on leads (tenant_id, status, updated_at desc, id desc) where deleted_at is null;
create index leads_region on leads (tenant_id, region, updated_at desc, id desc) where deleted_at is null;
create index leads_source on leads (tenant_id, source, updated_at desc, id desc) where deleted_at is null;
create index leads_last_contact_at on leads (tenant_id, last_contact_at, updated_at desc, id desc) where deleted_at is null;
create index leads_pool_id on leads (tenant_id, pool_id, updated_at desc, id desc) where deleted_at is null;
create index leads_recycle_due_at on leads (tenant_id, recycle_due_at, updated_at desc, id desc) where deleted_at is null;
create index leads_created_at on leads (tenant_id, created_at, updated_at desc, id desc) where deleted_at is null;

alter table pools add constraint pools_board_id_fk foreign key (tenant_id, board_id) references boards (tenant_id, id);
alter table pool_rules add constraint pool_rules_pool_id_fk foreign key (tenant_id, pool_id) references pools (tenant_id, id);
alter table accounts add constraint accounts_pool_id_fk foreign key (tenant_id, pool_id) references pools (tenant_id, id);
alter table leads add constraint leads_pool_id_fk foreign key (tenant_id, pool_id) references pools (tenant_id, id);
alter table leads add constraint leads_owner_id_fk foreign key (tenant_id, owner_id) references users (tenant_id, id);
alter table leads add constraint leads_board_id_fk foreign key (tenant_id, board_id) references boards (tenant_id, id);

-- What somebody owns lies in no pool.
alter table accounts add constraint accounts_pool_or_owner check (pool_id is null or owner_id is null);
alter table leads add constraint leads_pool_or_owner check (pool_id is null or owner_id is null);
-- A pool is read by the day its records came in.
create index accounts_pool_entered on accounts (tenant_id, pool_id, entered_pool_at desc nulls last, id desc) where deleted_at is null and pool_id is not null;
create index leads_pool_entered on leads (tenant_id, pool_id, entered_pool_at desc nulls last, id desc) where deleted_at is null and pool_id is not null;

-- The ledger: times that are over during which somebody owned a record, or during which it lay in a pool.
create table ownerships (
  tenant_id int4 not null references tenants (id),
  id int8 generated always as identity,
  object text not null,
  record_id uuid not null,
  title text,
  holder_id uuid,
  pool_id uuid,
  since timestamptz(3) not null,
  until timestamptz(3) not null,
  how text,
  why text,
  ended text,
  next_id uuid,
  actor_id uuid,
  primary key (tenant_id, id)
);
create index ownerships_record on ownerships (tenant_id, record_id, until desc);
create index ownerships_claims on ownerships (tenant_id, pool_id, next_id, until) where ended = 'claim';
