create table use_rules (
  tenant_id integer not null references tenants (id),
  id uuid not null,
  name text,
  board_id uuid,
  roles uuid[],
  daily_log_in boolean,
  absent_days bigint,
  contact jsonb,
  calls_per_day bigint,
  visits_per_day numeric(18,1),
  remind boolean,
  escalate boolean,
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
create index use_rules_newest on use_rules (tenant_id, updated_at desc, id desc) include (created_at) where deleted_at is null;
create unique index use_rules_board_id_unique on use_rules (tenant_id, board_id) where deleted_at is null;
create index use_rules_board_id on use_rules (tenant_id, board_id) where deleted_at is null;
create index use_rules_roles on use_rules using gin (roles) where deleted_at is null;
create index use_rules_created_at on use_rules (tenant_id, created_at, updated_at desc, id desc) where deleted_at is null;

alter table use_rules add constraint use_rules_board_id_fk foreign key (tenant_id, board_id) references boards (tenant_id, id);

-- On which days somebody worked in the system: one row for each person and day, never more.
create table usage_days (
  tenant_id int4 not null references tenants (id),
  user_id uuid not null,
  day date not null,
  primary key (tenant_id, user_id, day)
);
insert into usage_days (tenant_id, user_id, day)
  select distinct tenant_id, actor_id, (at at time zone 'Asia/Shanghai')::date from journal
  where object = 'user' and act = 'signIn' and actor_id is not null;

-- Who was told what, so that nobody hears the same twice.
create table use_notices (
  tenant_id int4 not null references tenants (id),
  user_id uuid not null,
  about_id uuid not null,
  kind text not null,
  day date not null,
  primary key (tenant_id, user_id, about_id, kind, day)
);
