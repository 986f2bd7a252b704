-- A code stands once in its dictionary; the rule says so first, with a sentence.
create unique index dictionary_items_code_unique on dictionary_items (tenant_id, dictionary, code) where deleted_at is null;

-- A file may stand in fields of several records (a quote and its next version), so who holds it is a table of its own.
alter table files drop column object, drop column record_id;

create table file_holders (
  tenant_id int4 not null references tenants (id),
  file_id uuid not null,
  object text not null,
  record_id uuid not null,
  primary key (tenant_id, file_id, object, record_id),
  foreign key (tenant_id, file_id) references files (tenant_id, id)
);

-- Contents are shared by all files that have them, of any tenant.
create index files_sha256 on files (sha256);
create index files_age on files (tenant_id, created_at);
