-- A run through all records notes under which keys each would be met, and then goes through the keys in their order.
-- Some millions of rows that live as long as the run: they refer to nothing, for each reference would be looked up.
create table duplicate_keys (
  tenant_id int4 not null,
  run_id uuid not null,
  key int4 not null,
  record_id uuid not null,
  primary key (tenant_id, run_id, key, record_id)
);

-- `after_key` is null while records are read, and below every key when all have been. Runs under way end as they are.
alter table duplicate_runs add column after_key int8;
alter table duplicate_runs add column total int4 not null default 0;
update duplicate_runs set ended_at = now() where ended_at is null;
