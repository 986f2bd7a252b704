create table quotes (
  tenant_id integer not null references tenants (id),
  id uuid not null,
  name text,
  code text,
  account_id uuid,
  contact_id uuid,
  opportunity_id uuid,
  quoted_on date,
  valid_until date,
  currency text,
  tax_included boolean,
  list_amount bigint,
  net bigint,
  tax bigint,
  gross bigint,
  largest_discount numeric(18,2),
  below_floor boolean,
  needs_approval boolean,
  payment_terms text,
  delivery_terms text,
  note text,
  files uuid[],
  status text,
  approval text,
  revision bigint,
  revision_of_id uuid,
  sent_on date,
  accepted_on date,
  decline_reason text,
  decline_note text,
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
create index quotes_newest on quotes (tenant_id, updated_at desc, id desc) include (account_id, opportunity_id, quoted_on, valid_until, needs_approval, status, approval, accepted_on, created_at) where deleted_at is null;
create index quotes_owner_id_newest on quotes (tenant_id, owner_id, updated_at desc, id desc) include (account_id, opportunity_id, quoted_on, valid_until, needs_approval, status, approval, accepted_on, created_at) where deleted_at is null;
create index quotes_board_id_newest on quotes (tenant_id, board_id, updated_at desc, id desc) include (account_id, opportunity_id, quoted_on, valid_until, needs_approval, status, approval, accepted_on, created_at) where deleted_at is null;
create unique index quotes_code_unique on quotes (tenant_id, code) where deleted_at is null;
create index quotes_account_id on quotes (tenant_id, account_id, updated_at desc, id desc) where deleted_at is null;
create index quotes_contact_id on quotes (tenant_id, contact_id) where deleted_at is null and contact_id is not null;
create index quotes_opportunity_id on quotes (tenant_id, opportunity_id, updated_at desc, id desc) where deleted_at is null;
create index quotes_quoted_on on quotes (tenant_id, quoted_on, updated_at desc, id desc) where deleted_at is null;
create index quotes_valid_until on quotes (tenant_id, valid_until, updated_at desc, id desc) where deleted_at is null;
create index quotes_needs_approval on quotes (tenant_id, needs_approval, updated_at desc, id desc) where deleted_at is null;
create index quotes_status on quotes (tenant_id, status, updated_at desc, id desc) where deleted_at is null;
create index quotes_approval on quotes (tenant_id, approval, updated_at desc, id desc) where deleted_at is null;
create index quotes_revision_of_id on quotes (tenant_id, revision_of_id) where deleted_at is null and revision_of_id is not null;
create index quotes_accepted_on on quotes (tenant_id, accepted_on, updated_at desc, id desc) where deleted_at is null;
create index quotes_created_at on quotes (tenant_id, created_at, updated_at desc, id desc) where deleted_at is null;

create table quote_lines (
  tenant_id integer not null references tenants (id),
  id uuid not null,
  quote_id uuid,
  position bigint,
  product_id uuid,
  configuration_id uuid,
  name text,
  quantity numeric(18,4),
  unit text,
  list_price bigint,
  unit_price bigint,
  discount numeric(18,4),
  pricing text,
  free_quantity numeric(18,4),
  order_discount bigint,
  tax_rate text,
  net bigint,
  tax bigint,
  gross bigint,
  currency text,
  needs jsonb,
  steps jsonb,
  note text,
  ordered_quantity numeric(18,4),
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
create index quote_lines_newest on quote_lines (tenant_id, updated_at desc, id desc) include (product_id, created_at) where deleted_at is null;
create index quote_lines_owner_id_newest on quote_lines (tenant_id, owner_id, updated_at desc, id desc) include (product_id, created_at) where deleted_at is null;
create index quote_lines_board_id_newest on quote_lines (tenant_id, board_id, updated_at desc, id desc) include (product_id, created_at) where deleted_at is null;
create index quote_lines_quote_id on quote_lines (tenant_id, quote_id) where deleted_at is null and quote_id is not null;
create index quote_lines_product_id on quote_lines (tenant_id, product_id, updated_at desc, id desc) where deleted_at is null;
create index quote_lines_configuration_id on quote_lines (tenant_id, configuration_id) where deleted_at is null and configuration_id is not null;
create index quote_lines_created_at on quote_lines (tenant_id, created_at, updated_at desc, id desc) where deleted_at is null;
create index quote_lines_quote_id_bin on quote_lines (tenant_id, quote_id) where deleted_at is not null;

create table contracts (
  tenant_id integer not null references tenants (id),
  id uuid not null,
  name text,
  code text,
  account_id uuid,
  contact_id uuid,
  opportunity_id uuid,
  quote_id uuid,
  kind text,
  our_signatory text,
  their_signatory text,
  starts_on date,
  ends_on date,
  currency text,
  base_gross bigint,
  tax_rate text,
  base_net bigint,
  base_tax bigint,
  net bigint,
  tax bigint,
  gross bigint,
  payment_terms text,
  clauses jsonb,
  files uuid[],
  note text,
  remind_days bigint,
  auto_renews boolean,
  renewal_of_id uuid,
  reminded_on date,
  status text,
  approval text,
  signed_on date,
  terminated_on date,
  termination_reason text,
  termination_note text,
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
create index contracts_newest on contracts (tenant_id, updated_at desc, id desc) include (account_id, opportunity_id, quote_id, kind, starts_on, ends_on, status, approval, signed_on, created_at) where deleted_at is null;
create index contracts_owner_id_newest on contracts (tenant_id, owner_id, updated_at desc, id desc) include (account_id, opportunity_id, quote_id, kind, starts_on, ends_on, status, approval, signed_on, created_at) where deleted_at is null;
create index contracts_board_id_newest on contracts (tenant_id, board_id, updated_at desc, id desc) include (account_id, opportunity_id, quote_id, kind, starts_on, ends_on, status, approval, signed_on, created_at) where deleted_at is null;
create unique index contracts_code_unique on contracts (tenant_id, code) where deleted_at is null;
create index contracts_account_id on contracts (tenant_id, account_id, updated_at desc, id desc) where deleted_at is null;
create index contracts_contact_id on contracts (tenant_id, contact_id) where deleted_at is null and contact_id is not null;
create index contracts_opportunity_id on contracts (tenant_id, opportunity_id, updated_at desc, id desc) where deleted_at is null;
create index contracts_quote_id on contracts (tenant_id, quote_id, updated_at desc, id desc) where deleted_at is null;
create index contracts_kind on contracts (tenant_id, kind, updated_at desc, id desc) where deleted_at is null;
create index contracts_starts_on on contracts (tenant_id, starts_on, updated_at desc, id desc) where deleted_at is null;
create index contracts_ends_on on contracts (tenant_id, ends_on, updated_at desc, id desc) where deleted_at is null;
create index contracts_renewal_of_id on contracts (tenant_id, renewal_of_id) where deleted_at is null and renewal_of_id is not null;
create index contracts_status on contracts (tenant_id, status, updated_at desc, id desc) where deleted_at is null;
create index contracts_approval on contracts (tenant_id, approval, updated_at desc, id desc) where deleted_at is null;
create index contracts_signed_on on contracts (tenant_id, signed_on, updated_at desc, id desc) where deleted_at is null;
create index contracts_created_at on contracts (tenant_id, created_at, updated_at desc, id desc) where deleted_at is null;

create table contract_amendments (
  tenant_id integer not null references tenants (id),
  id uuid not null,
  contract_id uuid,
  number bigint,
  name text,
  reason text,
  gross bigint,
  tax_rate text,
  net bigint,
  tax bigint,
  currency text,
  new_ends_on date,
  files uuid[],
  status text,
  signed_on date,
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
create index contract_amendments_newest on contract_amendments (tenant_id, updated_at desc, id desc) include (status, signed_on, created_at) where deleted_at is null;
create index contract_amendments_owner_id_newest on contract_amendments (tenant_id, owner_id, updated_at desc, id desc) include (status, signed_on, created_at) where deleted_at is null;
create index contract_amendments_board_id_newest on contract_amendments (tenant_id, board_id, updated_at desc, id desc) include (status, signed_on, created_at) where deleted_at is null;
create index contract_amendments_contract_id on contract_amendments (tenant_id, contract_id) where deleted_at is null and contract_id is not null;
create index contract_amendments_status on contract_amendments (tenant_id, status, updated_at desc, id desc) where deleted_at is null;
create index contract_amendments_signed_on on contract_amendments (tenant_id, signed_on, updated_at desc, id desc) where deleted_at is null;
create index contract_amendments_created_at on contract_amendments (tenant_id, created_at, updated_at desc, id desc) where deleted_at is null;
create index contract_amendments_contract_id_bin on contract_amendments (tenant_id, contract_id) where deleted_at is not null;

create table clause_templates (
  tenant_id integer not null references tenants (id),
  id uuid not null,
  name text,
  text text,
  kinds text[],
  usual boolean,
  position bigint,
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
create index clause_templates_newest on clause_templates (tenant_id, updated_at desc, id desc) include (created_at) where deleted_at is null;
create index clause_templates_created_at on clause_templates (tenant_id, created_at, updated_at desc, id desc) where deleted_at is null;

create table orders (
  tenant_id integer not null references tenants (id),
  id uuid not null,
  name text,
  code text,
  account_id uuid,
  contact_id uuid,
  opportunity_id uuid,
  quote_id uuid,
  contract_id uuid,
  customer_reference text,
  ordered_on date,
  deliver_on date,
  currency text,
  tax_included boolean,
  list_amount bigint,
  net bigint,
  tax bigint,
  gross bigint,
  largest_discount numeric(18,2),
  below_floor boolean,
  needs_approval boolean,
  cost bigint,
  payment_terms text,
  delivery_terms text,
  note text,
  files uuid[],
  details jsonb,
  status text,
  approval text,
  confirmed_at timestamptz(3),
  fulfilled_on date,
  cancelled_on date,
  cancel_reason text,
  cancel_note text,
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
create index orders_newest on orders (tenant_id, updated_at desc, id desc) include (account_id, opportunity_id, quote_id, contract_id, ordered_on, deliver_on, needs_approval, status, approval, fulfilled_on, created_at) where deleted_at is null;
create index orders_owner_id_newest on orders (tenant_id, owner_id, updated_at desc, id desc) include (account_id, opportunity_id, quote_id, contract_id, ordered_on, deliver_on, needs_approval, status, approval, fulfilled_on, created_at) where deleted_at is null;
create index orders_board_id_newest on orders (tenant_id, board_id, updated_at desc, id desc) include (account_id, opportunity_id, quote_id, contract_id, ordered_on, deliver_on, needs_approval, status, approval, fulfilled_on, created_at) where deleted_at is null;
create unique index orders_code_unique on orders (tenant_id, code) where deleted_at is null;
create index orders_account_id on orders (tenant_id, account_id, updated_at desc, id desc) where deleted_at is null;
create index orders_contact_id on orders (tenant_id, contact_id) where deleted_at is null and contact_id is not null;
create index orders_opportunity_id on orders (tenant_id, opportunity_id, updated_at desc, id desc) where deleted_at is null;
create index orders_quote_id on orders (tenant_id, quote_id, updated_at desc, id desc) where deleted_at is null;
create index orders_contract_id on orders (tenant_id, contract_id, updated_at desc, id desc) where deleted_at is null;
create index orders_ordered_on on orders (tenant_id, ordered_on, updated_at desc, id desc) where deleted_at is null;
create index orders_deliver_on on orders (tenant_id, deliver_on, updated_at desc, id desc) where deleted_at is null;
create index orders_needs_approval on orders (tenant_id, needs_approval, updated_at desc, id desc) where deleted_at is null;
create index orders_status on orders (tenant_id, status, updated_at desc, id desc) where deleted_at is null;
create index orders_approval on orders (tenant_id, approval, updated_at desc, id desc) where deleted_at is null;
create index orders_fulfilled_on on orders (tenant_id, fulfilled_on, updated_at desc, id desc) where deleted_at is null;
create index orders_created_at on orders (tenant_id, created_at, updated_at desc, id desc) where deleted_at is null;

create table order_lines (
  tenant_id integer not null references tenants (id),
  id uuid not null,
  order_id uuid,
  position bigint,
  product_id uuid,
  configuration_id uuid,
  name text,
  quantity numeric(18,4),
  unit text,
  list_price bigint,
  unit_price bigint,
  discount numeric(18,4),
  pricing text,
  free_quantity numeric(18,4),
  order_discount bigint,
  tax_rate text,
  net bigint,
  tax bigint,
  gross bigint,
  currency text,
  needs jsonb,
  steps jsonb,
  note text,
  quote_line_id uuid,
  cost bigint,
  delivered_quantity numeric(18,4),
  returned_quantity numeric(18,4),
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
create index order_lines_newest on order_lines (tenant_id, updated_at desc, id desc) include (product_id, created_at) where deleted_at is null;
create index order_lines_owner_id_newest on order_lines (tenant_id, owner_id, updated_at desc, id desc) include (product_id, created_at) where deleted_at is null;
create index order_lines_board_id_newest on order_lines (tenant_id, board_id, updated_at desc, id desc) include (product_id, created_at) where deleted_at is null;
create index order_lines_order_id on order_lines (tenant_id, order_id) where deleted_at is null and order_id is not null;
create index order_lines_product_id on order_lines (tenant_id, product_id, updated_at desc, id desc) where deleted_at is null;
create index order_lines_configuration_id on order_lines (tenant_id, configuration_id) where deleted_at is null and configuration_id is not null;
create index order_lines_quote_line_id on order_lines (tenant_id, quote_line_id) where deleted_at is null and quote_line_id is not null;
create index order_lines_created_at on order_lines (tenant_id, created_at, updated_at desc, id desc) where deleted_at is null;
create index order_lines_order_id_bin on order_lines (tenant_id, order_id) where deleted_at is not null;

alter table quotes add constraint quotes_account_id_fk foreign key (tenant_id, account_id) references accounts (tenant_id, id);
alter table quotes add constraint quotes_contact_id_fk foreign key (tenant_id, contact_id) references contacts (tenant_id, id);
alter table quotes add constraint quotes_opportunity_id_fk foreign key (tenant_id, opportunity_id) references opportunities (tenant_id, id);
alter table quotes add constraint quotes_revision_of_id_fk foreign key (tenant_id, revision_of_id) references quotes (tenant_id, id);
alter table quotes add constraint quotes_owner_id_fk foreign key (tenant_id, owner_id) references users (tenant_id, id);
alter table quotes add constraint quotes_board_id_fk foreign key (tenant_id, board_id) references boards (tenant_id, id);
alter table quote_lines add constraint quote_lines_quote_id_fk foreign key (tenant_id, quote_id) references quotes (tenant_id, id);
alter table quote_lines add constraint quote_lines_product_id_fk foreign key (tenant_id, product_id) references products (tenant_id, id);
alter table quote_lines add constraint quote_lines_configuration_id_fk foreign key (tenant_id, configuration_id) references configurations (tenant_id, id);
alter table quote_lines add constraint quote_lines_owner_id_fk foreign key (tenant_id, owner_id) references users (tenant_id, id);
alter table quote_lines add constraint quote_lines_board_id_fk foreign key (tenant_id, board_id) references boards (tenant_id, id);
alter table contracts add constraint contracts_account_id_fk foreign key (tenant_id, account_id) references accounts (tenant_id, id);
alter table contracts add constraint contracts_contact_id_fk foreign key (tenant_id, contact_id) references contacts (tenant_id, id);
alter table contracts add constraint contracts_opportunity_id_fk foreign key (tenant_id, opportunity_id) references opportunities (tenant_id, id);
alter table contracts add constraint contracts_quote_id_fk foreign key (tenant_id, quote_id) references quotes (tenant_id, id);
alter table contracts add constraint contracts_renewal_of_id_fk foreign key (tenant_id, renewal_of_id) references contracts (tenant_id, id);
alter table contracts add constraint contracts_owner_id_fk foreign key (tenant_id, owner_id) references users (tenant_id, id);
alter table contracts add constraint contracts_board_id_fk foreign key (tenant_id, board_id) references boards (tenant_id, id);
alter table contract_amendments add constraint contract_amendments_contract_id_fk foreign key (tenant_id, contract_id) references contracts (tenant_id, id);
alter table contract_amendments add constraint contract_amendments_owner_id_fk foreign key (tenant_id, owner_id) references users (tenant_id, id);
alter table contract_amendments add constraint contract_amendments_board_id_fk foreign key (tenant_id, board_id) references boards (tenant_id, id);
alter table orders add constraint orders_account_id_fk foreign key (tenant_id, account_id) references accounts (tenant_id, id);
alter table orders add constraint orders_contact_id_fk foreign key (tenant_id, contact_id) references contacts (tenant_id, id);
alter table orders add constraint orders_opportunity_id_fk foreign key (tenant_id, opportunity_id) references opportunities (tenant_id, id);
alter table orders add constraint orders_quote_id_fk foreign key (tenant_id, quote_id) references quotes (tenant_id, id);
alter table orders add constraint orders_contract_id_fk foreign key (tenant_id, contract_id) references contracts (tenant_id, id);
alter table orders add constraint orders_owner_id_fk foreign key (tenant_id, owner_id) references users (tenant_id, id);
alter table orders add constraint orders_board_id_fk foreign key (tenant_id, board_id) references boards (tenant_id, id);
alter table order_lines add constraint order_lines_order_id_fk foreign key (tenant_id, order_id) references orders (tenant_id, id);
alter table order_lines add constraint order_lines_product_id_fk foreign key (tenant_id, product_id) references products (tenant_id, id);
alter table order_lines add constraint order_lines_configuration_id_fk foreign key (tenant_id, configuration_id) references configurations (tenant_id, id);
alter table order_lines add constraint order_lines_quote_line_id_fk foreign key (tenant_id, quote_line_id) references quote_lines (tenant_id, id);
alter table order_lines add constraint order_lines_owner_id_fk foreign key (tenant_id, owner_id) references users (tenant_id, id);
alter table order_lines add constraint order_lines_board_id_fk foreign key (tenant_id, board_id) references boards (tenant_id, id);
