create table commission_plans (
  tenant_id integer not null references tenants (id),
  id uuid not null,
  name text,
  board_id uuid,
  people uuid[],
  roles uuid[],
  starts_on date,
  ends_on date,
  base text,
  of text,
  attainment text,
  currency text,
  rates jsonb,
  kickers jsonb,
  active boolean,
  note text,
  version integer not null default 1,
  created_at timestamptz(3) not null default now(),
  created_by uuid,
  updated_at timestamptz(3) not null default now(),
  updated_by uuid,
  deleted_at timestamptz(3),
  custom jsonb not null default '{}',
  primary key (tenant_id, id)
);
create index commission_plans_newest on commission_plans (tenant_id, updated_at desc, id desc) include (created_at) where deleted_at is null;
create unique index commission_plans_name_unique on commission_plans (tenant_id, name) where deleted_at is null;
create index commission_plans_board_id on commission_plans (tenant_id, board_id) where deleted_at is null and board_id is not null;
create index commission_plans_people on commission_plans using gin (people) where deleted_at is null;
create index commission_plans_roles on commission_plans using gin (roles) where deleted_at is null;
create index commission_plans_created_at on commission_plans (tenant_id, created_at, updated_at desc, id desc) where deleted_at is null;

create table commission_statements (
  tenant_id integer not null references tenants (id),
  id uuid not null,
  period text,
  currency text,
  total bigint,
  submitted_total bigint,
  manager_id uuid,
  approval text,
  computed_at timestamptz(3),
  paid_on date,
  paid_by_id uuid,
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
create index commission_statements_newest on commission_statements (tenant_id, updated_at desc, id desc) include (approval, paid_on, created_at) where deleted_at is null;
create index commission_statements_owner_id_newest on commission_statements (tenant_id, owner_id, updated_at desc, id desc) include (approval, paid_on, created_at) where deleted_at is null;
create index commission_statements_board_id_newest on commission_statements (tenant_id, board_id, updated_at desc, id desc) include (approval, paid_on, created_at) where deleted_at is null;
create index commission_statements_period on commission_statements (tenant_id, period, updated_at desc, id desc) where deleted_at is null;
create index commission_statements_manager_id on commission_statements (tenant_id, manager_id) where deleted_at is null and manager_id is not null;
create index commission_statements_approval on commission_statements (tenant_id, approval, updated_at desc, id desc) where deleted_at is null;
create index commission_statements_paid_on on commission_statements (tenant_id, paid_on, updated_at desc, id desc) where deleted_at is null;
create index commission_statements_paid_by_id on commission_statements (tenant_id, paid_by_id) where deleted_at is null and paid_by_id is not null;
-- A person has one statement of a month and currency, whoever computes.
create unique index commission_statements_one on commission_statements (tenant_id, owner_id, period, currency) where deleted_at is null;
create index commission_statements_created_at on commission_statements (tenant_id, created_at, updated_at desc, id desc) where deleted_at is null;

create table commission_lines (
  tenant_id integer not null references tenants (id),
  id uuid not null,
  statement_id uuid,
  period text,
  key text,
  kind text,
  plan_id uuid,
  about_object text,
  about_id text,
  title text,
  account_id uuid,
  earned_on date,
  amount bigint,
  currency text,
  basis jsonb,
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
create index commission_lines_newest on commission_lines (tenant_id, updated_at desc, id desc) include (created_at) where deleted_at is null;
create index commission_lines_owner_id_newest on commission_lines (tenant_id, owner_id, updated_at desc, id desc) include (created_at) where deleted_at is null;
create index commission_lines_board_id_newest on commission_lines (tenant_id, board_id, updated_at desc, id desc) include (created_at) where deleted_at is null;
create index commission_lines_statement_id on commission_lines (tenant_id, statement_id) where deleted_at is null and statement_id is not null;
create index commission_lines_period on commission_lines (tenant_id, period, updated_at desc, id desc) where deleted_at is null;
create index commission_lines_plan_id on commission_lines (tenant_id, plan_id) where deleted_at is null and plan_id is not null;
create index commission_lines_about_id on commission_lines (tenant_id, about_id, updated_at desc, id desc) where deleted_at is null;
create index commission_lines_account_id on commission_lines (tenant_id, account_id) where deleted_at is null and account_id is not null;
create index commission_lines_created_at on commission_lines (tenant_id, created_at, updated_at desc, id desc) where deleted_at is null;
create index commission_lines_statement_id_bin on commission_lines (tenant_id, statement_id) where deleted_at is not null;

alter table commission_plans add constraint commission_plans_board_id_fk foreign key (tenant_id, board_id) references boards (tenant_id, id);
alter table commission_statements add constraint commission_statements_manager_id_fk foreign key (tenant_id, manager_id) references users (tenant_id, id);
alter table commission_statements add constraint commission_statements_paid_by_id_fk foreign key (tenant_id, paid_by_id) references users (tenant_id, id);
alter table commission_statements add constraint commission_statements_owner_id_fk foreign key (tenant_id, owner_id) references users (tenant_id, id);
alter table commission_statements add constraint commission_statements_board_id_fk foreign key (tenant_id, board_id) references boards (tenant_id, id);
alter table commission_lines add constraint commission_lines_statement_id_fk foreign key (tenant_id, statement_id) references commission_statements (tenant_id, id);
alter table commission_lines add constraint commission_lines_plan_id_fk foreign key (tenant_id, plan_id) references commission_plans (tenant_id, id);
alter table commission_lines add constraint commission_lines_account_id_fk foreign key (tenant_id, account_id) references accounts (tenant_id, id);
alter table commission_lines add constraint commission_lines_owner_id_fk foreign key (tenant_id, owner_id) references users (tenant_id, id);
alter table commission_lines add constraint commission_lines_board_id_fk foreign key (tenant_id, board_id) references boards (tenant_id, id);
