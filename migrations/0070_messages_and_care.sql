alter table accounts add column first_deal_on date;
alter table contacts add column email_consent text;
alter table contacts add column sms_consent text;
alter table contacts add column phone_consent text;
alter table contacts add column wechat_consent text;
alter table contacts add column preferred_channel text;
alter table contacts add column consent_on date;
alter table contacts add column consent_source text;

create table messages (
  tenant_id integer not null references tenants (id),
  id uuid not null,
  subject text,
  body text,
  channel text,
  purpose text,
  contact_id uuid,
  account_id uuid,
  "to" text,
  status text,
  why text,
  detail text,
  attempts bigint,
  next_try_at timestamptz(3),
  tried_at timestamptz(3),
  sent_at timestamptz(3),
  template_id uuid,
  about_object text,
  about_id text,
  key text,
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
create index messages_newest on messages (tenant_id, updated_at desc, id desc) include (channel, status, next_try_at, tried_at, created_at) where deleted_at is null;
create index messages_owner_id_newest on messages (tenant_id, owner_id, updated_at desc, id desc) include (channel, status, next_try_at, tried_at, created_at) where deleted_at is null;
create index messages_board_id_newest on messages (tenant_id, board_id, updated_at desc, id desc) include (channel, status, next_try_at, tried_at, created_at) where deleted_at is null;
create index messages_channel on messages (tenant_id, channel, updated_at desc, id desc) where deleted_at is null;
create index messages_contact_id_created_at on messages (tenant_id, contact_id, created_at desc, id desc) where deleted_at is null;
create index messages_account_id_created_at on messages (tenant_id, account_id, created_at desc, id desc) where deleted_at is null;
create index messages_status on messages (tenant_id, status, updated_at desc, id desc) where deleted_at is null;
create index messages_next_try_at on messages (tenant_id, next_try_at, updated_at desc, id desc) where deleted_at is null;
create index messages_tried_at on messages (tenant_id, tried_at, updated_at desc, id desc) where deleted_at is null;
create index messages_template_id_created_at on messages (tenant_id, template_id, created_at desc, id desc) where deleted_at is null;
create index messages_about_id on messages (tenant_id, about_id, updated_at desc, id desc) where deleted_at is null;
create unique index messages_key_unique on messages (tenant_id, key) where deleted_at is null;
create index messages_created_at on messages (tenant_id, created_at, updated_at desc, id desc) where deleted_at is null;

create table message_templates (
  tenant_id integer not null references tenants (id),
  id uuid not null,
  name text,
  subject text,
  body text,
  short_text text,
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
create index message_templates_newest on message_templates (tenant_id, updated_at desc, id desc) include (created_at) where deleted_at is null;
create index message_templates_created_at on message_templates (tenant_id, created_at, updated_at desc, id desc) where deleted_at is null;

create table message_senders (
  tenant_id integer not null references tenants (id),
  id uuid not null,
  channel text,
  adapter text,
  active boolean,
  host text,
  port bigint,
  security text,
  login text,
  has_password boolean,
  from_address text,
  from_name text,
  per_minute bigint,
  unknown_consent text,
  version integer not null default 1,
  created_at timestamptz(3) not null default now(),
  created_by uuid,
  updated_at timestamptz(3) not null default now(),
  updated_by uuid,
  deleted_at timestamptz(3),
  custom jsonb not null default '{}',
  primary key (tenant_id, id)
);
create index message_senders_newest on message_senders (tenant_id, updated_at desc, id desc) include (created_at) where deleted_at is null;
create unique index message_senders_channel_unique on message_senders (tenant_id, channel) where deleted_at is null;
create index message_senders_created_at on message_senders (tenant_id, created_at, updated_at desc, id desc) where deleted_at is null;

create table care_rules (
  tenant_id integer not null references tenants (id),
  id uuid not null,
  name text,
  occasion text,
  festival text,
  days bigint,
  field text,
  percent numeric(18,1),
  direction text,
  whom text,
  "where" jsonb,
  board_id uuid,
  days_before bigint,
  means text,
  channels text[],
  template_id uuid,
  otherwise_task boolean,
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
create index care_rules_newest on care_rules (tenant_id, updated_at desc, id desc) include (created_at) where deleted_at is null;
create index care_rules_board_id on care_rules (tenant_id, board_id) where deleted_at is null;
create index care_rules_template_id on care_rules (tenant_id, template_id) where deleted_at is null;
create index care_rules_created_at on care_rules (tenant_id, created_at, updated_at desc, id desc) where deleted_at is null;

create table cares (
  tenant_id integer not null references tenants (id),
  id uuid not null,
  subject text,
  contact_id uuid,
  account_id uuid,
  occasion text,
  occurs_on date,
  due_on date,
  means text,
  channel text,
  body text,
  status text,
  why text,
  rule_id uuid,
  task_id uuid,
  message_id uuid,
  edited boolean,
  key text,
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
create index cares_newest on cares (tenant_id, updated_at desc, id desc) include (occasion, occurs_on, due_on, status, created_at) where deleted_at is null;
create index cares_owner_id_newest on cares (tenant_id, owner_id, updated_at desc, id desc) include (occasion, occurs_on, due_on, status, created_at) where deleted_at is null;
create index cares_board_id_newest on cares (tenant_id, board_id, updated_at desc, id desc) include (occasion, occurs_on, due_on, status, created_at) where deleted_at is null;
create index cares_contact_id on cares (tenant_id, contact_id) where deleted_at is null;
create index cares_account_id on cares (tenant_id, account_id) where deleted_at is null;
create index cares_occasion on cares (tenant_id, occasion, updated_at desc, id desc) where deleted_at is null;
create index cares_occurs_on on cares (tenant_id, occurs_on, updated_at desc, id desc) where deleted_at is null;
create index cares_due_on on cares (tenant_id, due_on, updated_at desc, id desc) where deleted_at is null;
create index cares_status on cares (tenant_id, status, updated_at desc, id desc) where deleted_at is null;
create index cares_rule_id on cares (tenant_id, rule_id) where deleted_at is null;
create index cares_task_id on cares (tenant_id, task_id) where deleted_at is null;
create index cares_message_id on cares (tenant_id, message_id) where deleted_at is null;
create unique index cares_key_unique on cares (tenant_id, key) where deleted_at is null;
create index cares_created_at on cares (tenant_id, created_at, updated_at desc, id desc) where deleted_at is null;

alter table messages add constraint messages_contact_id_fk foreign key (tenant_id, contact_id) references contacts (tenant_id, id);
alter table messages add constraint messages_account_id_fk foreign key (tenant_id, account_id) references accounts (tenant_id, id);
alter table messages add constraint messages_template_id_fk foreign key (tenant_id, template_id) references message_templates (tenant_id, id);
alter table messages add constraint messages_owner_id_fk foreign key (tenant_id, owner_id) references users (tenant_id, id);
alter table messages add constraint messages_board_id_fk foreign key (tenant_id, board_id) references boards (tenant_id, id);
alter table care_rules add constraint care_rules_board_id_fk foreign key (tenant_id, board_id) references boards (tenant_id, id);
alter table care_rules add constraint care_rules_template_id_fk foreign key (tenant_id, template_id) references message_templates (tenant_id, id);
alter table cares add constraint cares_contact_id_fk foreign key (tenant_id, contact_id) references contacts (tenant_id, id);
alter table cares add constraint cares_account_id_fk foreign key (tenant_id, account_id) references accounts (tenant_id, id);
alter table cares add constraint cares_rule_id_fk foreign key (tenant_id, rule_id) references care_rules (tenant_id, id);
alter table cares add constraint cares_task_id_fk foreign key (tenant_id, task_id) references tasks (tenant_id, id);
alter table cares add constraint cares_message_id_fk foreign key (tenant_id, message_id) references messages (tenant_id, id);
alter table cares add constraint cares_owner_id_fk foreign key (tenant_id, owner_id) references users (tenant_id, id);
alter table cares add constraint cares_board_id_fk foreign key (tenant_id, board_id) references boards (tenant_id, id);


-- What a sender signs in with, sealed by the key in the data directory; no object declares it, so that no list ever shows it.
create table message_passwords (
  tenant_id integer not null references tenants (id),
  sender_id uuid not null,
  sealed text not null,
  primary key (tenant_id, sender_id),
  foreign key (tenant_id, sender_id) references message_senders (tenant_id, id)
);
