alter table products add column series text;
alter table products add column kind text;
alter table products add column price_holds_tax boolean;
alter table products add column floor_price bigint;
-- The rate is a code of the dictionary of VAT rates now: 13.00 becomes 13. The view on the table is made anew after all migrations.
drop view if exists wall.products;
alter table products alter column tax_rate type text using trim_scale(tax_rate)::text;
alter table products add column replaced_by_id uuid;
alter table products add column lead_days bigint;
alter table products add column parent_id uuid;
alter table products add column attributes jsonb;
alter table products add column variant jsonb;
alter table products add column variant_key text;
drop index products_newest;
create index products_newest on products (tenant_id, updated_at desc, id desc) include (category, kind, active, parent_id, created_at) where deleted_at is null;
create index products_series on products (tenant_id, series, updated_at desc, id desc) where deleted_at is null;
create index products_kind on products (tenant_id, kind, updated_at desc, id desc) where deleted_at is null;
create index products_replaced_by_id on products (tenant_id, replaced_by_id) where deleted_at is null and replaced_by_id is not null;
create index products_parent_id on products (tenant_id, parent_id, updated_at desc, id desc) where deleted_at is null;
create unique index products_variant_key_unique on products (tenant_id, variant_key) where deleted_at is null;

create table bom_lines (
  tenant_id integer not null references tenants (id),
  id uuid not null,
  parent_id uuid,
  component_id uuid,
  quantity numeric(18,4),
  scrap numeric(18,2),
  position text,
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
create index bom_lines_newest on bom_lines (tenant_id, updated_at desc, id desc) include (parent_id, component_id, created_at) where deleted_at is null;
create index bom_lines_parent_id on bom_lines (tenant_id, parent_id, updated_at desc, id desc) where deleted_at is null;
create index bom_lines_component_id on bom_lines (tenant_id, component_id, updated_at desc, id desc) where deleted_at is null;
create index bom_lines_created_at on bom_lines (tenant_id, created_at, updated_at desc, id desc) where deleted_at is null;

create table product_stocks (
  tenant_id integer not null references tenants (id),
  id uuid not null,
  product_id uuid,
  warehouse text,
  on_hand numeric(18,4),
  reserved numeric(18,4),
  available numeric(18,4),
  incoming numeric(18,4),
  incoming_on date,
  as_of timestamptz(3),
  version integer not null default 1,
  created_at timestamptz(3) not null default now(),
  created_by uuid,
  updated_at timestamptz(3) not null default now(),
  updated_by uuid,
  deleted_at timestamptz(3),
  custom jsonb not null default '{}',
  primary key (tenant_id, id)
);
create index product_stocks_newest on product_stocks (tenant_id, updated_at desc, id desc) include (product_id, available, created_at) where deleted_at is null;
create index product_stocks_product_id on product_stocks (tenant_id, product_id, updated_at desc, id desc) where deleted_at is null;
create index product_stocks_available on product_stocks (tenant_id, available, updated_at desc, id desc) where deleted_at is null;
-- One line for a product in a warehouse, which the ERP's connector writes over.
create unique index product_stocks_place_unique on product_stocks (tenant_id, product_id, warehouse);
create index product_stocks_created_at on product_stocks (tenant_id, created_at, updated_at desc, id desc) where deleted_at is null;

create table competitor_products (
  tenant_id integer not null references tenants (id),
  id uuid not null,
  name text,
  competitor_id uuid,
  product_id uuid,
  specification text,
  price bigint,
  strengths text,
  weaknesses text,
  answer text,
  source text,
  papers uuid[],
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
create index competitor_products_newest on competitor_products (tenant_id, updated_at desc, id desc) include (competitor_id, product_id, created_at) where deleted_at is null;
create index competitor_products_competitor_id on competitor_products (tenant_id, competitor_id, updated_at desc, id desc) where deleted_at is null;
create index competitor_products_product_id on competitor_products (tenant_id, product_id, updated_at desc, id desc) where deleted_at is null;
create index competitor_products_created_at on competitor_products (tenant_id, created_at, updated_at desc, id desc) where deleted_at is null;

create table literature (
  tenant_id integer not null references tenants (id),
  id uuid not null,
  name text,
  kind text,
  products uuid[],
  category text,
  body text,
  papers uuid[],
  link text,
  for_customers boolean,
  version integer not null default 1,
  created_at timestamptz(3) not null default now(),
  created_by uuid,
  updated_at timestamptz(3) not null default now(),
  updated_by uuid,
  deleted_at timestamptz(3),
  custom jsonb not null default '{}',
  primary key (tenant_id, id)
);
create index literature_newest on literature (tenant_id, updated_at desc, id desc) include (kind, category, for_customers, created_at) where deleted_at is null;
create index literature_kind on literature (tenant_id, kind, updated_at desc, id desc) where deleted_at is null;
create index literature_products on literature using gin (products) where deleted_at is null;
create index literature_category on literature (tenant_id, category, updated_at desc, id desc) where deleted_at is null;
create index literature_for_customers on literature (tenant_id, for_customers, updated_at desc, id desc) where deleted_at is null;
create index literature_created_at on literature (tenant_id, created_at, updated_at desc, id desc) where deleted_at is null;

create table price_lists (
  tenant_id integer not null references tenants (id),
  id uuid not null,
  name text,
  currency text,
  holds_tax boolean,
  priority bigint,
  active boolean,
  note text,
  grade text,
  region text,
  board_id uuid,
  valid_from date,
  valid_until date,
  version integer not null default 1,
  created_at timestamptz(3) not null default now(),
  created_by uuid,
  updated_at timestamptz(3) not null default now(),
  updated_by uuid,
  deleted_at timestamptz(3),
  custom jsonb not null default '{}',
  primary key (tenant_id, id)
);
create index price_lists_newest on price_lists (tenant_id, updated_at desc, id desc) include (active, valid_from, valid_until, created_at) where deleted_at is null;
create unique index price_lists_name_unique on price_lists (tenant_id, name) where deleted_at is null;
create index price_lists_active on price_lists (tenant_id, active, updated_at desc, id desc) where deleted_at is null;
create index price_lists_board_id on price_lists (tenant_id, board_id) where deleted_at is null and board_id is not null;
create index price_lists_valid_from on price_lists (tenant_id, valid_from, updated_at desc, id desc) where deleted_at is null;
create index price_lists_valid_until on price_lists (tenant_id, valid_until, updated_at desc, id desc) where deleted_at is null;
create index price_lists_created_at on price_lists (tenant_id, created_at, updated_at desc, id desc) where deleted_at is null;

create table price_entries (
  tenant_id integer not null references tenants (id),
  id uuid not null,
  list_id uuid,
  product_id uuid,
  from_quantity numeric(18,4),
  price bigint,
  floor_price bigint,
  valid_from date,
  valid_until date,
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
create index price_entries_newest on price_entries (tenant_id, updated_at desc, id desc) include (list_id, product_id, created_at) where deleted_at is null;
create index price_entries_list_id on price_entries (tenant_id, list_id, updated_at desc, id desc) where deleted_at is null;
create index price_entries_product_id on price_entries (tenant_id, product_id, updated_at desc, id desc) where deleted_at is null;
create index price_entries_created_at on price_entries (tenant_id, created_at, updated_at desc, id desc) where deleted_at is null;

create table contract_prices (
  tenant_id integer not null references tenants (id),
  id uuid not null,
  name text,
  account_id uuid,
  product_id uuid,
  category text,
  from_quantity numeric(18,4),
  price bigint,
  percent numeric(18,2),
  holds_tax boolean,
  valid_from date,
  valid_until date,
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
create index contract_prices_newest on contract_prices (tenant_id, updated_at desc, id desc) include (account_id, product_id, valid_from, valid_until, created_at) where deleted_at is null;
create index contract_prices_owner_id_newest on contract_prices (tenant_id, owner_id, updated_at desc, id desc) include (account_id, product_id, valid_from, valid_until, created_at) where deleted_at is null;
create index contract_prices_board_id_newest on contract_prices (tenant_id, board_id, updated_at desc, id desc) include (account_id, product_id, valid_from, valid_until, created_at) where deleted_at is null;
create index contract_prices_account_id on contract_prices (tenant_id, account_id, updated_at desc, id desc) where deleted_at is null;
create index contract_prices_product_id on contract_prices (tenant_id, product_id, updated_at desc, id desc) where deleted_at is null;
create index contract_prices_valid_from on contract_prices (tenant_id, valid_from, updated_at desc, id desc) where deleted_at is null;
create index contract_prices_valid_until on contract_prices (tenant_id, valid_until, updated_at desc, id desc) where deleted_at is null;
create index contract_prices_created_at on contract_prices (tenant_id, created_at, updated_at desc, id desc) where deleted_at is null;
create index contract_prices_account_id_bin on contract_prices (tenant_id, account_id) where deleted_at is not null;

create table promotions (
  tenant_id integer not null references tenants (id),
  id uuid not null,
  name text,
  active boolean,
  kind text,
  percent numeric(18,2),
  amount bigint,
  from_quantity numeric(18,4),
  from_amount bigint,
  free numeric(18,4),
  combinable boolean,
  on_contract boolean,
  priority bigint,
  product_id uuid,
  category text,
  grade text,
  region text,
  board_id uuid,
  valid_from date,
  valid_until date,
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
create index promotions_newest on promotions (tenant_id, updated_at desc, id desc) include (active, valid_from, valid_until, created_at) where deleted_at is null;
create unique index promotions_name_unique on promotions (tenant_id, name) where deleted_at is null;
create index promotions_active on promotions (tenant_id, active, updated_at desc, id desc) where deleted_at is null;
create index promotions_product_id on promotions (tenant_id, product_id) where deleted_at is null and product_id is not null;
create index promotions_board_id on promotions (tenant_id, board_id) where deleted_at is null and board_id is not null;
create index promotions_valid_from on promotions (tenant_id, valid_from, updated_at desc, id desc) where deleted_at is null;
create index promotions_valid_until on promotions (tenant_id, valid_until, updated_at desc, id desc) where deleted_at is null;
create index promotions_created_at on promotions (tenant_id, created_at, updated_at desc, id desc) where deleted_at is null;

create table exchange_rates (
  tenant_id integer not null references tenants (id),
  id uuid not null,
  currency text,
  rate numeric(18,8),
  valid_from date,
  version integer not null default 1,
  created_at timestamptz(3) not null default now(),
  created_by uuid,
  updated_at timestamptz(3) not null default now(),
  updated_by uuid,
  deleted_at timestamptz(3),
  custom jsonb not null default '{}',
  primary key (tenant_id, id)
);
create index exchange_rates_newest on exchange_rates (tenant_id, updated_at desc, id desc) include (currency, valid_from, created_at) where deleted_at is null;
create index exchange_rates_currency on exchange_rates (tenant_id, currency, updated_at desc, id desc) where deleted_at is null;
create index exchange_rates_valid_from on exchange_rates (tenant_id, valid_from, updated_at desc, id desc) where deleted_at is null;
create index exchange_rates_created_at on exchange_rates (tenant_id, created_at, updated_at desc, id desc) where deleted_at is null;

create table discount_limits (
  tenant_id integer not null references tenants (id),
  id uuid not null,
  role_id uuid,
  percent numeric(18,2),
  version integer not null default 1,
  created_at timestamptz(3) not null default now(),
  created_by uuid,
  updated_at timestamptz(3) not null default now(),
  updated_by uuid,
  deleted_at timestamptz(3),
  custom jsonb not null default '{}',
  primary key (tenant_id, id)
);
create index discount_limits_newest on discount_limits (tenant_id, updated_at desc, id desc) include (created_at) where deleted_at is null;
create unique index discount_limits_role_id_unique on discount_limits (tenant_id, role_id) where deleted_at is null;
create index discount_limits_role_id on discount_limits (tenant_id, role_id) where deleted_at is null and role_id is not null;
create index discount_limits_created_at on discount_limits (tenant_id, created_at, updated_at desc, id desc) where deleted_at is null;

create table price_requests (
  tenant_id integer not null references tenants (id),
  id uuid not null,
  code text,
  account_id uuid,
  product_id uuid,
  quantity numeric(18,4),
  reason text,
  price bigint,
  holds_tax boolean,
  valid_until date,
  regular_price bigint,
  discount numeric(18,2),
  below_floor boolean,
  approval text,
  contract_price_id uuid,
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
create index price_requests_newest on price_requests (tenant_id, updated_at desc, id desc) include (account_id, product_id, approval, created_at) where deleted_at is null;
create index price_requests_owner_id_newest on price_requests (tenant_id, owner_id, updated_at desc, id desc) include (account_id, product_id, approval, created_at) where deleted_at is null;
create index price_requests_board_id_newest on price_requests (tenant_id, board_id, updated_at desc, id desc) include (account_id, product_id, approval, created_at) where deleted_at is null;
create unique index price_requests_code_unique on price_requests (tenant_id, code) where deleted_at is null;
create index price_requests_account_id on price_requests (tenant_id, account_id, updated_at desc, id desc) where deleted_at is null;
create index price_requests_product_id on price_requests (tenant_id, product_id, updated_at desc, id desc) where deleted_at is null;
create index price_requests_approval on price_requests (tenant_id, approval, updated_at desc, id desc) where deleted_at is null;
create index price_requests_contract_price_id on price_requests (tenant_id, contract_price_id) where deleted_at is null and contract_price_id is not null;
create index price_requests_created_at on price_requests (tenant_id, created_at, updated_at desc, id desc) where deleted_at is null;

create table configuration_models (
  tenant_id integer not null references tenants (id),
  id uuid not null,
  name text,
  product_id uuid,
  active boolean,
  lead_days bigint,
  options jsonb,
  rules jsonb,
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
create index configuration_models_newest on configuration_models (tenant_id, updated_at desc, id desc) include (created_at) where deleted_at is null;
create unique index configuration_models_product_id_unique on configuration_models (tenant_id, product_id) where deleted_at is null;
create index configuration_models_product_id on configuration_models (tenant_id, product_id) where deleted_at is null and product_id is not null;
create index configuration_models_created_at on configuration_models (tenant_id, created_at, updated_at desc, id desc) where deleted_at is null;

create table configurations (
  tenant_id integer not null references tenants (id),
  id uuid not null,
  name text,
  code text,
  product_id uuid,
  account_id uuid,
  quantity numeric(18,4),
  choices jsonb,
  lines jsonb,
  complete boolean,
  unit_price bigint,
  lead_days bigint,
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
create index configurations_newest on configurations (tenant_id, updated_at desc, id desc) include (product_id, account_id, complete, created_at) where deleted_at is null;
create index configurations_owner_id_newest on configurations (tenant_id, owner_id, updated_at desc, id desc) include (product_id, account_id, complete, created_at) where deleted_at is null;
create index configurations_board_id_newest on configurations (tenant_id, board_id, updated_at desc, id desc) include (product_id, account_id, complete, created_at) where deleted_at is null;
create unique index configurations_code_unique on configurations (tenant_id, code) where deleted_at is null;
create index configurations_product_id on configurations (tenant_id, product_id, updated_at desc, id desc) where deleted_at is null;
create index configurations_account_id on configurations (tenant_id, account_id, updated_at desc, id desc) where deleted_at is null;
create index configurations_complete on configurations (tenant_id, complete, updated_at desc, id desc) where deleted_at is null;
create index configurations_created_at on configurations (tenant_id, created_at, updated_at desc, id desc) where deleted_at is null;

alter table products add constraint products_replaced_by_id_fk foreign key (tenant_id, replaced_by_id) references products (tenant_id, id);
alter table products add constraint products_parent_id_fk foreign key (tenant_id, parent_id) references products (tenant_id, id);
alter table bom_lines add constraint bom_lines_parent_id_fk foreign key (tenant_id, parent_id) references products (tenant_id, id);
alter table bom_lines add constraint bom_lines_component_id_fk foreign key (tenant_id, component_id) references products (tenant_id, id);
alter table product_stocks add constraint product_stocks_product_id_fk foreign key (tenant_id, product_id) references products (tenant_id, id);
alter table competitor_products add constraint competitor_products_competitor_id_fk foreign key (tenant_id, competitor_id) references accounts (tenant_id, id);
alter table competitor_products add constraint competitor_products_product_id_fk foreign key (tenant_id, product_id) references products (tenant_id, id);
alter table price_lists add constraint price_lists_board_id_fk foreign key (tenant_id, board_id) references boards (tenant_id, id);
alter table price_entries add constraint price_entries_list_id_fk foreign key (tenant_id, list_id) references price_lists (tenant_id, id);
alter table price_entries add constraint price_entries_product_id_fk foreign key (tenant_id, product_id) references products (tenant_id, id);
alter table contract_prices add constraint contract_prices_account_id_fk foreign key (tenant_id, account_id) references accounts (tenant_id, id);
alter table contract_prices add constraint contract_prices_product_id_fk foreign key (tenant_id, product_id) references products (tenant_id, id);
alter table contract_prices add constraint contract_prices_owner_id_fk foreign key (tenant_id, owner_id) references users (tenant_id, id);
alter table contract_prices add constraint contract_prices_board_id_fk foreign key (tenant_id, board_id) references boards (tenant_id, id);
alter table promotions add constraint promotions_product_id_fk foreign key (tenant_id, product_id) references products (tenant_id, id);
alter table promotions add constraint promotions_board_id_fk foreign key (tenant_id, board_id) references boards (tenant_id, id);
alter table discount_limits add constraint discount_limits_role_id_fk foreign key (tenant_id, role_id) references roles (tenant_id, id);
alter table price_requests add constraint price_requests_account_id_fk foreign key (tenant_id, account_id) references accounts (tenant_id, id);
alter table price_requests add constraint price_requests_product_id_fk foreign key (tenant_id, product_id) references products (tenant_id, id);
alter table price_requests add constraint price_requests_contract_price_id_fk foreign key (tenant_id, contract_price_id) references contract_prices (tenant_id, id);
alter table price_requests add constraint price_requests_owner_id_fk foreign key (tenant_id, owner_id) references users (tenant_id, id);
alter table price_requests add constraint price_requests_board_id_fk foreign key (tenant_id, board_id) references boards (tenant_id, id);
alter table configuration_models add constraint configuration_models_product_id_fk foreign key (tenant_id, product_id) references products (tenant_id, id);
alter table configurations add constraint configurations_product_id_fk foreign key (tenant_id, product_id) references products (tenant_id, id);
alter table configurations add constraint configurations_account_id_fk foreign key (tenant_id, account_id) references accounts (tenant_id, id);
alter table configurations add constraint configurations_owner_id_fk foreign key (tenant_id, owner_id) references users (tenant_id, id);
alter table configurations add constraint configurations_board_id_fk foreign key (tenant_id, board_id) references boards (tenant_id, id);
