alter table leads add column score bigint;
alter table leads add column score_reasons jsonb;
alter table leads add column product_id uuid;
alter table leads add column form_id uuid;
alter table leads add column inquiries bigint;
alter table leads add column last_inquiry_at timestamptz(3);
alter table leads add column files uuid[];
alter table leads add column working_at timestamptz(3);
alter table leads add column qualified_at timestamptz(3);
alter table leads add column converted_at timestamptz(3);
alter table leads add column converted_account_id uuid;
alter table leads add column converted_contact_id uuid;
alter table leads add column converted_opportunity_id uuid;
alter table leads add column discarded_at timestamptz(3);
alter table leads add column discard_reason text;
alter table leads add column discard_note text;
alter table leads add column assigned_by_id uuid;
drop index leads_newest;
create index leads_newest on leads (tenant_id, updated_at desc, id desc) include (status, score, region, source, last_contact_at, pool_id, recycle_due_at, created_at) where deleted_at is null;
drop index leads_owner_id_newest;
create index leads_owner_id_newest on leads (tenant_id, owner_id, updated_at desc, id desc) include (status, score, region, source, last_contact_at, pool_id, recycle_due_at, created_at) where deleted_at is null;
drop index leads_board_id_newest;
create index leads_board_id_newest on leads (tenant_id, board_id, updated_at desc, id desc) include (status, score, region, source, last_contact_at, pool_id, recycle_due_at, created_at) where deleted_at is null;
create index leads_score on leads (tenant_id, score, updated_at desc, id desc) where deleted_at is null;
create index leads_product_id on leads (tenant_id, product_id) where deleted_at is null and product_id is not null;
create index leads_form_id on leads (tenant_id, form_id) where deleted_at is null and form_id is not null;
create index leads_converted_account_id on leads (tenant_id, converted_account_id) where deleted_at is null and converted_account_id is not null;
create index leads_converted_contact_id on leads (tenant_id, converted_contact_id) where deleted_at is null and converted_contact_id is not null;
create index leads_converted_opportunity_id on leads (tenant_id, converted_opportunity_id) where deleted_at is null and converted_opportunity_id is not null;
create index leads_assigned_by_id on leads (tenant_id, assigned_by_id) where deleted_at is null and assigned_by_id is not null;

create table lead_conversions (
  tenant_id integer not null references tenants (id),
  id uuid not null,
  lead_id uuid,
  name text,
  account_id uuid,
  contact_id uuid,
  opportunity_id uuid,
  made jsonb,
  undone_at timestamptz(3),
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
create index lead_conversions_newest on lead_conversions (tenant_id, updated_at desc, id desc) include (created_at) where deleted_at is null;
create index lead_conversions_owner_id_newest on lead_conversions (tenant_id, owner_id, updated_at desc, id desc) include (created_at) where deleted_at is null;
create index lead_conversions_board_id_newest on lead_conversions (tenant_id, board_id, updated_at desc, id desc) include (created_at) where deleted_at is null;
create index lead_conversions_lead_id on lead_conversions (tenant_id, lead_id) where deleted_at is null and lead_id is not null;
create index lead_conversions_account_id on lead_conversions (tenant_id, account_id) where deleted_at is null and account_id is not null;
create index lead_conversions_contact_id on lead_conversions (tenant_id, contact_id) where deleted_at is null and contact_id is not null;
create index lead_conversions_opportunity_id on lead_conversions (tenant_id, opportunity_id) where deleted_at is null and opportunity_id is not null;
create index lead_conversions_created_at on lead_conversions (tenant_id, created_at, updated_at desc, id desc) where deleted_at is null;
create index lead_conversions_lead_id_bin on lead_conversions (tenant_id, lead_id) where deleted_at is not null;

create table lead_score_rules (
  tenant_id integer not null references tenants (id),
  id uuid not null,
  name text,
  points bigint,
  "where" jsonb,
  board_id uuid,
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
create index lead_score_rules_newest on lead_score_rules (tenant_id, updated_at desc, id desc) include (created_at) where deleted_at is null;
create index lead_score_rules_board_id on lead_score_rules (tenant_id, board_id) where deleted_at is null and board_id is not null;
create index lead_score_rules_created_at on lead_score_rules (tenant_id, created_at, updated_at desc, id desc) where deleted_at is null;

create table lead_assignment_rules (
  tenant_id integer not null references tenants (id),
  id uuid not null,
  name text,
  "where" jsonb,
  board_id uuid,
  people uuid[],
  by text,
  open_max bigint,
  pool_id uuid,
  last_id uuid,
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
create index lead_assignment_rules_newest on lead_assignment_rules (tenant_id, updated_at desc, id desc) include (created_at) where deleted_at is null;
create index lead_assignment_rules_board_id on lead_assignment_rules (tenant_id, board_id) where deleted_at is null and board_id is not null;
create index lead_assignment_rules_people on lead_assignment_rules using gin (people) where deleted_at is null;
create index lead_assignment_rules_pool_id on lead_assignment_rules (tenant_id, pool_id) where deleted_at is null and pool_id is not null;
create index lead_assignment_rules_last_id on lead_assignment_rules (tenant_id, last_id) where deleted_at is null and last_id is not null;
create index lead_assignment_rules_created_at on lead_assignment_rules (tenant_id, created_at, updated_at desc, id desc) where deleted_at is null;

create table web_forms (
  tenant_id integer not null references tenants (id),
  id uuid not null,
  name text,
  title text,
  intro text,
  fields jsonb,
  thanks text,
  consent text,
  source text,
  campaign text,
  board_id uuid,
  owner_id uuid,
  active boolean,
  token text,
  submissions bigint,
  submitted_at timestamptz(3),
  version integer not null default 1,
  created_at timestamptz(3) not null default now(),
  created_by uuid,
  updated_at timestamptz(3) not null default now(),
  updated_by uuid,
  deleted_at timestamptz(3),
  custom jsonb not null default '{}',
  primary key (tenant_id, id)
);
create index web_forms_newest on web_forms (tenant_id, updated_at desc, id desc) include (created_at) where deleted_at is null;
create index web_forms_board_id on web_forms (tenant_id, board_id) where deleted_at is null and board_id is not null;
create index web_forms_owner_id on web_forms (tenant_id, owner_id) where deleted_at is null and owner_id is not null;
create unique index web_forms_token_unique on web_forms (tenant_id, token) where deleted_at is null;
create index web_forms_created_at on web_forms (tenant_id, created_at, updated_at desc, id desc) where deleted_at is null;

alter table leads add constraint leads_product_id_fk foreign key (tenant_id, product_id) references products (tenant_id, id);
alter table leads add constraint leads_form_id_fk foreign key (tenant_id, form_id) references web_forms (tenant_id, id);
alter table leads add constraint leads_converted_account_id_fk foreign key (tenant_id, converted_account_id) references accounts (tenant_id, id);
alter table leads add constraint leads_converted_contact_id_fk foreign key (tenant_id, converted_contact_id) references contacts (tenant_id, id);
alter table leads add constraint leads_converted_opportunity_id_fk foreign key (tenant_id, converted_opportunity_id) references opportunities (tenant_id, id);
alter table leads add constraint leads_assigned_by_id_fk foreign key (tenant_id, assigned_by_id) references lead_assignment_rules (tenant_id, id);
alter table lead_conversions add constraint lead_conversions_lead_id_fk foreign key (tenant_id, lead_id) references leads (tenant_id, id);
alter table lead_conversions add constraint lead_conversions_account_id_fk foreign key (tenant_id, account_id) references accounts (tenant_id, id);
alter table lead_conversions add constraint lead_conversions_contact_id_fk foreign key (tenant_id, contact_id) references contacts (tenant_id, id);
alter table lead_conversions add constraint lead_conversions_opportunity_id_fk foreign key (tenant_id, opportunity_id) references opportunities (tenant_id, id);
alter table lead_conversions add constraint lead_conversions_owner_id_fk foreign key (tenant_id, owner_id) references users (tenant_id, id);
alter table lead_conversions add constraint lead_conversions_board_id_fk foreign key (tenant_id, board_id) references boards (tenant_id, id);
alter table lead_score_rules add constraint lead_score_rules_board_id_fk foreign key (tenant_id, board_id) references boards (tenant_id, id);
alter table lead_assignment_rules add constraint lead_assignment_rules_board_id_fk foreign key (tenant_id, board_id) references boards (tenant_id, id);
alter table lead_assignment_rules add constraint lead_assignment_rules_pool_id_fk foreign key (tenant_id, pool_id) references pools (tenant_id, id);
alter table lead_assignment_rules add constraint lead_assignment_rules_last_id_fk foreign key (tenant_id, last_id) references users (tenant_id, id);
alter table web_forms add constraint web_forms_board_id_fk foreign key (tenant_id, board_id) references boards (tenant_id, id);
alter table web_forms add constraint web_forms_owner_id_fk foreign key (tenant_id, owner_id) references users (tenant_id, id);

-- How far the scoring of all leads has come; a run that was killed goes on after the last page that was written.
create table lead_scorings (
  tenant_id integer not null references tenants (id),
  id uuid not null,
  started_at timestamptz(3) not null,
  ended_at timestamptz(3),
  after_id uuid not null,
  total integer not null default 0,
  done integer not null default 0,
  changed integer not null default 0,
  primary key (tenant_id, id)
);

-- Leads that were there before: how far they have come is what their status says.
update leads set inquiries = 1, last_inquiry_at = created_at,
  working_at = case when status in ('working', 'qualified') then updated_at end,
  qualified_at = case when status = 'qualified' then updated_at end,
  discarded_at = case when status = 'invalid' then updated_at end;
