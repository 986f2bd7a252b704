-- Where a visit was checked in.
alter table activities add column location jsonb;
