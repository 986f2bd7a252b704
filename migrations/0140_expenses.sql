create table expense_claims (
  tenant_id integer not null references tenants (id),
  id uuid not null,
  purpose text,
  code text,
  starts_on date,
  ends_on date,
  total bigint,
  currency text,
  note text,
  approval text,
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
create index expense_claims_newest on expense_claims (tenant_id, updated_at desc, id desc) include (starts_on, approval, paid_on, created_at) where deleted_at is null;
create index expense_claims_owner_id_newest on expense_claims (tenant_id, owner_id, updated_at desc, id desc) include (starts_on, approval, paid_on, created_at) where deleted_at is null;
create index expense_claims_board_id_newest on expense_claims (tenant_id, board_id, updated_at desc, id desc) include (starts_on, approval, paid_on, created_at) where deleted_at is null;
create unique index expense_claims_code_unique on expense_claims (tenant_id, code) where deleted_at is null;
create index expense_claims_starts_on on expense_claims (tenant_id, starts_on, updated_at desc, id desc) where deleted_at is null;
create index expense_claims_approval on expense_claims (tenant_id, approval, updated_at desc, id desc) where deleted_at is null;
create index expense_claims_paid_on on expense_claims (tenant_id, paid_on, updated_at desc, id desc) where deleted_at is null;
create index expense_claims_paid_by_id on expense_claims (tenant_id, paid_by_id) where deleted_at is null and paid_by_id is not null;
create index expense_claims_created_at on expense_claims (tenant_id, created_at, updated_at desc, id desc) where deleted_at is null;

create table expense_lines (
  tenant_id integer not null references tenants (id),
  id uuid not null,
  claim_id uuid,
  day date,
  kind text,
  amount bigint,
  currency text,
  foreign_amount numeric(18,2),
  foreign_currency text,
  rate numeric(18,6),
  invoice_number text,
  receipts uuid[],
  account_id uuid,
  opportunity_id uuid,
  activity_id uuid,
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
create index expense_lines_newest on expense_lines (tenant_id, updated_at desc, id desc) include (day, kind, account_id, opportunity_id, created_at) where deleted_at is null;
create index expense_lines_owner_id_newest on expense_lines (tenant_id, owner_id, updated_at desc, id desc) include (day, kind, account_id, opportunity_id, created_at) where deleted_at is null;
create index expense_lines_board_id_newest on expense_lines (tenant_id, board_id, updated_at desc, id desc) include (day, kind, account_id, opportunity_id, created_at) where deleted_at is null;
create index expense_lines_claim_id on expense_lines (tenant_id, claim_id) where deleted_at is null and claim_id is not null;
create index expense_lines_day on expense_lines (tenant_id, day, updated_at desc, id desc) where deleted_at is null;
create index expense_lines_kind on expense_lines (tenant_id, kind, updated_at desc, id desc) where deleted_at is null;
create index expense_lines_invoice_number on expense_lines (tenant_id, invoice_number, updated_at desc, id desc) where deleted_at is null;
create index expense_lines_account_id on expense_lines (tenant_id, account_id, updated_at desc, id desc) where deleted_at is null;
create index expense_lines_opportunity_id on expense_lines (tenant_id, opportunity_id, updated_at desc, id desc) where deleted_at is null;
create index expense_lines_activity_id on expense_lines (tenant_id, activity_id) where deleted_at is null and activity_id is not null;
create index expense_lines_created_at on expense_lines (tenant_id, created_at, updated_at desc, id desc) where deleted_at is null;
create index expense_lines_claim_id_bin on expense_lines (tenant_id, claim_id) where deleted_at is not null;

create table expense_rules (
  tenant_id integer not null references tenants (id),
  id uuid not null,
  name text,
  kinds text[],
  board_id uuid,
  "limit" bigint,
  per text,
  receipt_from bigint,
  needs_account boolean,
  strict boolean,
  sentence text,
  active boolean,
  position bigint,
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
create index expense_rules_newest on expense_rules (tenant_id, updated_at desc, id desc) include (created_at) where deleted_at is null;
create index expense_rules_board_id on expense_rules (tenant_id, board_id) where deleted_at is null and board_id is not null;
create index expense_rules_created_at on expense_rules (tenant_id, created_at, updated_at desc, id desc) where deleted_at is null;

alter table expense_claims add constraint expense_claims_paid_by_id_fk foreign key (tenant_id, paid_by_id) references users (tenant_id, id);
alter table expense_claims add constraint expense_claims_owner_id_fk foreign key (tenant_id, owner_id) references users (tenant_id, id);
alter table expense_claims add constraint expense_claims_board_id_fk foreign key (tenant_id, board_id) references boards (tenant_id, id);
alter table expense_lines add constraint expense_lines_claim_id_fk foreign key (tenant_id, claim_id) references expense_claims (tenant_id, id);
alter table expense_lines add constraint expense_lines_account_id_fk foreign key (tenant_id, account_id) references accounts (tenant_id, id);
alter table expense_lines add constraint expense_lines_opportunity_id_fk foreign key (tenant_id, opportunity_id) references opportunities (tenant_id, id);
alter table expense_lines add constraint expense_lines_activity_id_fk foreign key (tenant_id, activity_id) references activities (tenant_id, id);
alter table expense_lines add constraint expense_lines_owner_id_fk foreign key (tenant_id, owner_id) references users (tenant_id, id);
alter table expense_lines add constraint expense_lines_board_id_fk foreign key (tenant_id, board_id) references boards (tenant_id, id);
alter table expense_rules add constraint expense_rules_board_id_fk foreign key (tenant_id, board_id) references boards (tenant_id, id);
