create table work_logs (
  tenant_id integer not null references tenants (id),
  id uuid not null,
  day date,
  done text,
  plan text,
  problems text,
  status text,
  submitted_at timestamptz(3),
  figures jsonb,
  mark text,
  review text,
  reviewed_by_id uuid,
  reviewed_at timestamptz(3),
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
create index work_logs_newest on work_logs (tenant_id, updated_at desc, id desc) include (day, created_at) where deleted_at is null;
create index work_logs_owner_id_newest on work_logs (tenant_id, owner_id, updated_at desc, id desc) include (day, created_at) where deleted_at is null;
create index work_logs_board_id_newest on work_logs (tenant_id, board_id, updated_at desc, id desc) include (day, created_at) where deleted_at is null;
create index work_logs_day on work_logs (tenant_id, day, updated_at desc, id desc) where deleted_at is null;
create index work_logs_reviewed_by_id on work_logs (tenant_id, reviewed_by_id) where deleted_at is null;
create unique index work_logs_day_unique on work_logs (tenant_id, owner_id, day) where deleted_at is null;
create index work_logs_created_at on work_logs (tenant_id, created_at, updated_at desc, id desc) where deleted_at is null;

create table work_plans (
  tenant_id integer not null references tenants (id),
  id uuid not null,
  period text,
  starts_on date,
  ends_on date,
  goals jsonb,
  text text,
  summary text,
  mark text,
  review text,
  reviewed_by_id uuid,
  reviewed_at timestamptz(3),
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
create index work_plans_newest on work_plans (tenant_id, updated_at desc, id desc) include (starts_on, ends_on, created_at) where deleted_at is null;
create index work_plans_owner_id_newest on work_plans (tenant_id, owner_id, updated_at desc, id desc) include (starts_on, ends_on, created_at) where deleted_at is null;
create index work_plans_board_id_newest on work_plans (tenant_id, board_id, updated_at desc, id desc) include (starts_on, ends_on, created_at) where deleted_at is null;
create index work_plans_starts_on on work_plans (tenant_id, starts_on, updated_at desc, id desc) where deleted_at is null;
create index work_plans_ends_on on work_plans (tenant_id, ends_on, updated_at desc, id desc) where deleted_at is null;
create index work_plans_reviewed_by_id on work_plans (tenant_id, reviewed_by_id) where deleted_at is null;
create unique index work_plans_period_unique on work_plans (tenant_id, owner_id, period, starts_on) where deleted_at is null;
create index work_plans_created_at on work_plans (tenant_id, created_at, updated_at desc, id desc) where deleted_at is null;

create table announcements (
  tenant_id integer not null references tenants (id),
  id uuid not null,
  title text,
  body text,
  audience text,
  department_id uuid,
  pinned boolean,
  until date,
  must_confirm boolean,
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
create index announcements_newest on announcements (tenant_id, updated_at desc, id desc) include (until, created_at) where deleted_at is null;
create index announcements_owner_id_newest on announcements (tenant_id, owner_id, updated_at desc, id desc) include (until, created_at) where deleted_at is null;
create index announcements_board_id_newest on announcements (tenant_id, board_id, updated_at desc, id desc) include (until, created_at) where deleted_at is null;
create index announcements_department_id on announcements (tenant_id, department_id) where deleted_at is null;
create index announcements_until on announcements (tenant_id, until, updated_at desc, id desc) where deleted_at is null;
create index announcements_created_at on announcements (tenant_id, created_at, updated_at desc, id desc) where deleted_at is null;

create table read_receipts (
  tenant_id integer not null references tenants (id),
  id uuid not null,
  about_object text,
  about_id text,
  tells uuid[],
  read_at timestamptz(3),
  confirmed_at timestamptz(3),
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
create index read_receipts_newest on read_receipts (tenant_id, updated_at desc, id desc) include (created_at) where deleted_at is null;
create index read_receipts_owner_id_newest on read_receipts (tenant_id, owner_id, updated_at desc, id desc) include (created_at) where deleted_at is null;
create index read_receipts_board_id_newest on read_receipts (tenant_id, board_id, updated_at desc, id desc) include (created_at) where deleted_at is null;
create index read_receipts_about_id on read_receipts (tenant_id, about_id, updated_at desc, id desc) where deleted_at is null;
create index read_receipts_tells on read_receipts using gin (tells) where deleted_at is null;
create unique index read_receipts_reader_unique on read_receipts (tenant_id, owner_id, about_object, about_id) where deleted_at is null;
create index read_receipts_created_at on read_receipts (tenant_id, created_at, updated_at desc, id desc) where deleted_at is null;

create table conversations (
  tenant_id integer not null references tenants (id),
  id uuid not null,
  subject text,
  participants uuid[],
  about_object text,
  about_id text,
  last_at timestamptz(3),
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
create index conversations_newest on conversations (tenant_id, updated_at desc, id desc) include (last_at, created_at) where deleted_at is null;
create index conversations_owner_id_newest on conversations (tenant_id, owner_id, updated_at desc, id desc) include (last_at, created_at) where deleted_at is null;
create index conversations_board_id_newest on conversations (tenant_id, board_id, updated_at desc, id desc) include (last_at, created_at) where deleted_at is null;
create index conversations_participants on conversations using gin (participants) where deleted_at is null;
create index conversations_about_id on conversations (tenant_id, about_id, updated_at desc, id desc) where deleted_at is null;
create index conversations_last_at on conversations (tenant_id, last_at, updated_at desc, id desc) where deleted_at is null;
create index conversations_created_at on conversations (tenant_id, created_at, updated_at desc, id desc) where deleted_at is null;

create table conversation_messages (
  tenant_id integer not null references tenants (id),
  id uuid not null,
  conversation_id uuid,
  body text,
  readers uuid[],
  reply_to_id uuid,
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
create index conversation_messages_newest on conversation_messages (tenant_id, updated_at desc, id desc) include (created_at) where deleted_at is null;
create index conversation_messages_owner_id_newest on conversation_messages (tenant_id, owner_id, updated_at desc, id desc) include (created_at) where deleted_at is null;
create index conversation_messages_board_id_newest on conversation_messages (tenant_id, board_id, updated_at desc, id desc) include (created_at) where deleted_at is null;
create index conversation_messages_conversation_id on conversation_messages (tenant_id, conversation_id) where deleted_at is null;
create index conversation_messages_readers on conversation_messages using gin (readers) where deleted_at is null;
create index conversation_messages_reply_to_id on conversation_messages (tenant_id, reply_to_id) where deleted_at is null;
create index conversation_messages_said on conversation_messages (tenant_id, conversation_id, created_at desc, id desc) where deleted_at is null;
create index conversation_messages_created_at on conversation_messages (tenant_id, created_at, updated_at desc, id desc) where deleted_at is null;

alter table work_logs add constraint work_logs_reviewed_by_id_fk foreign key (tenant_id, reviewed_by_id) references users (tenant_id, id);
alter table work_logs add constraint work_logs_owner_id_fk foreign key (tenant_id, owner_id) references users (tenant_id, id);
alter table work_logs add constraint work_logs_board_id_fk foreign key (tenant_id, board_id) references boards (tenant_id, id);
alter table work_plans add constraint work_plans_reviewed_by_id_fk foreign key (tenant_id, reviewed_by_id) references users (tenant_id, id);
alter table work_plans add constraint work_plans_owner_id_fk foreign key (tenant_id, owner_id) references users (tenant_id, id);
alter table work_plans add constraint work_plans_board_id_fk foreign key (tenant_id, board_id) references boards (tenant_id, id);
alter table announcements add constraint announcements_department_id_fk foreign key (tenant_id, department_id) references departments (tenant_id, id);
alter table announcements add constraint announcements_owner_id_fk foreign key (tenant_id, owner_id) references users (tenant_id, id);
alter table announcements add constraint announcements_board_id_fk foreign key (tenant_id, board_id) references boards (tenant_id, id);
alter table read_receipts add constraint read_receipts_owner_id_fk foreign key (tenant_id, owner_id) references users (tenant_id, id);
alter table read_receipts add constraint read_receipts_board_id_fk foreign key (tenant_id, board_id) references boards (tenant_id, id);
alter table conversations add constraint conversations_owner_id_fk foreign key (tenant_id, owner_id) references users (tenant_id, id);
alter table conversations add constraint conversations_board_id_fk foreign key (tenant_id, board_id) references boards (tenant_id, id);
alter table conversation_messages add constraint conversation_messages_conversation_id_fk foreign key (tenant_id, conversation_id) references conversations (tenant_id, id);
alter table conversation_messages add constraint conversation_messages_reply_to_id_fk foreign key (tenant_id, reply_to_id) references conversation_messages (tenant_id, id);
alter table conversation_messages add constraint conversation_messages_owner_id_fk foreign key (tenant_id, owner_id) references users (tenant_id, id);
alter table conversation_messages add constraint conversation_messages_board_id_fk foreign key (tenant_id, board_id) references boards (tenant_id, id);
