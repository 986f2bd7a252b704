-- Papers made of records, the templates they are made by, to whom they went, and who looked at them.

create table company_profiles (
  tenant_id integer not null references tenants (id),
  id uuid not null,
  name text,
  board_id uuid,
  address text,
  phone text,
  email text,
  website text,
  tax_number text,
  bank text,
  bank_account text,
  logo uuid[],
  stamp uuid[],
  foot text,
  version integer not null default 1,
  created_at timestamptz(3) not null default now(),
  created_by uuid,
  updated_at timestamptz(3) not null default now(),
  updated_by uuid,
  deleted_at timestamptz(3),
  custom jsonb not null default '{}',
  primary key (tenant_id, id)
);
create index company_profiles_newest on company_profiles (tenant_id, updated_at desc, id desc) include (created_at) where deleted_at is null;
create index company_profiles_board_id on company_profiles (tenant_id, board_id) where deleted_at is null and board_id is not null;
create index company_profiles_created_at on company_profiles (tenant_id, created_at, updated_at desc, id desc) where deleted_at is null;

create table document_templates (
  tenant_id integer not null references tenants (id),
  id uuid not null,
  name text,
  object text,
  kind text,
  file uuid[],
  title text,
  opening text,
  terms text,
  hidden jsonb,
  stamped boolean,
  lang text,
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
create index document_templates_newest on document_templates (tenant_id, updated_at desc, id desc) include (created_at) where deleted_at is null;
create index document_templates_object on document_templates (tenant_id, object, updated_at desc, id desc) where deleted_at is null;
create index document_templates_created_at on document_templates (tenant_id, created_at, updated_at desc, id desc) where deleted_at is null;

create table documents (
  tenant_id integer not null references tenants (id),
  id uuid not null,
  name text,
  account_id uuid,
  contact_id uuid,
  template_id uuid,
  format text,
  file uuid[],
  status text,
  made_by_id uuid,
  about_object text,
  about_id text,
  about_version bigint,
  sheet jsonb,
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
create index documents_newest on documents (tenant_id, updated_at desc, id desc) include (account_id, status, created_at) where deleted_at is null;
create index documents_owner_id_newest on documents (tenant_id, owner_id, updated_at desc, id desc) include (account_id, status, created_at) where deleted_at is null;
create index documents_board_id_newest on documents (tenant_id, board_id, updated_at desc, id desc) include (account_id, status, created_at) where deleted_at is null;
create index documents_account_id on documents (tenant_id, account_id, updated_at desc, id desc) where deleted_at is null;
create index documents_account_id_created_at on documents (tenant_id, account_id, created_at desc, id desc) where deleted_at is null;
create index documents_contact_id_created_at on documents (tenant_id, contact_id, created_at desc, id desc) where deleted_at is null;
create index documents_template_id_created_at on documents (tenant_id, template_id, created_at desc, id desc) where deleted_at is null;
create index documents_status on documents (tenant_id, status, updated_at desc, id desc) where deleted_at is null;
create index documents_made_by_id_created_at on documents (tenant_id, made_by_id, created_at desc, id desc) where deleted_at is null;
create index documents_about_id on documents (tenant_id, about_id, updated_at desc, id desc) where deleted_at is null;
create index documents_created_at on documents (tenant_id, created_at, updated_at desc, id desc) where deleted_at is null;

create table document_deliveries (
  tenant_id integer not null references tenants (id),
  id uuid not null,
  document_id uuid,
  name text,
  contact_id uuid,
  message_id uuid,
  may_answer boolean,
  expires_at timestamptz(3),
  revoked_at timestamptz(3),
  views bigint,
  downloads bigint,
  viewed_at timestamptz(3),
  seen_at timestamptz(3),
  answer text,
  answered_at timestamptz(3),
  answered_by text,
  answer_note text,
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
create index document_deliveries_newest on document_deliveries (tenant_id, updated_at desc, id desc) include (created_at) where deleted_at is null;
create index document_deliveries_owner_id_newest on document_deliveries (tenant_id, owner_id, updated_at desc, id desc) include (created_at) where deleted_at is null;
create index document_deliveries_board_id_newest on document_deliveries (tenant_id, board_id, updated_at desc, id desc) include (created_at) where deleted_at is null;
create index document_deliveries_document_id on document_deliveries (tenant_id, document_id) where deleted_at is null and document_id is not null;
create index document_deliveries_contact_id on document_deliveries (tenant_id, contact_id) where deleted_at is null and contact_id is not null;
create index document_deliveries_message_id on document_deliveries (tenant_id, message_id) where deleted_at is null and message_id is not null;
create index document_deliveries_created_at on document_deliveries (tenant_id, created_at, updated_at desc, id desc) where deleted_at is null;
create index document_deliveries_document_id_bin on document_deliveries (tenant_id, document_id) where deleted_at is not null;

create table document_views (
  tenant_id integer not null references tenants (id),
  id uuid not null,
  delivery_id uuid,
  kind text,
  address text,
  agent text,
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
create index document_views_newest on document_views (tenant_id, updated_at desc, id desc) include (created_at) where deleted_at is null;
create index document_views_owner_id_newest on document_views (tenant_id, owner_id, updated_at desc, id desc) include (created_at) where deleted_at is null;
create index document_views_board_id_newest on document_views (tenant_id, board_id, updated_at desc, id desc) include (created_at) where deleted_at is null;
create index document_views_delivery_id on document_views (tenant_id, delivery_id) where deleted_at is null and delivery_id is not null;
create index document_views_created_at on document_views (tenant_id, created_at, updated_at desc, id desc) where deleted_at is null;
create index document_views_delivery_id_bin on document_views (tenant_id, delivery_id) where deleted_at is not null;

alter table company_profiles add constraint company_profiles_board_id_fk foreign key (tenant_id, board_id) references boards (tenant_id, id);
alter table documents add constraint documents_account_id_fk foreign key (tenant_id, account_id) references accounts (tenant_id, id);
alter table documents add constraint documents_contact_id_fk foreign key (tenant_id, contact_id) references contacts (tenant_id, id);
alter table documents add constraint documents_template_id_fk foreign key (tenant_id, template_id) references document_templates (tenant_id, id);
alter table documents add constraint documents_made_by_id_fk foreign key (tenant_id, made_by_id) references users (tenant_id, id);
alter table documents add constraint documents_owner_id_fk foreign key (tenant_id, owner_id) references users (tenant_id, id);
alter table documents add constraint documents_board_id_fk foreign key (tenant_id, board_id) references boards (tenant_id, id);
alter table document_deliveries add constraint document_deliveries_document_id_fk foreign key (tenant_id, document_id) references documents (tenant_id, id);
alter table document_deliveries add constraint document_deliveries_contact_id_fk foreign key (tenant_id, contact_id) references contacts (tenant_id, id);
alter table document_deliveries add constraint document_deliveries_message_id_fk foreign key (tenant_id, message_id) references messages (tenant_id, id);
alter table document_deliveries add constraint document_deliveries_owner_id_fk foreign key (tenant_id, owner_id) references users (tenant_id, id);
alter table document_deliveries add constraint document_deliveries_board_id_fk foreign key (tenant_id, board_id) references boards (tenant_id, id);
alter table document_views add constraint document_views_delivery_id_fk foreign key (tenant_id, delivery_id) references document_deliveries (tenant_id, id);
alter table document_views add constraint document_views_owner_id_fk foreign key (tenant_id, owner_id) references users (tenant_id, id);
alter table document_views add constraint document_views_board_id_fk foreign key (tenant_id, board_id) references boards (tenant_id, id);

alter table messages add column attachments uuid[];
