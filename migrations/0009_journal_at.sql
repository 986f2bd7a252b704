-- The journal is read by moment, newest first, with or without who and what.
create index journal_at on journal (tenant_id, at desc, id desc);
