-- The figures of a month in one pack, each its maker's own.

create table month_end_packs (
  tenant_id integer not null references tenants (id),
  id uuid not null,
  name text,
  month text,
  currency text,
  status text,
  progress bigint,
  files uuid[],
  failure text,
  finished_at timestamptz(3),
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
create index month_end_packs_newest on month_end_packs (tenant_id, updated_at desc, id desc) include (created_at) where deleted_at is null;
create index month_end_packs_owner_id_newest on month_end_packs (tenant_id, owner_id, updated_at desc, id desc) include (created_at) where deleted_at is null;
create index month_end_packs_board_id_newest on month_end_packs (tenant_id, board_id, updated_at desc, id desc) include (created_at) where deleted_at is null;
create index month_end_packs_created_at on month_end_packs (tenant_id, created_at, updated_at desc, id desc) where deleted_at is null;

alter table month_end_packs add constraint month_end_packs_owner_id_fk foreign key (tenant_id, owner_id) references users (tenant_id, id);
alter table month_end_packs add constraint month_end_packs_board_id_fk foreign key (tenant_id, board_id) references boards (tenant_id, id);
