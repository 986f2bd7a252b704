create table duplicate_pairs (
  tenant_id integer not null references tenants (id),
  id uuid not null,
  about_object text,
  about_id text,
  about_name text,
  other_object text,
  other_id text,
  other_name text,
  key text,
  score numeric(18,2),
  reasons text,
  status text,
  decided_by_id uuid,
  decided_at timestamptz(3),
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
create index duplicate_pairs_newest on duplicate_pairs (tenant_id, updated_at desc, id desc) include (score, status, created_at) where deleted_at is null;
create index duplicate_pairs_owner_id_newest on duplicate_pairs (tenant_id, owner_id, updated_at desc, id desc) include (score, status, created_at) where deleted_at is null;
create index duplicate_pairs_board_id_newest on duplicate_pairs (tenant_id, board_id, updated_at desc, id desc) include (score, status, created_at) where deleted_at is null;
create index duplicate_pairs_about_id on duplicate_pairs (tenant_id, about_id, updated_at desc, id desc) where deleted_at is null;
create index duplicate_pairs_other_id on duplicate_pairs (tenant_id, other_id, updated_at desc, id desc) where deleted_at is null;
create unique index duplicate_pairs_key_unique on duplicate_pairs (tenant_id, key) where deleted_at is null;
create index duplicate_pairs_score on duplicate_pairs (tenant_id, score, updated_at desc, id desc) where deleted_at is null;
create index duplicate_pairs_status on duplicate_pairs (tenant_id, status, updated_at desc, id desc) where deleted_at is null;
create index duplicate_pairs_decided_by_id on duplicate_pairs (tenant_id, decided_by_id) where deleted_at is null;
create index duplicate_pairs_created_at on duplicate_pairs (tenant_id, created_at, updated_at desc, id desc) where deleted_at is null;

alter table duplicate_pairs add constraint duplicate_pairs_decided_by_id_fk foreign key (tenant_id, decided_by_id) references users (tenant_id, id);
alter table duplicate_pairs add constraint duplicate_pairs_owner_id_fk foreign key (tenant_id, owner_id) references users (tenant_id, id);
alter table duplicate_pairs add constraint duplicate_pairs_board_id_fk foreign key (tenant_id, board_id) references boards (tenant_id, id);

-- How far a run through all records of an object is; it goes on from `after_id`.
create table duplicate_runs (
  tenant_id int4 not null references tenants (id),
  id uuid not null,
  object text not null,
  after_id uuid not null default '00000000-0000-0000-0000-000000000000',
  scanned int4 not null default 0,
  found int4 not null default 0,
  started_at timestamptz(3) not null,
  started_by uuid,
  ended_at timestamptz(3),
  primary key (tenant_id, id)
);
create index duplicate_runs_object on duplicate_runs (tenant_id, object, started_at desc);
