create table territories (
  tenant_id integer not null references tenants (id),
  id uuid not null,
  name text,
  board_id uuid,
  parent_id uuid,
  priority bigint,
  active boolean,
  note text,
  regions jsonb,
  industries jsonb,
  product_categories jsonb,
  sizes text[],
  people uuid[],
  edits boolean,
  version integer not null default 1,
  created_at timestamptz(3) not null default now(),
  created_by uuid,
  updated_at timestamptz(3) not null default now(),
  updated_by uuid,
  deleted_at timestamptz(3),
  custom jsonb not null default '{}',
  primary key (tenant_id, id)
);
create index territories_newest on territories (tenant_id, updated_at desc, id desc) include (created_at) where deleted_at is null;
create unique index territories_name_unique on territories (tenant_id, name) where deleted_at is null;
create index territories_board_id on territories (tenant_id, board_id) where deleted_at is null and board_id is not null;
create index territories_parent_id on territories (tenant_id, parent_id) where deleted_at is null and parent_id is not null;
create index territories_people on territories using gin (people) where deleted_at is null;
create index territories_created_at on territories (tenant_id, created_at, updated_at desc, id desc) where deleted_at is null;

create table realignments (
  tenant_id integer not null references tenants (id),
  id uuid not null,
  title text,
  of_id uuid,
  status text,
  owners boolean,
  even_if text[],
  total bigint,
  done bigint,
  left_out bigint,
  people jsonb,
  territories jsonb,
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
create index realignments_newest on realignments (tenant_id, updated_at desc, id desc) include (of_id, status, created_at) where deleted_at is null;
create index realignments_owner_id_newest on realignments (tenant_id, owner_id, updated_at desc, id desc) include (of_id, status, created_at) where deleted_at is null;
create index realignments_board_id_newest on realignments (tenant_id, board_id, updated_at desc, id desc) include (of_id, status, created_at) where deleted_at is null;
create index realignments_of_id on realignments (tenant_id, of_id, updated_at desc, id desc) where deleted_at is null;
create index realignments_status on realignments (tenant_id, status, updated_at desc, id desc) where deleted_at is null;
create index realignments_created_at on realignments (tenant_id, created_at, updated_at desc, id desc) where deleted_at is null;
alter table accounts add column latitude numeric(18,6);
alter table accounts add column longitude numeric(18,6);
alter table accounts add column last_visit_at timestamptz(3);
alter table accounts add column territory_id uuid;
alter table leads add column territory_id uuid;

create table visit_frequencies (
  tenant_id integer not null references tenants (id),
  id uuid not null,
  level text,
  board_id uuid,
  every_days bigint,
  by text,
  active boolean,
  version integer not null default 1,
  created_at timestamptz(3) not null default now(),
  created_by uuid,
  updated_at timestamptz(3) not null default now(),
  updated_by uuid,
  deleted_at timestamptz(3),
  custom jsonb not null default '{}',
  primary key (tenant_id, id)
);
create index visit_frequencies_newest on visit_frequencies (tenant_id, updated_at desc, id desc) include (created_at) where deleted_at is null;
create index visit_frequencies_board_id on visit_frequencies (tenant_id, board_id) where deleted_at is null and board_id is not null;
create index visit_frequencies_created_at on visit_frequencies (tenant_id, created_at, updated_at desc, id desc) where deleted_at is null;

create table visits (
  tenant_id integer not null references tenants (id),
  id uuid not null,
  subject text,
  account_id uuid,
  contact_id uuid,
  purpose text,
  planned_on date,
  start_at timestamptz(3),
  duration_minutes bigint,
  position bigint,
  companions uuid[],
  note text,
  status text,
  checked_in_at timestamptz(3),
  location jsonb,
  distance_metres bigint,
  photos uuid[],
  outcome text,
  activity_id uuid,
  task_id uuid,
  next_follow_up_on date,
  why_not text,
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
create index visits_newest on visits (tenant_id, updated_at desc, id desc) include (account_id, planned_on, status, created_at) where deleted_at is null;
create index visits_owner_id_newest on visits (tenant_id, owner_id, updated_at desc, id desc) include (account_id, planned_on, status, created_at) where deleted_at is null;
create index visits_board_id_newest on visits (tenant_id, board_id, updated_at desc, id desc) include (account_id, planned_on, status, created_at) where deleted_at is null;
create index visits_account_id on visits (tenant_id, account_id, updated_at desc, id desc) where deleted_at is null;
create index visits_contact_id on visits (tenant_id, contact_id) where deleted_at is null and contact_id is not null;
create index visits_planned_on on visits (tenant_id, planned_on, updated_at desc, id desc) where deleted_at is null;
create index visits_companions on visits using gin (companions) where deleted_at is null;
create index visits_status on visits (tenant_id, status, updated_at desc, id desc) where deleted_at is null;
create index visits_activity_id on visits (tenant_id, activity_id) where deleted_at is null and activity_id is not null;
create index visits_task_id on visits (tenant_id, task_id) where deleted_at is null and task_id is not null;
create index visits_created_at on visits (tenant_id, created_at, updated_at desc, id desc) where deleted_at is null;
create index accounts_territory_id on accounts (tenant_id, territory_id, updated_at desc, id desc) where deleted_at is null and territory_id is not null;
-- A box around a point, for whoever looks for customers near by.
create index accounts_place on accounts (tenant_id, latitude, longitude) where deleted_at is null and latitude is not null;
create index leads_territory_id on leads (tenant_id, territory_id, updated_at desc, id desc) where deleted_at is null and territory_id is not null;

alter table territories add constraint territories_board_id_fk foreign key (tenant_id, board_id) references boards (tenant_id, id);
alter table territories add constraint territories_parent_id_fk foreign key (tenant_id, parent_id) references territories (tenant_id, id);
alter table realignments add constraint realignments_of_id_fk foreign key (tenant_id, of_id) references boards (tenant_id, id);
alter table realignments add constraint realignments_owner_id_fk foreign key (tenant_id, owner_id) references users (tenant_id, id);
alter table realignments add constraint realignments_board_id_fk foreign key (tenant_id, board_id) references boards (tenant_id, id);
alter table accounts add constraint accounts_territory_id_fk foreign key (tenant_id, territory_id) references territories (tenant_id, id);
alter table leads add constraint leads_territory_id_fk foreign key (tenant_id, territory_id) references territories (tenant_id, id);
alter table visit_frequencies add constraint visit_frequencies_board_id_fk foreign key (tenant_id, board_id) references boards (tenant_id, id);
alter table visits add constraint visits_account_id_fk foreign key (tenant_id, account_id) references accounts (tenant_id, id);
alter table visits add constraint visits_contact_id_fk foreign key (tenant_id, contact_id) references contacts (tenant_id, id);
alter table visits add constraint visits_activity_id_fk foreign key (tenant_id, activity_id) references activities (tenant_id, id);
alter table visits add constraint visits_task_id_fk foreign key (tenant_id, task_id) references tasks (tenant_id, id);
alter table visits add constraint visits_owner_id_fk foreign key (tenant_id, owner_id) references users (tenant_id, id);
alter table visits add constraint visits_board_id_fk foreign key (tenant_id, board_id) references boards (tenant_id, id);

-- What each realignment moves, record by record: the plan as it was ordered, then what became of it.
create table realignment_moves (
  tenant_id int4 not null references tenants (id),
  realignment_id uuid not null,
  place int8 not null,
  object text not null,
  record_id uuid not null,
  was_id uuid,
  becomes_id uuid,
  owner_id uuid,
  heir_id uuid,
  state text not null default 'planned',
  primary key (tenant_id, realignment_id, place),
  foreign key (tenant_id, realignment_id) references realignments (tenant_id, id) on delete cascade
);
create index realignment_moves_planned on realignment_moves (tenant_id, realignment_id, place) where state = 'planned';
