-- How far into the journal its readers have come who must miss nothing; of all tenants together, so tenant_id is 0.
create table journal_readers (
  tenant_id int4 not null default 0,
  name text not null,
  xid xid8 not null,
  id int8 not null,
  primary key (tenant_id, name)
);
