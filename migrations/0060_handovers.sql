create table handovers (
  tenant_id integer not null references tenants (id),
  id uuid not null,
  title text,
  person_id uuid,
  rest_id uuid,
  why text,
  status text,
  total bigint,
  done bigint,
  left_out bigint,
  froze boolean,
  rules jsonb,
  plan jsonb,
  ended_at timestamptz(3),
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
create index handovers_newest on handovers (tenant_id, updated_at desc, id desc) include (person_id, status, created_at) where deleted_at is null;
create index handovers_owner_id_newest on handovers (tenant_id, owner_id, updated_at desc, id desc) include (person_id, status, created_at) where deleted_at is null;
create index handovers_board_id_newest on handovers (tenant_id, board_id, updated_at desc, id desc) include (person_id, status, created_at) where deleted_at is null;
create index handovers_person_id on handovers (tenant_id, person_id, updated_at desc, id desc) where deleted_at is null;
create index handovers_rest_id on handovers (tenant_id, rest_id) where deleted_at is null;
create index handovers_status on handovers (tenant_id, status, updated_at desc, id desc) where deleted_at is null;
create index handovers_created_at on handovers (tenant_id, created_at, updated_at desc, id desc) where deleted_at is null;

alter table handovers add constraint handovers_person_id_fk foreign key (tenant_id, person_id) references users (tenant_id, id);
alter table handovers add constraint handovers_rest_id_fk foreign key (tenant_id, rest_id) references users (tenant_id, id);
alter table handovers add constraint handovers_owner_id_fk foreign key (tenant_id, owner_id) references users (tenant_id, id);
alter table handovers add constraint handovers_board_id_fk foreign key (tenant_id, board_id) references boards (tenant_id, id);

-- What each hand-over moves, record by record: the plan as it was ordered, then what became of it.
create table handover_moves (
  tenant_id int4 not null references tenants (id),
  handover_id uuid not null,
  place int8 not null,
  object text not null,
  field text not null,
  record_id uuid not null,
  to_id uuid,
  state text not null default 'planned',
  was jsonb,
  became jsonb,
  primary key (tenant_id, handover_id, place),
  foreign key (tenant_id, handover_id) references handovers (tenant_id, id) on delete cascade
);
create index handover_moves_planned on handover_moves (tenant_id, handover_id, place) where state = 'planned';
