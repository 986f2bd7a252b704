-- How much a customer may owe is not for whoever sells to it to say, in companies that were there before either.
update roles set version = version + 1, updated_at = now(),
  rights = rights || jsonb_build_object('account', coalesce(rights->'account', rights->'*')
    || jsonb_build_object('fields', '{"creditLimit": "read"}'::jsonb || coalesce(rights->'account'->'fields', '{}'::jsonb)))
where code = 'salesperson' and coalesce(rights->'account', rights->'*') is not null;
