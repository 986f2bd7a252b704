create table payment_terms (
  tenant_id integer not null references tenants (id),
  id uuid not null,
  name text,
  steps jsonb,
  preferred boolean,
  active boolean,
  position bigint,
  version integer not null default 1,
  created_at timestamptz(3) not null default now(),
  created_by uuid,
  updated_at timestamptz(3) not null default now(),
  updated_by uuid,
  deleted_at timestamptz(3),
  custom jsonb not null default '{}',
  primary key (tenant_id, id)
);
create index payment_terms_newest on payment_terms (tenant_id, updated_at desc, id desc) include (created_at) where deleted_at is null;
create index payment_terms_created_at on payment_terms (tenant_id, created_at, updated_at desc, id desc) where deleted_at is null;

create table instalments (
  tenant_id integer not null references tenants (id),
  id uuid not null,
  name text,
  account_id uuid,
  contract_id uuid,
  order_id uuid,
  position bigint,
  percent numeric(18,4),
  event text,
  days bigint,
  due_on date,
  amount bigint,
  booked_on date,
  paid bigint,
  credited bigint,
  written_off bigint,
  open_amount bigint,
  currency text,
  status text,
  overdue boolean,
  paid_on date,
  dunning_step bigint,
  dunned_on date,
  note text,
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
create index instalments_newest on instalments (tenant_id, updated_at desc, id desc) include (account_id, due_on, status, overdue, created_at) where deleted_at is null;
create index instalments_owner_id_newest on instalments (tenant_id, owner_id, updated_at desc, id desc) include (account_id, due_on, status, overdue, created_at) where deleted_at is null;
create index instalments_board_id_newest on instalments (tenant_id, board_id, updated_at desc, id desc) include (account_id, due_on, status, overdue, created_at) where deleted_at is null;
create index instalments_account_id on instalments (tenant_id, account_id, updated_at desc, id desc) where deleted_at is null;
create index instalments_contract_id on instalments (tenant_id, contract_id) where deleted_at is null and contract_id is not null;
create index instalments_order_id on instalments (tenant_id, order_id) where deleted_at is null and order_id is not null;
create index instalments_due_on on instalments (tenant_id, due_on, updated_at desc, id desc) where deleted_at is null;
create index instalments_status on instalments (tenant_id, status, updated_at desc, id desc) where deleted_at is null;
create index instalments_overdue on instalments (tenant_id, overdue, updated_at desc, id desc) where deleted_at is null;
create index instalments_created_at on instalments (tenant_id, created_at, updated_at desc, id desc) where deleted_at is null;

create table invoices (
  tenant_id integer not null references tenants (id),
  id uuid not null,
  buyer text,
  code text,
  account_id uuid,
  order_id uuid,
  contract_id uuid,
  kind text,
  status text,
  requested_on date,
  net bigint,
  tax bigint,
  gross bigint,
  currency text,
  tax_number text,
  address_and_phone text,
  bank_and_account text,
  send_to text,
  number text,
  issued_on date,
  red_of_id uuid,
  red_amount bigint,
  paid bigint,
  open_amount bigint,
  voided_on date,
  reason text,
  files uuid[],
  note text,
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
create index invoices_newest on invoices (tenant_id, updated_at desc, id desc) include (account_id, status, issued_on, created_at) where deleted_at is null;
create index invoices_owner_id_newest on invoices (tenant_id, owner_id, updated_at desc, id desc) include (account_id, status, issued_on, created_at) where deleted_at is null;
create index invoices_board_id_newest on invoices (tenant_id, board_id, updated_at desc, id desc) include (account_id, status, issued_on, created_at) where deleted_at is null;
create unique index invoices_code_unique on invoices (tenant_id, code) where deleted_at is null;
create index invoices_account_id on invoices (tenant_id, account_id, updated_at desc, id desc) where deleted_at is null;
create index invoices_order_id on invoices (tenant_id, order_id) where deleted_at is null and order_id is not null;
create index invoices_contract_id on invoices (tenant_id, contract_id) where deleted_at is null and contract_id is not null;
create index invoices_status on invoices (tenant_id, status, updated_at desc, id desc) where deleted_at is null;
create unique index invoices_number_unique on invoices (tenant_id, number) where deleted_at is null;
create index invoices_issued_on on invoices (tenant_id, issued_on, updated_at desc, id desc) where deleted_at is null;
create index invoices_red_of_id on invoices (tenant_id, red_of_id) where deleted_at is null and red_of_id is not null;
create index invoices_created_at on invoices (tenant_id, created_at, updated_at desc, id desc) where deleted_at is null;

create table invoice_lines (
  tenant_id integer not null references tenants (id),
  id uuid not null,
  invoice_id uuid,
  order_line_id uuid,
  red_of_line_id uuid,
  position bigint,
  name text,
  quantity numeric(18,4),
  unit text,
  net bigint,
  tax_rate text,
  tax bigint,
  gross bigint,
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
create index invoice_lines_newest on invoice_lines (tenant_id, updated_at desc, id desc) include (created_at) where deleted_at is null;
create index invoice_lines_owner_id_newest on invoice_lines (tenant_id, owner_id, updated_at desc, id desc) include (created_at) where deleted_at is null;
create index invoice_lines_board_id_newest on invoice_lines (tenant_id, board_id, updated_at desc, id desc) include (created_at) where deleted_at is null;
create index invoice_lines_invoice_id on invoice_lines (tenant_id, invoice_id) where deleted_at is null and invoice_id is not null;
create index invoice_lines_order_line_id on invoice_lines (tenant_id, order_line_id) where deleted_at is null and order_line_id is not null;
create index invoice_lines_red_of_line_id on invoice_lines (tenant_id, red_of_line_id) where deleted_at is null and red_of_line_id is not null;
create index invoice_lines_created_at on invoice_lines (tenant_id, created_at, updated_at desc, id desc) where deleted_at is null;
create index invoice_lines_invoice_id_bin on invoice_lines (tenant_id, invoice_id) where deleted_at is not null;

create table payments (
  tenant_id integer not null references tenants (id),
  id uuid not null,
  code text,
  account_id uuid,
  payer text,
  received_on date,
  amount bigint,
  currency text,
  method text,
  reference text,
  bank_reference text,
  matched bigint,
  refunded bigint,
  open_amount bigint,
  status text,
  reversed_on date,
  reverse_reason text,
  files uuid[],
  note text,
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
create index payments_newest on payments (tenant_id, updated_at desc, id desc) include (account_id, received_on, status, created_at) where deleted_at is null;
create index payments_owner_id_newest on payments (tenant_id, owner_id, updated_at desc, id desc) include (account_id, received_on, status, created_at) where deleted_at is null;
create index payments_board_id_newest on payments (tenant_id, board_id, updated_at desc, id desc) include (account_id, received_on, status, created_at) where deleted_at is null;
create unique index payments_code_unique on payments (tenant_id, code) where deleted_at is null;
create index payments_account_id on payments (tenant_id, account_id, updated_at desc, id desc) where deleted_at is null;
create index payments_received_on on payments (tenant_id, received_on, updated_at desc, id desc) where deleted_at is null;
create unique index payments_bank_reference_unique on payments (tenant_id, bank_reference) where deleted_at is null;
create index payments_status on payments (tenant_id, status, updated_at desc, id desc) where deleted_at is null;
create index payments_created_at on payments (tenant_id, created_at, updated_at desc, id desc) where deleted_at is null;

create table payment_matches (
  tenant_id integer not null references tenants (id),
  id uuid not null,
  payment_id uuid,
  instalment_id uuid,
  invoice_id uuid,
  account_id uuid,
  amount bigint,
  currency text,
  matched_on date,
  way text,
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
create index payment_matches_newest on payment_matches (tenant_id, updated_at desc, id desc) include (created_at) where deleted_at is null;
create index payment_matches_owner_id_newest on payment_matches (tenant_id, owner_id, updated_at desc, id desc) include (created_at) where deleted_at is null;
create index payment_matches_board_id_newest on payment_matches (tenant_id, board_id, updated_at desc, id desc) include (created_at) where deleted_at is null;
create index payment_matches_payment_id on payment_matches (tenant_id, payment_id) where deleted_at is null and payment_id is not null;
create index payment_matches_instalment_id on payment_matches (tenant_id, instalment_id) where deleted_at is null and instalment_id is not null;
create index payment_matches_invoice_id on payment_matches (tenant_id, invoice_id) where deleted_at is null and invoice_id is not null;
create index payment_matches_account_id on payment_matches (tenant_id, account_id) where deleted_at is null and account_id is not null;
create index payment_matches_created_at on payment_matches (tenant_id, created_at, updated_at desc, id desc) where deleted_at is null;
create index payment_matches_payment_id_bin on payment_matches (tenant_id, payment_id) where deleted_at is not null;

create table match_runs (
  tenant_id integer not null references tenants (id),
  id uuid not null,
  name text,
  status text,
  certain boolean,
  total bigint,
  done bigint,
  matched bigint,
  amount bigint,
  last text,
  ended_at timestamptz(3),
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
create index match_runs_newest on match_runs (tenant_id, updated_at desc, id desc) include (created_at) where deleted_at is null;
create index match_runs_owner_id_newest on match_runs (tenant_id, owner_id, updated_at desc, id desc) include (created_at) where deleted_at is null;
create index match_runs_board_id_newest on match_runs (tenant_id, board_id, updated_at desc, id desc) include (created_at) where deleted_at is null;
create index match_runs_created_at on match_runs (tenant_id, created_at, updated_at desc, id desc) where deleted_at is null;

create table goods_returns (
  tenant_id integer not null references tenants (id),
  id uuid not null,
  name text,
  code text,
  order_id uuid,
  account_id uuid,
  reason text,
  settlement text,
  status text,
  net bigint,
  tax bigint,
  gross bigint,
  credited bigint,
  currency text,
  approval text,
  received_on date,
  settled_on date,
  files uuid[],
  note text,
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
create index goods_returns_newest on goods_returns (tenant_id, updated_at desc, id desc) include (account_id, status, approval, settled_on, created_at) where deleted_at is null;
create index goods_returns_owner_id_newest on goods_returns (tenant_id, owner_id, updated_at desc, id desc) include (account_id, status, approval, settled_on, created_at) where deleted_at is null;
create index goods_returns_board_id_newest on goods_returns (tenant_id, board_id, updated_at desc, id desc) include (account_id, status, approval, settled_on, created_at) where deleted_at is null;
create unique index goods_returns_code_unique on goods_returns (tenant_id, code) where deleted_at is null;
create index goods_returns_order_id on goods_returns (tenant_id, order_id) where deleted_at is null and order_id is not null;
create index goods_returns_account_id on goods_returns (tenant_id, account_id, updated_at desc, id desc) where deleted_at is null;
create index goods_returns_status on goods_returns (tenant_id, status, updated_at desc, id desc) where deleted_at is null;
create index goods_returns_approval on goods_returns (tenant_id, approval, updated_at desc, id desc) where deleted_at is null;
create index goods_returns_settled_on on goods_returns (tenant_id, settled_on, updated_at desc, id desc) where deleted_at is null;
create index goods_returns_created_at on goods_returns (tenant_id, created_at, updated_at desc, id desc) where deleted_at is null;

create table goods_return_lines (
  tenant_id integer not null references tenants (id),
  id uuid not null,
  goods_return_id uuid,
  order_line_id uuid,
  name text,
  quantity numeric(18,4),
  unit text,
  net bigint,
  tax bigint,
  gross bigint,
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
create index goods_return_lines_newest on goods_return_lines (tenant_id, updated_at desc, id desc) include (created_at) where deleted_at is null;
create index goods_return_lines_owner_id_newest on goods_return_lines (tenant_id, owner_id, updated_at desc, id desc) include (created_at) where deleted_at is null;
create index goods_return_lines_board_id_newest on goods_return_lines (tenant_id, board_id, updated_at desc, id desc) include (created_at) where deleted_at is null;
create index goods_return_lines_goods_return_id on goods_return_lines (tenant_id, goods_return_id) where deleted_at is null and goods_return_id is not null;
create index goods_return_lines_order_line_id on goods_return_lines (tenant_id, order_line_id) where deleted_at is null and order_line_id is not null;
create index goods_return_lines_created_at on goods_return_lines (tenant_id, created_at, updated_at desc, id desc) where deleted_at is null;
create index goods_return_lines_goods_return_id_bin on goods_return_lines (tenant_id, goods_return_id) where deleted_at is not null;

create table instalment_credits (
  tenant_id integer not null references tenants (id),
  id uuid not null,
  goods_return_id uuid,
  instalment_id uuid,
  amount bigint,
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
create index instalment_credits_newest on instalment_credits (tenant_id, updated_at desc, id desc) include (created_at) where deleted_at is null;
create index instalment_credits_owner_id_newest on instalment_credits (tenant_id, owner_id, updated_at desc, id desc) include (created_at) where deleted_at is null;
create index instalment_credits_board_id_newest on instalment_credits (tenant_id, board_id, updated_at desc, id desc) include (created_at) where deleted_at is null;
create index instalment_credits_goods_return_id on instalment_credits (tenant_id, goods_return_id) where deleted_at is null and goods_return_id is not null;
create index instalment_credits_instalment_id on instalment_credits (tenant_id, instalment_id) where deleted_at is null and instalment_id is not null;
create index instalment_credits_created_at on instalment_credits (tenant_id, created_at, updated_at desc, id desc) where deleted_at is null;
create index instalment_credits_goods_return_id_bin on instalment_credits (tenant_id, goods_return_id) where deleted_at is not null;

create table refunds (
  tenant_id integer not null references tenants (id),
  id uuid not null,
  code text,
  payment_id uuid,
  account_id uuid,
  goods_return_id uuid,
  amount bigint,
  currency text,
  refunded_on date,
  method text,
  reason text,
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
create index refunds_newest on refunds (tenant_id, updated_at desc, id desc) include (account_id, refunded_on, created_at) where deleted_at is null;
create index refunds_owner_id_newest on refunds (tenant_id, owner_id, updated_at desc, id desc) include (account_id, refunded_on, created_at) where deleted_at is null;
create index refunds_board_id_newest on refunds (tenant_id, board_id, updated_at desc, id desc) include (account_id, refunded_on, created_at) where deleted_at is null;
create unique index refunds_code_unique on refunds (tenant_id, code) where deleted_at is null;
create index refunds_payment_id on refunds (tenant_id, payment_id) where deleted_at is null and payment_id is not null;
create index refunds_account_id on refunds (tenant_id, account_id, updated_at desc, id desc) where deleted_at is null;
create index refunds_goods_return_id on refunds (tenant_id, goods_return_id) where deleted_at is null and goods_return_id is not null;
create index refunds_refunded_on on refunds (tenant_id, refunded_on, updated_at desc, id desc) where deleted_at is null;
create index refunds_created_at on refunds (tenant_id, created_at, updated_at desc, id desc) where deleted_at is null;
create index refunds_payment_id_bin on refunds (tenant_id, payment_id) where deleted_at is not null;

create table dunning_levels (
  tenant_id integer not null references tenants (id),
  id uuid not null,
  name text,
  step bigint,
  days_overdue bigint,
  tone text,
  channel text,
  template_id uuid,
  makes_task boolean,
  minimum numeric(18,2),
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
create index dunning_levels_newest on dunning_levels (tenant_id, updated_at desc, id desc) include (created_at) where deleted_at is null;
create index dunning_levels_template_id on dunning_levels (tenant_id, template_id) where deleted_at is null and template_id is not null;
create index dunning_levels_created_at on dunning_levels (tenant_id, created_at, updated_at desc, id desc) where deleted_at is null;

create table dunnings (
  tenant_id integer not null references tenants (id),
  id uuid not null,
  name text,
  account_id uuid,
  level_id uuid,
  step bigint,
  dunned_on date,
  amount bigint,
  currency text,
  instalments uuid[],
  message_id uuid,
  task_id uuid,
  outcome text,
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
create index dunnings_newest on dunnings (tenant_id, updated_at desc, id desc) include (account_id, dunned_on, created_at) where deleted_at is null;
create index dunnings_owner_id_newest on dunnings (tenant_id, owner_id, updated_at desc, id desc) include (account_id, dunned_on, created_at) where deleted_at is null;
create index dunnings_board_id_newest on dunnings (tenant_id, board_id, updated_at desc, id desc) include (account_id, dunned_on, created_at) where deleted_at is null;
create index dunnings_account_id on dunnings (tenant_id, account_id, updated_at desc, id desc) where deleted_at is null;
create index dunnings_level_id on dunnings (tenant_id, level_id) where deleted_at is null and level_id is not null;
create index dunnings_dunned_on on dunnings (tenant_id, dunned_on, updated_at desc, id desc) where deleted_at is null;
create index dunnings_instalments on dunnings using gin (instalments) where deleted_at is null;
create index dunnings_message_id on dunnings (tenant_id, message_id) where deleted_at is null and message_id is not null;
create index dunnings_task_id on dunnings (tenant_id, task_id) where deleted_at is null and task_id is not null;
create index dunnings_created_at on dunnings (tenant_id, created_at, updated_at desc, id desc) where deleted_at is null;

create table write_offs (
  tenant_id integer not null references tenants (id),
  id uuid not null,
  name text,
  code text,
  account_id uuid,
  amount bigint,
  currency text,
  reason text,
  evidence uuid[],
  note text,
  approval text,
  written_off_on date,
  revoked_on date,
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
create index write_offs_newest on write_offs (tenant_id, updated_at desc, id desc) include (account_id, approval, written_off_on, created_at) where deleted_at is null;
create index write_offs_owner_id_newest on write_offs (tenant_id, owner_id, updated_at desc, id desc) include (account_id, approval, written_off_on, created_at) where deleted_at is null;
create index write_offs_board_id_newest on write_offs (tenant_id, board_id, updated_at desc, id desc) include (account_id, approval, written_off_on, created_at) where deleted_at is null;
create unique index write_offs_code_unique on write_offs (tenant_id, code) where deleted_at is null;
create index write_offs_account_id on write_offs (tenant_id, account_id, updated_at desc, id desc) where deleted_at is null;
create index write_offs_approval on write_offs (tenant_id, approval, updated_at desc, id desc) where deleted_at is null;
create index write_offs_written_off_on on write_offs (tenant_id, written_off_on, updated_at desc, id desc) where deleted_at is null;
create index write_offs_created_at on write_offs (tenant_id, created_at, updated_at desc, id desc) where deleted_at is null;

create table write_off_lines (
  tenant_id integer not null references tenants (id),
  id uuid not null,
  write_off_id uuid,
  instalment_id uuid,
  name text,
  amount bigint,
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
create index write_off_lines_newest on write_off_lines (tenant_id, updated_at desc, id desc) include (created_at) where deleted_at is null;
create index write_off_lines_owner_id_newest on write_off_lines (tenant_id, owner_id, updated_at desc, id desc) include (created_at) where deleted_at is null;
create index write_off_lines_board_id_newest on write_off_lines (tenant_id, board_id, updated_at desc, id desc) include (created_at) where deleted_at is null;
create index write_off_lines_write_off_id on write_off_lines (tenant_id, write_off_id) where deleted_at is null and write_off_id is not null;
create index write_off_lines_instalment_id on write_off_lines (tenant_id, instalment_id) where deleted_at is null and instalment_id is not null;
create index write_off_lines_created_at on write_off_lines (tenant_id, created_at, updated_at desc, id desc) where deleted_at is null;
create index write_off_lines_write_off_id_bin on write_off_lines (tenant_id, write_off_id) where deleted_at is not null;

create table ledger_checks (
  tenant_id integer not null references tenants (id),
  id uuid not null,
  name text,
  ran_at timestamptz(3),
  checked bigint,
  found bigint,
  sums jsonb,
  version integer not null default 1,
  created_at timestamptz(3) not null default now(),
  created_by uuid,
  updated_at timestamptz(3) not null default now(),
  updated_by uuid,
  deleted_at timestamptz(3),
  custom jsonb not null default '{}',
  primary key (tenant_id, id)
);
create index ledger_checks_newest on ledger_checks (tenant_id, updated_at desc, id desc) include (created_at) where deleted_at is null;
create index ledger_checks_created_at on ledger_checks (tenant_id, created_at, updated_at desc, id desc) where deleted_at is null;

create table ledger_differences (
  tenant_id integer not null references tenants (id),
  id uuid not null,
  name text,
  sum text,
  about_object text,
  about_id text,
  kept bigint,
  computed bigint,
  difference bigint,
  found_at timestamptz(3),
  resolved_at timestamptz(3),
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
create index ledger_differences_newest on ledger_differences (tenant_id, updated_at desc, id desc) include (sum, found_at, resolved_at, created_at) where deleted_at is null;
create index ledger_differences_sum on ledger_differences (tenant_id, sum, updated_at desc, id desc) where deleted_at is null;
create index ledger_differences_found_at on ledger_differences (tenant_id, found_at, updated_at desc, id desc) where deleted_at is null;
create index ledger_differences_resolved_at on ledger_differences (tenant_id, resolved_at, updated_at desc, id desc) where deleted_at is null;
create index ledger_differences_created_at on ledger_differences (tenant_id, created_at, updated_at desc, id desc) where deleted_at is null;
alter table instalments add constraint instalments_account_id_fk foreign key (tenant_id, account_id) references accounts (tenant_id, id);
alter table instalments add constraint instalments_contract_id_fk foreign key (tenant_id, contract_id) references contracts (tenant_id, id);
alter table instalments add constraint instalments_order_id_fk foreign key (tenant_id, order_id) references orders (tenant_id, id);
alter table instalments add constraint instalments_owner_id_fk foreign key (tenant_id, owner_id) references users (tenant_id, id);
alter table instalments add constraint instalments_board_id_fk foreign key (tenant_id, board_id) references boards (tenant_id, id);
alter table invoices add constraint invoices_account_id_fk foreign key (tenant_id, account_id) references accounts (tenant_id, id);
alter table invoices add constraint invoices_order_id_fk foreign key (tenant_id, order_id) references orders (tenant_id, id);
alter table invoices add constraint invoices_contract_id_fk foreign key (tenant_id, contract_id) references contracts (tenant_id, id);
alter table invoices add constraint invoices_red_of_id_fk foreign key (tenant_id, red_of_id) references invoices (tenant_id, id);
alter table invoices add constraint invoices_owner_id_fk foreign key (tenant_id, owner_id) references users (tenant_id, id);
alter table invoices add constraint invoices_board_id_fk foreign key (tenant_id, board_id) references boards (tenant_id, id);
alter table invoice_lines add constraint invoice_lines_invoice_id_fk foreign key (tenant_id, invoice_id) references invoices (tenant_id, id);
alter table invoice_lines add constraint invoice_lines_order_line_id_fk foreign key (tenant_id, order_line_id) references order_lines (tenant_id, id);
alter table invoice_lines add constraint invoice_lines_red_of_line_id_fk foreign key (tenant_id, red_of_line_id) references invoice_lines (tenant_id, id);
alter table invoice_lines add constraint invoice_lines_owner_id_fk foreign key (tenant_id, owner_id) references users (tenant_id, id);
alter table invoice_lines add constraint invoice_lines_board_id_fk foreign key (tenant_id, board_id) references boards (tenant_id, id);
alter table payments add constraint payments_account_id_fk foreign key (tenant_id, account_id) references accounts (tenant_id, id);
alter table payments add constraint payments_owner_id_fk foreign key (tenant_id, owner_id) references users (tenant_id, id);
alter table payments add constraint payments_board_id_fk foreign key (tenant_id, board_id) references boards (tenant_id, id);
alter table payment_matches add constraint payment_matches_payment_id_fk foreign key (tenant_id, payment_id) references payments (tenant_id, id);
alter table payment_matches add constraint payment_matches_instalment_id_fk foreign key (tenant_id, instalment_id) references instalments (tenant_id, id);
alter table payment_matches add constraint payment_matches_invoice_id_fk foreign key (tenant_id, invoice_id) references invoices (tenant_id, id);
alter table payment_matches add constraint payment_matches_account_id_fk foreign key (tenant_id, account_id) references accounts (tenant_id, id);
alter table payment_matches add constraint payment_matches_owner_id_fk foreign key (tenant_id, owner_id) references users (tenant_id, id);
alter table payment_matches add constraint payment_matches_board_id_fk foreign key (tenant_id, board_id) references boards (tenant_id, id);
alter table match_runs add constraint match_runs_owner_id_fk foreign key (tenant_id, owner_id) references users (tenant_id, id);
alter table match_runs add constraint match_runs_board_id_fk foreign key (tenant_id, board_id) references boards (tenant_id, id);
alter table goods_returns add constraint goods_returns_order_id_fk foreign key (tenant_id, order_id) references orders (tenant_id, id);
alter table goods_returns add constraint goods_returns_account_id_fk foreign key (tenant_id, account_id) references accounts (tenant_id, id);
alter table goods_returns add constraint goods_returns_owner_id_fk foreign key (tenant_id, owner_id) references users (tenant_id, id);
alter table goods_returns add constraint goods_returns_board_id_fk foreign key (tenant_id, board_id) references boards (tenant_id, id);
alter table goods_return_lines add constraint goods_return_lines_goods_return_id_fk foreign key (tenant_id, goods_return_id) references goods_returns (tenant_id, id);
alter table goods_return_lines add constraint goods_return_lines_order_line_id_fk foreign key (tenant_id, order_line_id) references order_lines (tenant_id, id);
alter table goods_return_lines add constraint goods_return_lines_owner_id_fk foreign key (tenant_id, owner_id) references users (tenant_id, id);
alter table goods_return_lines add constraint goods_return_lines_board_id_fk foreign key (tenant_id, board_id) references boards (tenant_id, id);
alter table instalment_credits add constraint instalment_credits_goods_return_id_fk foreign key (tenant_id, goods_return_id) references goods_returns (tenant_id, id);
alter table instalment_credits add constraint instalment_credits_instalment_id_fk foreign key (tenant_id, instalment_id) references instalments (tenant_id, id);
alter table instalment_credits add constraint instalment_credits_owner_id_fk foreign key (tenant_id, owner_id) references users (tenant_id, id);
alter table instalment_credits add constraint instalment_credits_board_id_fk foreign key (tenant_id, board_id) references boards (tenant_id, id);
alter table refunds add constraint refunds_payment_id_fk foreign key (tenant_id, payment_id) references payments (tenant_id, id);
alter table refunds add constraint refunds_account_id_fk foreign key (tenant_id, account_id) references accounts (tenant_id, id);
alter table refunds add constraint refunds_goods_return_id_fk foreign key (tenant_id, goods_return_id) references goods_returns (tenant_id, id);
alter table refunds add constraint refunds_owner_id_fk foreign key (tenant_id, owner_id) references users (tenant_id, id);
alter table refunds add constraint refunds_board_id_fk foreign key (tenant_id, board_id) references boards (tenant_id, id);
alter table dunning_levels add constraint dunning_levels_template_id_fk foreign key (tenant_id, template_id) references message_templates (tenant_id, id);
alter table dunnings add constraint dunnings_account_id_fk foreign key (tenant_id, account_id) references accounts (tenant_id, id);
alter table dunnings add constraint dunnings_level_id_fk foreign key (tenant_id, level_id) references dunning_levels (tenant_id, id);
alter table dunnings add constraint dunnings_message_id_fk foreign key (tenant_id, message_id) references messages (tenant_id, id);
alter table dunnings add constraint dunnings_task_id_fk foreign key (tenant_id, task_id) references tasks (tenant_id, id);
alter table dunnings add constraint dunnings_owner_id_fk foreign key (tenant_id, owner_id) references users (tenant_id, id);
alter table dunnings add constraint dunnings_board_id_fk foreign key (tenant_id, board_id) references boards (tenant_id, id);
alter table write_offs add constraint write_offs_account_id_fk foreign key (tenant_id, account_id) references accounts (tenant_id, id);
alter table write_offs add constraint write_offs_owner_id_fk foreign key (tenant_id, owner_id) references users (tenant_id, id);
alter table write_offs add constraint write_offs_board_id_fk foreign key (tenant_id, board_id) references boards (tenant_id, id);
alter table write_off_lines add constraint write_off_lines_write_off_id_fk foreign key (tenant_id, write_off_id) references write_offs (tenant_id, id);
alter table write_off_lines add constraint write_off_lines_instalment_id_fk foreign key (tenant_id, instalment_id) references instalments (tenant_id, id);
alter table write_off_lines add constraint write_off_lines_owner_id_fk foreign key (tenant_id, owner_id) references users (tenant_id, id);
alter table write_off_lines add constraint write_off_lines_board_id_fk foreign key (tenant_id, board_id) references boards (tenant_id, id);
