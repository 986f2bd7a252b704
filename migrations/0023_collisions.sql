create table collision_requests (
  tenant_id integer not null references tenants (id),
  id uuid not null,
  name text,
  kind text,
  reason text,
  about_object text,
  about_id text,
  found text,
  likeness text,
  their_board_id uuid,
  own_decider_id uuid,
  their_decider_id uuid,
  approval text,
  done_at timestamptz(3),
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
create index collision_requests_newest on collision_requests (tenant_id, updated_at desc, id desc) include (kind, approval, created_at) where deleted_at is null;
create index collision_requests_owner_id_newest on collision_requests (tenant_id, owner_id, updated_at desc, id desc) include (kind, approval, created_at) where deleted_at is null;
create index collision_requests_board_id_newest on collision_requests (tenant_id, board_id, updated_at desc, id desc) include (kind, approval, created_at) where deleted_at is null;
create index collision_requests_kind on collision_requests (tenant_id, kind, updated_at desc, id desc) where deleted_at is null;
create index collision_requests_about_id on collision_requests (tenant_id, about_id, updated_at desc, id desc) where deleted_at is null;
create index collision_requests_their_board_id on collision_requests (tenant_id, their_board_id) where deleted_at is null;
create index collision_requests_own_decider_id on collision_requests (tenant_id, own_decider_id) where deleted_at is null;
create index collision_requests_their_decider_id on collision_requests (tenant_id, their_decider_id) where deleted_at is null;
create index collision_requests_approval on collision_requests (tenant_id, approval, updated_at desc, id desc) where deleted_at is null;
create index collision_requests_created_at on collision_requests (tenant_id, created_at, updated_at desc, id desc) where deleted_at is null;

create table registrations (
  tenant_id integer not null references tenants (id),
  id uuid not null,
  name text,
  credit_code text,
  phone text,
  months text,
  reason text,
  approval text,
  "from" date,
  "to" date,
  done_at timestamptz(3),
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
create index registrations_newest on registrations (tenant_id, updated_at desc, id desc) include (approval, "from", "to", created_at) where deleted_at is null;
create index registrations_owner_id_newest on registrations (tenant_id, owner_id, updated_at desc, id desc) include (approval, "from", "to", created_at) where deleted_at is null;
create index registrations_board_id_newest on registrations (tenant_id, board_id, updated_at desc, id desc) include (approval, "from", "to", created_at) where deleted_at is null;
create index registrations_approval on registrations (tenant_id, approval, updated_at desc, id desc) where deleted_at is null;
create index registrations_from on registrations (tenant_id, "from", updated_at desc, id desc) where deleted_at is null;
create index registrations_to on registrations (tenant_id, "to", updated_at desc, id desc) where deleted_at is null;
create index registrations_created_at on registrations (tenant_id, created_at, updated_at desc, id desc) where deleted_at is null;

alter table collision_requests add constraint collision_requests_their_board_id_fk foreign key (tenant_id, their_board_id) references boards (tenant_id, id);
alter table collision_requests add constraint collision_requests_own_decider_id_fk foreign key (tenant_id, own_decider_id) references users (tenant_id, id);
alter table collision_requests add constraint collision_requests_their_decider_id_fk foreign key (tenant_id, their_decider_id) references users (tenant_id, id);
alter table collision_requests add constraint collision_requests_owner_id_fk foreign key (tenant_id, owner_id) references users (tenant_id, id);
alter table collision_requests add constraint collision_requests_board_id_fk foreign key (tenant_id, board_id) references boards (tenant_id, id);
alter table registrations add constraint registrations_owner_id_fk foreign key (tenant_id, owner_id) references users (tenant_id, id);
alter table registrations add constraint registrations_board_id_fk foreign key (tenant_id, board_id) references boards (tenant_id, id);
