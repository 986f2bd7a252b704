-- Files that become records, and lists that become files.

create table imports (
  tenant_id int4 not null references tenants (id),
  id uuid not null,
  user_id uuid not null,
  object text not null,
  -- Name under which the file lies in the data directory.
  upload uuid not null,
  file_name text not null,
  columns text[] not null,
  mode text not null check (mode in ('dry-run', 'run')),
  options jsonb not null,
  status text not null default 'queued' check (status in ('queued', 'running', 'done', 'failed')),
  -- Between 0 and 1.
  progress float4 not null default 0,
  failure jsonb,
  -- Set while and after the import is taken back: what became of it.
  undone jsonb,
  request_key text,
  created_at timestamptz(3) not null default now(),
  started_at timestamptz(3),
  finished_at timestamptz(3),
  primary key (tenant_id, id),
  unique (tenant_id, user_id, request_key)
);
create index imports_user on imports (tenant_id, user_id, created_at desc);

-- A batch's row is written in the transaction of its records: what stands here is done and is never done again.
create table import_batches (
  tenant_id int4 not null references tenants (id),
  import_id uuid not null,
  batch int4 not null,
  rows int4 not null,
  created int4 not null,
  updated int4 not null,
  unchanged int4 not null,
  skipped int4 not null,
  failed int4 not null,
  "similar" int4 not null,
  primary key (tenant_id, import_id, batch),
  foreign key (tenant_id, import_id) references imports (tenant_id, id) on delete cascade
);

create table import_faults (
  tenant_id int4 not null references tenants (id),
  import_id uuid not null,
  row int4 not null,
  cells jsonb not null,
  faults jsonb not null,
  -- False where the row came in all the same, without something.
  failed boolean not null,
  primary key (tenant_id, import_id, row),
  foreign key (tenant_id, import_id) references imports (tenant_id, id) on delete cascade
);

-- References to records that come later in the same file, by their name.
create table import_links (
  tenant_id int4 not null references tenants (id),
  import_id uuid not null,
  row int4 not null,
  field text not null,
  record_id uuid not null,
  target text not null,
  cells jsonb not null,
  primary key (tenant_id, import_id, row, field),
  foreign key (tenant_id, import_id) references imports (tenant_id, id) on delete cascade
);

create table import_templates (
  tenant_id int4 not null references tenants (id),
  id uuid not null,
  user_id uuid not null,
  object text not null,
  name text not null,
  columns text[] not null,
  options jsonb not null,
  created_at timestamptz(3) not null default now(),
  primary key (tenant_id, id),
  unique (tenant_id, user_id, object, name)
);

create table exports (
  tenant_id int4 not null references tenants (id),
  id uuid not null,
  user_id uuid not null,
  object text not null,
  request jsonb not null,
  format text not null check (format in ('xlsx', 'csv')),
  file_name text not null,
  status text not null default 'queued' check (status in ('queued', 'running', 'done', 'failed')),
  rows int4 not null default 0,
  size_bytes int8,
  failure jsonb,
  created_at timestamptz(3) not null default now(),
  finished_at timestamptz(3),
  expires_at timestamptz(3) not null,
  primary key (tenant_id, id)
);
create index exports_user on exports (tenant_id, user_id, created_at desc);
create index exports_expiry on exports (tenant_id, expires_at);
