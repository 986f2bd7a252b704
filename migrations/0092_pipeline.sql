create table products (
  tenant_id integer not null references tenants (id),
  id uuid not null,
  name text,
  code text,
  category text,
  specification text,
  unit text,
  list_price bigint,
  cost bigint,
  tax_rate numeric(18,2),
  active boolean,
  on_sale_from date,
  on_sale_until date,
  images uuid[],
  description text,
  currency text,
  version integer not null default 1,
  created_at timestamptz(3) not null default now(),
  created_by uuid,
  updated_at timestamptz(3) not null default now(),
  updated_by uuid,
  deleted_at timestamptz(3),
  custom jsonb not null default '{}',
  primary key (tenant_id, id)
);
create index products_newest on products (tenant_id, updated_at desc, id desc) include (category, active, created_at) where deleted_at is null;
create unique index products_code_unique on products (tenant_id, code) where deleted_at is null;
create index products_category on products (tenant_id, category, updated_at desc, id desc) where deleted_at is null;
create index products_active on products (tenant_id, active, updated_at desc, id desc) where deleted_at is null;
create index products_created_at on products (tenant_id, created_at, updated_at desc, id desc) where deleted_at is null;

create table pipelines (
  tenant_id integer not null references tenants (id),
  id uuid not null,
  name text,
  board_id uuid,
  preferred boolean,
  position bigint,
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
create index pipelines_newest on pipelines (tenant_id, updated_at desc, id desc) include (created_at) where deleted_at is null;
create unique index pipelines_name_unique on pipelines (tenant_id, name) where deleted_at is null;
create index pipelines_board_id on pipelines (tenant_id, board_id) where deleted_at is null;
create index pipelines_created_at on pipelines (tenant_id, created_at, updated_at desc, id desc) where deleted_at is null;

create table stages (
  tenant_id integer not null references tenants (id),
  id uuid not null,
  name text,
  pipeline_id uuid,
  position bigint,
  probability bigint,
  forecast text,
  limit_days bigint,
  skippable boolean,
  guidance text,
  version integer not null default 1,
  created_at timestamptz(3) not null default now(),
  created_by uuid,
  updated_at timestamptz(3) not null default now(),
  updated_by uuid,
  deleted_at timestamptz(3),
  custom jsonb not null default '{}',
  primary key (tenant_id, id)
);
create index stages_newest on stages (tenant_id, updated_at desc, id desc) include (pipeline_id, created_at) where deleted_at is null;
create index stages_pipeline_id on stages (tenant_id, pipeline_id, updated_at desc, id desc) where deleted_at is null;
create index stages_created_at on stages (tenant_id, created_at, updated_at desc, id desc) where deleted_at is null;

create table opportunities (
  tenant_id integer not null references tenants (id),
  id uuid not null,
  name text,
  code text,
  account_id uuid,
  contact_id uuid,
  lead_id uuid,
  source text,
  product_id uuid,
  amount bigint,
  close_date date,
  probability bigint,
  forecast text,
  pipeline_id uuid,
  stage_id uuid,
  stage_entered_at timestamptz(3),
  stage_due_at timestamptz(3),
  last_contact_at timestamptz(3),
  next_step text,
  next_step_on date,
  status text,
  closed_on date,
  end_reason text,
  competitor_id uuid,
  end_note text,
  note text,
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
create index opportunities_newest on opportunities (tenant_id, updated_at desc, id desc) include (account_id, source, product_id, close_date, pipeline_id, stage_id, last_contact_at, status, closed_on, created_at) where deleted_at is null;
create index opportunities_owner_id_newest on opportunities (tenant_id, owner_id, updated_at desc, id desc) include (account_id, source, product_id, close_date, pipeline_id, stage_id, last_contact_at, status, closed_on, created_at) where deleted_at is null;
create index opportunities_board_id_newest on opportunities (tenant_id, board_id, updated_at desc, id desc) include (account_id, source, product_id, close_date, pipeline_id, stage_id, last_contact_at, status, closed_on, created_at) where deleted_at is null;
create unique index opportunities_code_unique on opportunities (tenant_id, code) where deleted_at is null;
create index opportunities_account_id on opportunities (tenant_id, account_id, updated_at desc, id desc) where deleted_at is null;
create index opportunities_contact_id on opportunities (tenant_id, contact_id) where deleted_at is null;
create index opportunities_lead_id on opportunities (tenant_id, lead_id) where deleted_at is null;
create index opportunities_source on opportunities (tenant_id, source, updated_at desc, id desc) where deleted_at is null;
create index opportunities_product_id on opportunities (tenant_id, product_id, updated_at desc, id desc) where deleted_at is null;
create index opportunities_close_date on opportunities (tenant_id, close_date, updated_at desc, id desc) where deleted_at is null;
create index opportunities_pipeline_id on opportunities (tenant_id, pipeline_id, updated_at desc, id desc) where deleted_at is null;
create index opportunities_stage_id on opportunities (tenant_id, stage_id, updated_at desc, id desc) where deleted_at is null;
create index opportunities_last_contact_at on opportunities (tenant_id, last_contact_at, updated_at desc, id desc) where deleted_at is null;
create index opportunities_status on opportunities (tenant_id, status, updated_at desc, id desc) where deleted_at is null;
create index opportunities_closed_on on opportunities (tenant_id, closed_on, updated_at desc, id desc) where deleted_at is null;
create index opportunities_competitor_id on opportunities (tenant_id, competitor_id) where deleted_at is null;
create index opportunities_created_at on opportunities (tenant_id, created_at, updated_at desc, id desc) where deleted_at is null;

alter table pipelines add constraint pipelines_board_id_fk foreign key (tenant_id, board_id) references boards (tenant_id, id);
alter table stages add constraint stages_pipeline_id_fk foreign key (tenant_id, pipeline_id) references pipelines (tenant_id, id);
alter table opportunities add constraint opportunities_account_id_fk foreign key (tenant_id, account_id) references accounts (tenant_id, id);
alter table opportunities add constraint opportunities_contact_id_fk foreign key (tenant_id, contact_id) references contacts (tenant_id, id);
alter table opportunities add constraint opportunities_lead_id_fk foreign key (tenant_id, lead_id) references leads (tenant_id, id);
alter table opportunities add constraint opportunities_product_id_fk foreign key (tenant_id, product_id) references products (tenant_id, id);
alter table opportunities add constraint opportunities_pipeline_id_fk foreign key (tenant_id, pipeline_id) references pipelines (tenant_id, id);
alter table opportunities add constraint opportunities_stage_id_fk foreign key (tenant_id, stage_id) references stages (tenant_id, id);
alter table opportunities add constraint opportunities_competitor_id_fk foreign key (tenant_id, competitor_id) references accounts (tenant_id, id);
alter table opportunities add constraint opportunities_owner_id_fk foreign key (tenant_id, owner_id) references users (tenant_id, id);
alter table opportunities add constraint opportunities_board_id_fk foreign key (tenant_id, board_id) references boards (tenant_id, id);
