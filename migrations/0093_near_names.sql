-- Companies are now found by pairs of characters that stand near each other, and by how their names sound: what is there is read anew.
do $$
begin
  if exists (select 1 from pg_namespace where nspname = 'graphile_worker') then
    perform graphile_worker.add_job('search.rebuild', json_build_object('tenant', t.id, 'payload', json_build_object('object', o.name)),
      job_key => t.id || ':search.rebuild:' || o.name)
    from tenants t, unnest(array['account', 'lead', 'registration']) o(name);
  end if;
end $$;
