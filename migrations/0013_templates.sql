-- Texts that people write again and again.
create table templates (
  tenant_id integer not null references tenants (id),
  id uuid not null,
  name text,
  body text,
  scope text,
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
create index templates_newest on templates (tenant_id, updated_at desc, id desc) include (created_at) where deleted_at is null;
create index templates_owner_id_newest on templates (tenant_id, owner_id, updated_at desc, id desc) include (created_at) where deleted_at is null;
create index templates_board_id_newest on templates (tenant_id, board_id, updated_at desc, id desc) include (created_at) where deleted_at is null;
create index templates_created_at on templates (tenant_id, created_at, updated_at desc, id desc) where deleted_at is null;
alter table templates add constraint templates_owner_id_fk foreign key (tenant_id, owner_id) references users (tenant_id, id);
alter table templates add constraint templates_board_id_fk foreign key (tenant_id, board_id) references boards (tenant_id, id);

-- Board administrators keep templates of their own as everybody does; what a company set itself stays.
update roles set version = version + 1, updated_at = now(),
    rights = '{"template": {"read": "board", "create": true, "update": "own", "delete": "own"}}'::jsonb || rights
  where code = 'board-admin' and standard;
