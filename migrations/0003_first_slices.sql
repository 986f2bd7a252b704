create table dictionary_items (
  tenant_id integer not null references tenants (id),
  id uuid not null,
  dictionary text,
  code text,
  label text,
  label_en text,
  parent text,
  position bigint,
  active boolean,
  tone text,
  version integer not null default 1,
  created_at timestamptz(3) not null default now(),
  created_by uuid,
  updated_at timestamptz(3) not null default now(),
  updated_by uuid,
  deleted_at timestamptz(3),
  custom jsonb not null default '{}',
  primary key (tenant_id, id)
);
create index dictionary_items_newest on dictionary_items (tenant_id, updated_at desc, id desc) include (created_at) where deleted_at is null;
create index dictionary_items_created_at on dictionary_items (tenant_id, created_at, updated_at desc, id desc) where deleted_at is null;

create table custom_fields (
  tenant_id integer not null references tenants (id),
  id uuid not null,
  object text,
  label text,
  label_en text,
  name text,
  kind text,
  dictionary text,
  options jsonb,
  many boolean,
  target text,
  images boolean,
  scale bigint,
  unit text,
  required boolean,
  filterable boolean,
  searchable boolean,
  section text,
  hint text,
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
create index custom_fields_newest on custom_fields (tenant_id, updated_at desc, id desc) include (created_at) where deleted_at is null;
create index custom_fields_created_at on custom_fields (tenant_id, created_at, updated_at desc, id desc) where deleted_at is null;

create table boards (
  tenant_id integer not null references tenants (id),
  id uuid not null,
  name text,
  code text,
  position bigint,
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
create index boards_newest on boards (tenant_id, updated_at desc, id desc) include (created_at) where deleted_at is null;
create unique index boards_name_unique on boards (tenant_id, name) where deleted_at is null;
create unique index boards_code_unique on boards (tenant_id, code) where deleted_at is null;
create index boards_created_at on boards (tenant_id, created_at, updated_at desc, id desc) where deleted_at is null;

create table departments (
  tenant_id integer not null references tenants (id),
  id uuid not null,
  name text,
  parent_id uuid,
  board_id uuid,
  head_id uuid,
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
create index departments_newest on departments (tenant_id, updated_at desc, id desc) include (created_at) where deleted_at is null;
create index departments_parent_id on departments (tenant_id, parent_id) where deleted_at is null;
create index departments_board_id on departments (tenant_id, board_id) where deleted_at is null;
create index departments_head_id on departments (tenant_id, head_id) where deleted_at is null;
create index departments_created_at on departments (tenant_id, created_at, updated_at desc, id desc) where deleted_at is null;

create table roles (
  tenant_id integer not null references tenants (id),
  id uuid not null,
  name text,
  code text,
  description text,
  rights jsonb,
  grants uuid[],
  standard boolean,
  version integer not null default 1,
  created_at timestamptz(3) not null default now(),
  created_by uuid,
  updated_at timestamptz(3) not null default now(),
  updated_by uuid,
  deleted_at timestamptz(3),
  custom jsonb not null default '{}',
  primary key (tenant_id, id)
);
create index roles_newest on roles (tenant_id, updated_at desc, id desc) include (created_at) where deleted_at is null;
create unique index roles_name_unique on roles (tenant_id, name) where deleted_at is null;
create unique index roles_code_unique on roles (tenant_id, code) where deleted_at is null;
create index roles_grants on roles using gin (grants) where deleted_at is null;
create index roles_created_at on roles (tenant_id, created_at, updated_at desc, id desc) where deleted_at is null;

create table users (
  tenant_id integer not null references tenants (id),
  id uuid not null,
  name text,
  gender text,
  phone text,
  email text,
  board_id uuid,
  department_id uuid,
  position text,
  manager_id uuid,
  login text,
  roles uuid[],
  status text,
  lang text,
  last_seen_at timestamptz(3),
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
create index users_newest on users (tenant_id, updated_at desc, id desc) include (board_id, status, created_at) where deleted_at is null;
create index users_board_id on users (tenant_id, board_id, updated_at desc, id desc) where deleted_at is null;
create index users_department_id on users (tenant_id, department_id) where deleted_at is null;
create index users_manager_id on users (tenant_id, manager_id) where deleted_at is null;
create unique index users_login_unique on users (tenant_id, login) where deleted_at is null;
create index users_roles on users using gin (roles) where deleted_at is null;
create index users_status on users (tenant_id, status, updated_at desc, id desc) where deleted_at is null;
create index users_created_at on users (tenant_id, created_at, updated_at desc, id desc) where deleted_at is null;

create table accounts (
  tenant_id integer not null references tenants (id),
  id uuid not null,
  name text,
  short_name text,
  code text,
  type text,
  level text,
  status text,
  credit_code text,
  legal_person text,
  ownership text,
  region text,
  country text,
  address text,
  postcode text,
  phone text,
  fax text,
  email text,
  website text,
  primary_contact_id uuid,
  business_type text,
  product_category text,
  industry text,
  sales_channels text[],
  brands text,
  size text,
  employees bigint,
  annual_revenue bigint,
  registered_capital bigint,
  founded_on date,
  credit text,
  credit_limit bigint,
  source text,
  last_contact_at timestamptz(3),
  next_follow_up_on date,
  key_account boolean,
  tags text[],
  parent_id uuid,
  branch_kind text,
  files uuid[],
  images uuid[],
  note text,
  recorded_on date,
  recorded_by_id uuid,
  entered_by_id uuid,
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
create index accounts_newest on accounts (tenant_id, updated_at desc, id desc) include (type, level, region, product_category, industry, source, last_contact_at, next_follow_up_on, created_at) where deleted_at is null;
create index accounts_owner_id_newest on accounts (tenant_id, owner_id, updated_at desc, id desc) include (type, level, region, product_category, industry, source, last_contact_at, next_follow_up_on, created_at) where deleted_at is null;
create index accounts_board_id_newest on accounts (tenant_id, board_id, updated_at desc, id desc) include (type, level, region, product_category, industry, source, last_contact_at, next_follow_up_on, created_at) where deleted_at is null;
create unique index accounts_code_unique on accounts (tenant_id, code) where deleted_at is null;
create index accounts_type on accounts (tenant_id, type, updated_at desc, id desc) where deleted_at is null;
create index accounts_level on accounts (tenant_id, level, updated_at desc, id desc) where deleted_at is null;
create index accounts_region on accounts (tenant_id, region, updated_at desc, id desc) where deleted_at is null;
create index accounts_primary_contact_id on accounts (tenant_id, primary_contact_id) where deleted_at is null;
create index accounts_product_category on accounts (tenant_id, product_category, updated_at desc, id desc) where deleted_at is null;
create index accounts_industry on accounts (tenant_id, industry, updated_at desc, id desc) where deleted_at is null;
create index accounts_source on accounts (tenant_id, source, updated_at desc, id desc) where deleted_at is null;
create index accounts_last_contact_at on accounts (tenant_id, last_contact_at, updated_at desc, id desc) where deleted_at is null;
create index accounts_next_follow_up_on on accounts (tenant_id, next_follow_up_on, updated_at desc, id desc) where deleted_at is null;
create index accounts_parent_id on accounts (tenant_id, parent_id) where deleted_at is null;
create index accounts_recorded_by_id on accounts (tenant_id, recorded_by_id) where deleted_at is null;
create index accounts_entered_by_id on accounts (tenant_id, entered_by_id) where deleted_at is null;
create index accounts_created_at on accounts (tenant_id, created_at, updated_at desc, id desc) where deleted_at is null;

create table contacts (
  tenant_id integer not null references tenants (id),
  id uuid not null,
  name text,
  account_id uuid,
  position text,
  department text,
  role text,
  phone text,
  office_phone text,
  email text,
  wechat text,
  qq text,
  region text,
  address text,
  gender text,
  birthday date,
  lunar_birthday boolean,
  hobbies text,
  tags text[],
  picture uuid[],
  files uuid[],
  note text,
  "left" boolean,
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
create index contacts_newest on contacts (tenant_id, updated_at desc, id desc) include (created_at) where deleted_at is null;
create index contacts_owner_id_newest on contacts (tenant_id, owner_id, updated_at desc, id desc) include (created_at) where deleted_at is null;
create index contacts_board_id_newest on contacts (tenant_id, board_id, updated_at desc, id desc) include (created_at) where deleted_at is null;
create index contacts_account_id on contacts (tenant_id, account_id) where deleted_at is null;
create index contacts_created_at on contacts (tenant_id, created_at, updated_at desc, id desc) where deleted_at is null;

create table affiliations (
  tenant_id integer not null references tenants (id),
  id uuid not null,
  account_id uuid,
  contact_id uuid,
  position text,
  role text,
  current boolean,
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
create index affiliations_newest on affiliations (tenant_id, updated_at desc, id desc) include (created_at) where deleted_at is null;
create index affiliations_owner_id_newest on affiliations (tenant_id, owner_id, updated_at desc, id desc) include (created_at) where deleted_at is null;
create index affiliations_board_id_newest on affiliations (tenant_id, board_id, updated_at desc, id desc) include (created_at) where deleted_at is null;
create index affiliations_account_id on affiliations (tenant_id, account_id) where deleted_at is null;
create index affiliations_contact_id on affiliations (tenant_id, contact_id) where deleted_at is null;
create index affiliations_created_at on affiliations (tenant_id, created_at, updated_at desc, id desc) where deleted_at is null;

create table account_links (
  tenant_id integer not null references tenants (id),
  id uuid not null,
  account_id uuid,
  relation text,
  other_id uuid,
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
create index account_links_newest on account_links (tenant_id, updated_at desc, id desc) include (created_at) where deleted_at is null;
create index account_links_owner_id_newest on account_links (tenant_id, owner_id, updated_at desc, id desc) include (created_at) where deleted_at is null;
create index account_links_board_id_newest on account_links (tenant_id, board_id, updated_at desc, id desc) include (created_at) where deleted_at is null;
create index account_links_account_id on account_links (tenant_id, account_id) where deleted_at is null;
create index account_links_other_id on account_links (tenant_id, other_id) where deleted_at is null;
create index account_links_created_at on account_links (tenant_id, created_at, updated_at desc, id desc) where deleted_at is null;

create table activities (
  tenant_id integer not null references tenants (id),
  id uuid not null,
  type text,
  subject text,
  body text,
  occurred_at timestamptz(3),
  duration_minutes bigint,
  account_id uuid,
  contact_id uuid,
  contacts uuid[],
  done_by_id uuid,
  companions uuid[],
  outcome text,
  place text,
  photos uuid[],
  files uuid[],
  next_follow_up_on date,
  about_object text,
  about_id text,
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
create index activities_newest on activities (tenant_id, updated_at desc, id desc) include (type, occurred_at, created_at) where deleted_at is null;
create index activities_owner_id_newest on activities (tenant_id, owner_id, updated_at desc, id desc) include (type, occurred_at, created_at) where deleted_at is null;
create index activities_board_id_newest on activities (tenant_id, board_id, updated_at desc, id desc) include (type, occurred_at, created_at) where deleted_at is null;
create index activities_type on activities (tenant_id, type, updated_at desc, id desc) where deleted_at is null;
create index activities_occurred_at on activities (tenant_id, occurred_at, updated_at desc, id desc) where deleted_at is null;
create index activities_account_id_occurred_at on activities (tenant_id, account_id, occurred_at desc, id desc) where deleted_at is null;
create index activities_contact_id_occurred_at on activities (tenant_id, contact_id, occurred_at desc, id desc) where deleted_at is null;
create index activities_contacts on activities using gin (contacts) where deleted_at is null;
create index activities_done_by_id_occurred_at on activities (tenant_id, done_by_id, occurred_at desc, id desc) where deleted_at is null;
create index activities_companions on activities using gin (companions) where deleted_at is null;
create index activities_created_at on activities (tenant_id, created_at, updated_at desc, id desc) where deleted_at is null;

create table tasks (
  tenant_id integer not null references tenants (id),
  id uuid not null,
  subject text,
  type text,
  status text,
  priority text,
  due_at timestamptz(3),
  start_at timestamptz(3),
  end_at timestamptz(3),
  remind_at timestamptz(3),
  reminded_at timestamptz(3),
  repeat text,
  body text,
  account_id uuid,
  contact_id uuid,
  place text,
  files uuid[],
  completed_at timestamptz(3),
  result text,
  previous_id uuid,
  about_object text,
  about_id text,
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
create index tasks_newest on tasks (tenant_id, updated_at desc, id desc) include (type, status, due_at, start_at, remind_at, completed_at, created_at) where deleted_at is null;
create index tasks_owner_id_newest on tasks (tenant_id, owner_id, updated_at desc, id desc) include (type, status, due_at, start_at, remind_at, completed_at, created_at) where deleted_at is null;
create index tasks_board_id_newest on tasks (tenant_id, board_id, updated_at desc, id desc) include (type, status, due_at, start_at, remind_at, completed_at, created_at) where deleted_at is null;
create index tasks_type on tasks (tenant_id, type, updated_at desc, id desc) where deleted_at is null;
create index tasks_status on tasks (tenant_id, status, updated_at desc, id desc) where deleted_at is null;
create index tasks_due_at on tasks (tenant_id, due_at, updated_at desc, id desc) where deleted_at is null;
create index tasks_start_at on tasks (tenant_id, start_at, updated_at desc, id desc) where deleted_at is null;
create index tasks_remind_at on tasks (tenant_id, remind_at, updated_at desc, id desc) where deleted_at is null;
create index tasks_account_id_due_at on tasks (tenant_id, account_id, due_at desc, id desc) where deleted_at is null;
create index tasks_contact_id_due_at on tasks (tenant_id, contact_id, due_at desc, id desc) where deleted_at is null;
create index tasks_completed_at on tasks (tenant_id, completed_at, updated_at desc, id desc) where deleted_at is null;
create index tasks_previous_id_due_at on tasks (tenant_id, previous_id, due_at desc, id desc) where deleted_at is null;
create index tasks_created_at on tasks (tenant_id, created_at, updated_at desc, id desc) where deleted_at is null;

create table comments (
  tenant_id integer not null references tenants (id),
  id uuid not null,
  body text,
  mentions uuid[],
  about_object text,
  about_id text,
  about_title text,
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
create index comments_newest on comments (tenant_id, updated_at desc, id desc) include (created_at) where deleted_at is null;
create index comments_owner_id_newest on comments (tenant_id, owner_id, updated_at desc, id desc) include (created_at) where deleted_at is null;
create index comments_board_id_newest on comments (tenant_id, board_id, updated_at desc, id desc) include (created_at) where deleted_at is null;
create index comments_mentions on comments using gin (mentions) where deleted_at is null;
create index comments_created_at on comments (tenant_id, created_at, updated_at desc, id desc) where deleted_at is null;

create table follows (
  tenant_id integer not null references tenants (id),
  id uuid not null,
  user_id uuid,
  about_object text,
  about_id text,
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
create index follows_newest on follows (tenant_id, updated_at desc, id desc) include (created_at) where deleted_at is null;
create index follows_owner_id_newest on follows (tenant_id, owner_id, updated_at desc, id desc) include (created_at) where deleted_at is null;
create index follows_board_id_newest on follows (tenant_id, board_id, updated_at desc, id desc) include (created_at) where deleted_at is null;
create index follows_user_id on follows (tenant_id, user_id) where deleted_at is null;
create index follows_created_at on follows (tenant_id, created_at, updated_at desc, id desc) where deleted_at is null;

create table notifications (
  tenant_id integer not null references tenants (id),
  id uuid not null,
  type text,
  title text,
  text text,
  actor_id uuid,
  about_object text,
  about_id text,
  read_at timestamptz(3),
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
create index notifications_newest on notifications (tenant_id, updated_at desc, id desc) include (read_at, created_at) where deleted_at is null;
create index notifications_owner_id_newest on notifications (tenant_id, owner_id, updated_at desc, id desc) include (read_at, created_at) where deleted_at is null;
create index notifications_board_id_newest on notifications (tenant_id, board_id, updated_at desc, id desc) include (read_at, created_at) where deleted_at is null;
create index notifications_actor_id on notifications (tenant_id, actor_id) where deleted_at is null;
create index notifications_read_at on notifications (tenant_id, read_at, updated_at desc, id desc) where deleted_at is null;
create index notifications_created_at on notifications (tenant_id, created_at, updated_at desc, id desc) where deleted_at is null;

create table views (
  tenant_id integer not null references tenants (id),
  id uuid not null,
  object text,
  name text,
  scope text,
  definition jsonb,
  position bigint,
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
create index views_newest on views (tenant_id, updated_at desc, id desc) include (created_at) where deleted_at is null;
create index views_owner_id_newest on views (tenant_id, owner_id, updated_at desc, id desc) include (created_at) where deleted_at is null;
create index views_board_id_newest on views (tenant_id, board_id, updated_at desc, id desc) include (created_at) where deleted_at is null;
create index views_created_at on views (tenant_id, created_at, updated_at desc, id desc) where deleted_at is null;

alter table departments add constraint departments_parent_id_fk foreign key (tenant_id, parent_id) references departments (tenant_id, id);
alter table departments add constraint departments_board_id_fk foreign key (tenant_id, board_id) references boards (tenant_id, id);
alter table departments add constraint departments_head_id_fk foreign key (tenant_id, head_id) references users (tenant_id, id);
alter table users add constraint users_board_id_fk foreign key (tenant_id, board_id) references boards (tenant_id, id);
alter table users add constraint users_department_id_fk foreign key (tenant_id, department_id) references departments (tenant_id, id);
alter table users add constraint users_manager_id_fk foreign key (tenant_id, manager_id) references users (tenant_id, id);
alter table accounts add constraint accounts_primary_contact_id_fk foreign key (tenant_id, primary_contact_id) references contacts (tenant_id, id);
alter table accounts add constraint accounts_parent_id_fk foreign key (tenant_id, parent_id) references accounts (tenant_id, id);
alter table accounts add constraint accounts_recorded_by_id_fk foreign key (tenant_id, recorded_by_id) references users (tenant_id, id);
alter table accounts add constraint accounts_entered_by_id_fk foreign key (tenant_id, entered_by_id) references users (tenant_id, id);
alter table accounts add constraint accounts_owner_id_fk foreign key (tenant_id, owner_id) references users (tenant_id, id);
alter table accounts add constraint accounts_board_id_fk foreign key (tenant_id, board_id) references boards (tenant_id, id);
alter table contacts add constraint contacts_account_id_fk foreign key (tenant_id, account_id) references accounts (tenant_id, id);
alter table contacts add constraint contacts_owner_id_fk foreign key (tenant_id, owner_id) references users (tenant_id, id);
alter table contacts add constraint contacts_board_id_fk foreign key (tenant_id, board_id) references boards (tenant_id, id);
alter table affiliations add constraint affiliations_account_id_fk foreign key (tenant_id, account_id) references accounts (tenant_id, id);
alter table affiliations add constraint affiliations_contact_id_fk foreign key (tenant_id, contact_id) references contacts (tenant_id, id);
alter table affiliations add constraint affiliations_owner_id_fk foreign key (tenant_id, owner_id) references users (tenant_id, id);
alter table affiliations add constraint affiliations_board_id_fk foreign key (tenant_id, board_id) references boards (tenant_id, id);
alter table account_links add constraint account_links_account_id_fk foreign key (tenant_id, account_id) references accounts (tenant_id, id);
alter table account_links add constraint account_links_other_id_fk foreign key (tenant_id, other_id) references accounts (tenant_id, id);
alter table account_links add constraint account_links_owner_id_fk foreign key (tenant_id, owner_id) references users (tenant_id, id);
alter table account_links add constraint account_links_board_id_fk foreign key (tenant_id, board_id) references boards (tenant_id, id);
alter table activities add constraint activities_account_id_fk foreign key (tenant_id, account_id) references accounts (tenant_id, id);
alter table activities add constraint activities_contact_id_fk foreign key (tenant_id, contact_id) references contacts (tenant_id, id);
alter table activities add constraint activities_done_by_id_fk foreign key (tenant_id, done_by_id) references users (tenant_id, id);
alter table activities add constraint activities_owner_id_fk foreign key (tenant_id, owner_id) references users (tenant_id, id);
alter table activities add constraint activities_board_id_fk foreign key (tenant_id, board_id) references boards (tenant_id, id);
alter table tasks add constraint tasks_account_id_fk foreign key (tenant_id, account_id) references accounts (tenant_id, id);
alter table tasks add constraint tasks_contact_id_fk foreign key (tenant_id, contact_id) references contacts (tenant_id, id);
alter table tasks add constraint tasks_previous_id_fk foreign key (tenant_id, previous_id) references tasks (tenant_id, id);
alter table tasks add constraint tasks_owner_id_fk foreign key (tenant_id, owner_id) references users (tenant_id, id);
alter table tasks add constraint tasks_board_id_fk foreign key (tenant_id, board_id) references boards (tenant_id, id);
alter table comments add constraint comments_owner_id_fk foreign key (tenant_id, owner_id) references users (tenant_id, id);
alter table comments add constraint comments_board_id_fk foreign key (tenant_id, board_id) references boards (tenant_id, id);
alter table follows add constraint follows_user_id_fk foreign key (tenant_id, user_id) references users (tenant_id, id);
alter table follows add constraint follows_owner_id_fk foreign key (tenant_id, owner_id) references users (tenant_id, id);
alter table follows add constraint follows_board_id_fk foreign key (tenant_id, board_id) references boards (tenant_id, id);
alter table notifications add constraint notifications_actor_id_fk foreign key (tenant_id, actor_id) references users (tenant_id, id);
alter table notifications add constraint notifications_owner_id_fk foreign key (tenant_id, owner_id) references users (tenant_id, id);
alter table notifications add constraint notifications_board_id_fk foreign key (tenant_id, board_id) references boards (tenant_id, id);
alter table views add constraint views_owner_id_fk foreign key (tenant_id, owner_id) references users (tenant_id, id);
alter table views add constraint views_board_id_fk foreign key (tenant_id, board_id) references boards (tenant_id, id);
