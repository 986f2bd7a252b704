-- Addresses that nothing is sent to any more: refused from there, or what was sent came back.
create table message_blocks (
  tenant_id int4 not null references tenants (id),
  channel text not null,
  address text not null,
  why text not null check (why in ('refused', 'bounced')),
  message_id uuid,
  since timestamptz(3) not null,
  primary key (tenant_id, channel, address, why)
);

alter table contacts add column email_bounced boolean;
alter table message_senders add column link_address text;
