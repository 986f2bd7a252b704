create table sales_targets (
  tenant_id integer not null references tenants (id),
  id uuid not null,
  name text,
  period text,
  starts_on date,
  level text,
  department_id uuid,
  product_id uuid,
  amount bigint,
  deals bigint,
  note text,
  key text,
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
create index sales_targets_newest on sales_targets (tenant_id, updated_at desc, id desc) include (period, starts_on, level, department_id, product_id, created_at) where deleted_at is null;
create index sales_targets_owner_id_newest on sales_targets (tenant_id, owner_id, updated_at desc, id desc) include (period, starts_on, level, department_id, product_id, created_at) where deleted_at is null;
create index sales_targets_board_id_newest on sales_targets (tenant_id, board_id, updated_at desc, id desc) include (period, starts_on, level, department_id, product_id, created_at) where deleted_at is null;
create index sales_targets_period on sales_targets (tenant_id, period, updated_at desc, id desc) where deleted_at is null;
create index sales_targets_starts_on on sales_targets (tenant_id, starts_on, updated_at desc, id desc) where deleted_at is null;
create index sales_targets_level on sales_targets (tenant_id, level, updated_at desc, id desc) where deleted_at is null;
create index sales_targets_department_id on sales_targets (tenant_id, department_id, updated_at desc, id desc) where deleted_at is null;
create index sales_targets_product_id on sales_targets (tenant_id, product_id, updated_at desc, id desc) where deleted_at is null;
create unique index sales_targets_key_unique on sales_targets (tenant_id, key) where deleted_at is null;
create index sales_targets_created_at on sales_targets (tenant_id, created_at, updated_at desc, id desc) where deleted_at is null;

create table forecast_overrides (
  tenant_id integer not null references tenants (id),
  id uuid not null,
  period text,
  starts_on date,
  level text,
  department_id uuid,
  amount bigint,
  added bigint,
  reason text,
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
create index forecast_overrides_newest on forecast_overrides (tenant_id, updated_at desc, id desc) include (period, starts_on, created_at) where deleted_at is null;
create index forecast_overrides_owner_id_newest on forecast_overrides (tenant_id, owner_id, updated_at desc, id desc) include (period, starts_on, created_at) where deleted_at is null;
create index forecast_overrides_board_id_newest on forecast_overrides (tenant_id, board_id, updated_at desc, id desc) include (period, starts_on, created_at) where deleted_at is null;
create index forecast_overrides_period on forecast_overrides (tenant_id, period, updated_at desc, id desc) where deleted_at is null;
create index forecast_overrides_starts_on on forecast_overrides (tenant_id, starts_on, updated_at desc, id desc) where deleted_at is null;
create index forecast_overrides_department_id on forecast_overrides (tenant_id, department_id) where deleted_at is null and department_id is not null;
create index forecast_overrides_created_at on forecast_overrides (tenant_id, created_at, updated_at desc, id desc) where deleted_at is null;

create table forecast_snapshots (
  tenant_id integer not null references tenants (id),
  id uuid not null,
  week date,
  taken_at timestamptz(3),
  opportunities bigint,
  changed bigint,
  version integer not null default 1,
  created_at timestamptz(3) not null default now(),
  created_by uuid,
  updated_at timestamptz(3) not null default now(),
  updated_by uuid,
  deleted_at timestamptz(3),
  custom jsonb not null default '{}',
  primary key (tenant_id, id)
);
create index forecast_snapshots_newest on forecast_snapshots (tenant_id, updated_at desc, id desc) include (created_at) where deleted_at is null;
create unique index forecast_snapshots_week_unique on forecast_snapshots (tenant_id, week) where deleted_at is null;
create index forecast_snapshots_created_at on forecast_snapshots (tenant_id, created_at, updated_at desc, id desc) where deleted_at is null;

alter table sales_targets add constraint sales_targets_department_id_fk foreign key (tenant_id, department_id) references departments (tenant_id, id);
alter table sales_targets add constraint sales_targets_product_id_fk foreign key (tenant_id, product_id) references products (tenant_id, id);
alter table sales_targets add constraint sales_targets_owner_id_fk foreign key (tenant_id, owner_id) references users (tenant_id, id);
alter table sales_targets add constraint sales_targets_board_id_fk foreign key (tenant_id, board_id) references boards (tenant_id, id);
alter table forecast_overrides add constraint forecast_overrides_department_id_fk foreign key (tenant_id, department_id) references departments (tenant_id, id);
alter table forecast_overrides add constraint forecast_overrides_owner_id_fk foreign key (tenant_id, owner_id) references users (tenant_id, id);
alter table forecast_overrides add constraint forecast_overrides_board_id_fk foreign key (tenant_id, board_id) references boards (tenant_id, id);

-- What an opportunity said from one week until another; what nobody touches is one row, however many weeks it stands.
create table forecast_states (
  tenant_id int4 not null references tenants (id),
  opportunity_id uuid not null,
  from_week date not null,
  until_week date not null,
  owner_id uuid,
  board_id uuid,
  product_id uuid,
  pipeline_id uuid,
  stage_id uuid,
  amount bigint not null,
  currency text not null,
  status text not null,
  forecast text not null,
  probability int2 not null,
  due_on date,
  primary key (tenant_id, opportunity_id, from_week)
);
create index forecast_states_due_on on forecast_states (tenant_id, due_on, until_week) include (from_week, status);
create index forecast_states_standing on forecast_states (tenant_id, opportunity_id) where until_week = 'infinity';

-- The share of deals that is won, and lost, by the end of each week after they had been in a stage for so many days.
create table forecast_odds (
  tenant_id int4 not null references tenants (id),
  as_of date not null,
  pipeline_id uuid not null,
  stage_id uuid not null,
  age int4 not null,
  cases int4 not null,
  won_by float4[] not null,
  lost_by float4[] not null,
  won int4[] not null,
  lost int4[] not null,
  primary key (tenant_id, as_of, pipeline_id, stage_id, age)
);

-- How the odds of a month's first day fared within the month.
create table forecast_trials (
  tenant_id int4 not null references tenants (id),
  month date not null,
  deals int4 not null,
  predicted float8 not null,
  actual int4 not null,
  predicted_amount float8 not null,
  actual_amount float8 not null,
  variance float8 not null,
  squared float8 not null,
  squared_fixed float8 not null,
  primary key (tenant_id, month)
);

-- The forecast reads everything that is open, and what was won in a period, from these alone.
create index opportunities_forecast_open on opportunities (tenant_id, board_id, owner_id)
  include (pipeline_id, stage_id, stage_entered_at, created_at, amount, currency, forecast, probability, close_date, product_id) where deleted_at is null and status = 'open';
create index opportunities_forecast_won on opportunities (tenant_id, closed_on) include (owner_id, board_id, amount, currency, product_id) where deleted_at is null and status = 'won';

-- Salespeople read their targets; whoever leads a board or all of them takes a snapshot between two weeks.
update roles set rights = rights || '{"salesTarget": {"read": "own"}}' where code = 'salesperson' and not rights ? 'salesTarget';
update roles set rights = rights || '{"forecastSnapshot": {"read": "all", "acts": {"take": "all"}}}' where code in ('group-management', 'board-head') and not rights ? 'forecastSnapshot';
