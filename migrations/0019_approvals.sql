create table approval_flows (
  tenant_id integer not null references tenants (id),
  id uuid not null,
  name text,
  object text,
  purpose text,
  condition jsonb,
  steps jsonb,
  days bigint,
  active boolean,
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
create index approval_flows_newest on approval_flows (tenant_id, updated_at desc, id desc) include (created_at) where deleted_at is null;
create index approval_flows_object on approval_flows (tenant_id, object, updated_at desc, id desc) where deleted_at is null;
create index approval_flows_created_at on approval_flows (tenant_id, created_at, updated_at desc, id desc) where deleted_at is null;

create table approval_flow_versions (
  tenant_id integer not null references tenants (id),
  id uuid not null,
  flow_id uuid,
  number bigint,
  name text,
  steps jsonb,
  days bigint,
  version integer not null default 1,
  created_at timestamptz(3) not null default now(),
  created_by uuid,
  updated_at timestamptz(3) not null default now(),
  updated_by uuid,
  deleted_at timestamptz(3),
  custom jsonb not null default '{}',
  primary key (tenant_id, id)
);
create index approval_flow_versions_newest on approval_flow_versions (tenant_id, updated_at desc, id desc) include (flow_id, created_at) where deleted_at is null;
create index approval_flow_versions_flow_id on approval_flow_versions (tenant_id, flow_id, updated_at desc, id desc) where deleted_at is null;
create index approval_flow_versions_created_at on approval_flow_versions (tenant_id, created_at, updated_at desc, id desc) where deleted_at is null;

create table approval_requests (
  tenant_id integer not null references tenants (id),
  id uuid not null,
  title text,
  status text,
  flow_id uuid,
  flow_version_id uuid,
  purpose text,
  about_object text,
  about_id text,
  waits_for uuid[],
  copied uuid[],
  submitted_at timestamptz(3),
  due_at timestamptz(3),
  ended_at timestamptz(3),
  urged_at timestamptz(3),
  payload jsonb,
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
create index approval_requests_newest on approval_requests (tenant_id, updated_at desc, id desc) include (status, submitted_at, created_at) where deleted_at is null;
create index approval_requests_owner_id_newest on approval_requests (tenant_id, owner_id, updated_at desc, id desc) include (status, submitted_at, created_at) where deleted_at is null;
create index approval_requests_board_id_newest on approval_requests (tenant_id, board_id, updated_at desc, id desc) include (status, submitted_at, created_at) where deleted_at is null;
create index approval_requests_status on approval_requests (tenant_id, status, updated_at desc, id desc) where deleted_at is null;
create index approval_requests_flow_id on approval_requests (tenant_id, flow_id) where deleted_at is null;
create index approval_requests_flow_version_id on approval_requests (tenant_id, flow_version_id) where deleted_at is null;
create index approval_requests_about_id on approval_requests (tenant_id, about_id, updated_at desc, id desc) where deleted_at is null;
create index approval_requests_waits_for on approval_requests using gin (waits_for) where deleted_at is null;
create index approval_requests_copied on approval_requests using gin (copied) where deleted_at is null;
create index approval_requests_submitted_at on approval_requests (tenant_id, submitted_at, updated_at desc, id desc) where deleted_at is null;
create index approval_requests_created_at on approval_requests (tenant_id, created_at, updated_at desc, id desc) where deleted_at is null;

create table approval_tasks (
  tenant_id integer not null references tenants (id),
  id uuid not null,
  title text,
  request_id uuid,
  submitter_id uuid,
  purpose text,
  step text,
  step_name text,
  status text,
  stands_for_id uuid,
  opened_at timestamptz(3),
  remind_at timestamptz(3),
  due_at timestamptz(3),
  overdue_at timestamptz(3),
  decided_at timestamptz(3),
  comment text,
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
create index approval_tasks_newest on approval_tasks (tenant_id, updated_at desc, id desc) include (request_id, status, remind_at, due_at, created_at) where deleted_at is null;
create index approval_tasks_owner_id_newest on approval_tasks (tenant_id, owner_id, updated_at desc, id desc) include (request_id, status, remind_at, due_at, created_at) where deleted_at is null;
create index approval_tasks_board_id_newest on approval_tasks (tenant_id, board_id, updated_at desc, id desc) include (request_id, status, remind_at, due_at, created_at) where deleted_at is null;
create index approval_tasks_request_id on approval_tasks (tenant_id, request_id, updated_at desc, id desc) where deleted_at is null;
create index approval_tasks_submitter_id on approval_tasks (tenant_id, submitter_id) where deleted_at is null;
create index approval_tasks_status on approval_tasks (tenant_id, status, updated_at desc, id desc) where deleted_at is null;
create index approval_tasks_stands_for_id on approval_tasks (tenant_id, stands_for_id) where deleted_at is null;
create index approval_tasks_remind_at on approval_tasks (tenant_id, remind_at, updated_at desc, id desc) where deleted_at is null;
create index approval_tasks_due_at on approval_tasks (tenant_id, due_at, updated_at desc, id desc) where deleted_at is null;
create index approval_tasks_created_at on approval_tasks (tenant_id, created_at, updated_at desc, id desc) where deleted_at is null;

create table approval_events (
  tenant_id integer not null references tenants (id),
  id uuid not null,
  request_id uuid,
  number bigint,
  kind text,
  happening jsonb,
  comment text,
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
create index approval_events_newest on approval_events (tenant_id, updated_at desc, id desc) include (request_id, created_at) where deleted_at is null;
create index approval_events_owner_id_newest on approval_events (tenant_id, owner_id, updated_at desc, id desc) include (request_id, created_at) where deleted_at is null;
create index approval_events_board_id_newest on approval_events (tenant_id, board_id, updated_at desc, id desc) include (request_id, created_at) where deleted_at is null;
create index approval_events_request_id on approval_events (tenant_id, request_id, updated_at desc, id desc) where deleted_at is null;
create index approval_events_created_at on approval_events (tenant_id, created_at, updated_at desc, id desc) where deleted_at is null;

create table approval_delegations (
  tenant_id integer not null references tenants (id),
  id uuid not null,
  delegate_id uuid,
  starts_on date,
  ends_on date,
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
create index approval_delegations_newest on approval_delegations (tenant_id, updated_at desc, id desc) include (starts_on, created_at) where deleted_at is null;
create index approval_delegations_owner_id_newest on approval_delegations (tenant_id, owner_id, updated_at desc, id desc) include (starts_on, created_at) where deleted_at is null;
create index approval_delegations_board_id_newest on approval_delegations (tenant_id, board_id, updated_at desc, id desc) include (starts_on, created_at) where deleted_at is null;
create index approval_delegations_delegate_id on approval_delegations (tenant_id, delegate_id) where deleted_at is null;
create index approval_delegations_starts_on on approval_delegations (tenant_id, starts_on, updated_at desc, id desc) where deleted_at is null;
create index approval_delegations_created_at on approval_delegations (tenant_id, created_at, updated_at desc, id desc) where deleted_at is null;

create table user_requests (
  tenant_id integer not null references tenants (id),
  id uuid not null,
  kind text,
  subject_id uuid,
  reason text,
  name text,
  login text,
  gender text,
  phone text,
  email text,
  user_board_id uuid,
  department_id uuid,
  position text,
  manager_id uuid,
  roles uuid[],
  approval text,
  due_at timestamptz(3),
  done_at timestamptz(3),
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
create index user_requests_newest on user_requests (tenant_id, updated_at desc, id desc) include (kind, approval, due_at, created_at) where deleted_at is null;
create index user_requests_owner_id_newest on user_requests (tenant_id, owner_id, updated_at desc, id desc) include (kind, approval, due_at, created_at) where deleted_at is null;
create index user_requests_board_id_newest on user_requests (tenant_id, board_id, updated_at desc, id desc) include (kind, approval, due_at, created_at) where deleted_at is null;
create index user_requests_kind on user_requests (tenant_id, kind, updated_at desc, id desc) where deleted_at is null;
create index user_requests_subject_id on user_requests (tenant_id, subject_id) where deleted_at is null;
create index user_requests_user_board_id on user_requests (tenant_id, user_board_id) where deleted_at is null;
create index user_requests_department_id on user_requests (tenant_id, department_id) where deleted_at is null;
create index user_requests_manager_id on user_requests (tenant_id, manager_id) where deleted_at is null;
create index user_requests_roles on user_requests using gin (roles) where deleted_at is null;
create index user_requests_approval on user_requests (tenant_id, approval, updated_at desc, id desc) where deleted_at is null;
create index user_requests_due_at on user_requests (tenant_id, due_at, updated_at desc, id desc) where deleted_at is null;
create index user_requests_created_at on user_requests (tenant_id, created_at, updated_at desc, id desc) where deleted_at is null;

alter table approval_flow_versions add constraint approval_flow_versions_flow_id_fk foreign key (tenant_id, flow_id) references approval_flows (tenant_id, id);
alter table approval_requests add constraint approval_requests_flow_id_fk foreign key (tenant_id, flow_id) references approval_flows (tenant_id, id);
alter table approval_requests add constraint approval_requests_flow_version_id_fk foreign key (tenant_id, flow_version_id) references approval_flow_versions (tenant_id, id);
alter table approval_requests add constraint approval_requests_owner_id_fk foreign key (tenant_id, owner_id) references users (tenant_id, id);
alter table approval_requests add constraint approval_requests_board_id_fk foreign key (tenant_id, board_id) references boards (tenant_id, id);
alter table approval_tasks add constraint approval_tasks_request_id_fk foreign key (tenant_id, request_id) references approval_requests (tenant_id, id);
alter table approval_tasks add constraint approval_tasks_submitter_id_fk foreign key (tenant_id, submitter_id) references users (tenant_id, id);
alter table approval_tasks add constraint approval_tasks_stands_for_id_fk foreign key (tenant_id, stands_for_id) references users (tenant_id, id);
alter table approval_tasks add constraint approval_tasks_owner_id_fk foreign key (tenant_id, owner_id) references users (tenant_id, id);
alter table approval_tasks add constraint approval_tasks_board_id_fk foreign key (tenant_id, board_id) references boards (tenant_id, id);
alter table approval_events add constraint approval_events_request_id_fk foreign key (tenant_id, request_id) references approval_requests (tenant_id, id);
alter table approval_events add constraint approval_events_owner_id_fk foreign key (tenant_id, owner_id) references users (tenant_id, id);
alter table approval_events add constraint approval_events_board_id_fk foreign key (tenant_id, board_id) references boards (tenant_id, id);
alter table approval_delegations add constraint approval_delegations_delegate_id_fk foreign key (tenant_id, delegate_id) references users (tenant_id, id);
alter table approval_delegations add constraint approval_delegations_owner_id_fk foreign key (tenant_id, owner_id) references users (tenant_id, id);
alter table approval_delegations add constraint approval_delegations_board_id_fk foreign key (tenant_id, board_id) references boards (tenant_id, id);
alter table user_requests add constraint user_requests_subject_id_fk foreign key (tenant_id, subject_id) references users (tenant_id, id);
alter table user_requests add constraint user_requests_user_board_id_fk foreign key (tenant_id, user_board_id) references boards (tenant_id, id);
alter table user_requests add constraint user_requests_department_id_fk foreign key (tenant_id, department_id) references departments (tenant_id, id);
alter table user_requests add constraint user_requests_manager_id_fk foreign key (tenant_id, manager_id) references users (tenant_id, id);
alter table user_requests add constraint user_requests_owner_id_fk foreign key (tenant_id, owner_id) references users (tenant_id, id);
alter table user_requests add constraint user_requests_board_id_fk foreign key (tenant_id, board_id) references boards (tenant_id, id);
