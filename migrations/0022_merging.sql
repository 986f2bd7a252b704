-- A merge, with what it changed on the record that stays, so that it can be taken back.
create table merges (
  tenant_id int4 not null references tenants (id),
  id uuid not null,
  object text not null,
  into_id uuid not null,
  -- Fields of the record that stays, before and after; who it was shared with.
  was jsonb not null default '{}',
  became jsonb not null default '{}',
  created_at timestamptz(3) not null,
  created_by uuid,
  undone_at timestamptz(3),
  undone_by uuid,
  primary key (tenant_id, id)
);
create index merges_into on merges (tenant_id, object, into_id, created_at desc);

-- Which record stands for one that was merged away, while it is.
create table merged_records (
  tenant_id int4 not null references tenants (id),
  object text not null,
  record_id uuid not null,
  into_id uuid not null,
  merge_id uuid not null,
  title text,
  primary key (tenant_id, object, record_id),
  foreign key (tenant_id, merge_id) references merges (tenant_id, id)
);
create index merged_records_into on merged_records (tenant_id, object, into_id);
create index merged_records_merge on merged_records (tenant_id, merge_id);

-- What else a merge changed, record by record, in its order.
create table merge_moves (
  tenant_id int4 not null references tenants (id),
  merge_id uuid not null,
  step int4 not null,
  -- The object or table whose row changed.
  object text not null,
  row_id uuid not null,
  was jsonb not null,
  became jsonb not null,
  primary key (tenant_id, merge_id, step, row_id),
  foreign key (tenant_id, merge_id) references merges (tenant_id, id)
);

-- A record is found by the names and numbers of those merged into it, too. Whoever writes its document anew knows only its own.
alter table search_documents add column former_norm text, add column former_terms int4[];
create function keep_former() returns trigger language plpgsql
  as $$
begin
  if right(new.norm, length(new.former_norm)) <> new.former_norm then
    new.norm := new.norm || E'\n' || new.former_norm;
  end if;
  if not new.terms @> new.former_terms then
    new.terms := array(select distinct unnest(new.terms || new.former_terms));
  end if;
  return new;
end $$;
create trigger keep_former before update on search_documents
  for each row when (new.former_terms is not null) execute function keep_former();

-- Notifications follow the record they are about.
create index notifications_about_id on notifications (tenant_id, about_id, updated_at desc, id desc) where deleted_at is null;
