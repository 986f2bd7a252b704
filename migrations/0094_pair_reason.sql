alter table duplicate_pairs add column reason text;
