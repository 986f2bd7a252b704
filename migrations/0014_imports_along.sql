-- How many records of other objects a batch brought along.
alter table import_batches add column along int4 not null default 0;
