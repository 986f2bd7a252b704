create table order_types (
  tenant_id integer not null references tenants (id),
  id uuid not null,
  name text,
  code text,
  icon text,
  abilities text[],
  asks jsonb,
  steps jsonb,
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
create index order_types_newest on order_types (tenant_id, updated_at desc, id desc) include (created_at) where deleted_at is null;
create unique index order_types_name_unique on order_types (tenant_id, name) where deleted_at is null;
create unique index order_types_code_unique on order_types (tenant_id, code) where deleted_at is null;
create index order_types_created_at on order_types (tenant_id, created_at, updated_at desc, id desc) where deleted_at is null;
