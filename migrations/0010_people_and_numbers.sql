-- What a person did is read by moment, newest first; that order serves the audit log of one person too.
create index journal_actor_at on journal (tenant_id, actor_id, at desc, id desc);
drop index journal_actor;

-- How a company numbers its records, where it departs from the declaration.
create table number_rules (
  tenant_id integer not null references tenants (id),
  id uuid not null,
  object text,
  pattern text,
  version integer not null default 1,
  created_at timestamptz(3) not null default now(),
  created_by uuid,
  updated_at timestamptz(3) not null default now(),
  updated_by uuid,
  deleted_at timestamptz(3),
  custom jsonb not null default '{}',
  primary key (tenant_id, id)
);
create index number_rules_newest on number_rules (tenant_id, updated_at desc, id desc) include (created_at) where deleted_at is null;
create unique index number_rules_object_unique on number_rules (tenant_id, object) where deleted_at is null;
create index number_rules_created_at on number_rules (tenant_id, created_at, updated_at desc, id desc) where deleted_at is null;

-- A series is the same however many zeros its counter is written with.
update counters set name = regexp_replace(name, '\{0+\}', '{0}');

-- Board administrators keep tasks, views, comments and what they follow as everybody does; what a company set itself stays.
update roles set version = version + 1, updated_at = now(), rights = '{
    "task": {"read": "board", "create": true, "update": "own", "delete": "own"},
    "view": {"read": "board", "create": true, "update": "own", "delete": "own"},
    "comment": {"read": "board", "create": true, "update": "own", "delete": "own"},
    "follow": {"read": "board", "create": true, "update": "own", "delete": "own"}
  }'::jsonb || rights
  where code = 'board-admin' and standard;
create index comments_created_by on comments (tenant_id, created_by, created_at desc, id desc) where deleted_at is null;
