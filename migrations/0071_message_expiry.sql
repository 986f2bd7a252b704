alter table messages add column expires_at timestamptz(3);
