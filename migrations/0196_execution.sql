alter table orders add column if not exists type_id uuid;
drop index orders_newest;
drop index orders_owner_id_newest;
drop index orders_board_id_newest;
create index orders_newest on orders (tenant_id, updated_at desc, id desc) include (account_id, type_id, opportunity_id, quote_id, contract_id, ordered_on, deliver_on, needs_approval, status, approval, fulfilled_on, created_at) where deleted_at is null;
create index orders_owner_id_newest on orders (tenant_id, owner_id, updated_at desc, id desc) include (account_id, type_id, opportunity_id, quote_id, contract_id, ordered_on, deliver_on, needs_approval, status, approval, fulfilled_on, created_at) where deleted_at is null;
create index orders_board_id_newest on orders (tenant_id, board_id, updated_at desc, id desc) include (account_id, type_id, opportunity_id, quote_id, contract_id, ordered_on, deliver_on, needs_approval, status, approval, fulfilled_on, created_at) where deleted_at is null;
create index orders_type_id on orders (tenant_id, type_id, updated_at desc, id desc) where deleted_at is null;

create table execution_steps (
  tenant_id integer not null references tenants (id),
  id uuid not null,
  name text,
  order_id uuid,
  account_id uuid,
  status text,
  assignee_id uuid,
  due_on date,
  done_at timestamptz(3),
  done_by_id uuid,
  skip_reason text,
  note text,
  files uuid[],
  guidance text,
  needs_files boolean,
  asks jsonb,
  answers jsonb,
  key text,
  after jsonb,
  due jsonb,
  due_fixed boolean,
  position bigint,
  owner_id uuid,
  board_id uuid,
  version integer not null default 1,
  created_at timestamptz(3) not null default now(),
  created_by uuid,
  updated_at timestamptz(3) not null default now(),
  updated_by uuid,
  deleted_at timestamptz(3),
  custom jsonb not null default '{}',
  primary key (tenant_id, id)
);
create index execution_steps_newest on execution_steps (tenant_id, updated_at desc, id desc) include (order_id, account_id, status, assignee_id, due_on, created_at) where deleted_at is null;
create index execution_steps_owner_id_newest on execution_steps (tenant_id, owner_id, updated_at desc, id desc) include (order_id, account_id, status, assignee_id, due_on, created_at) where deleted_at is null;
create index execution_steps_board_id_newest on execution_steps (tenant_id, board_id, updated_at desc, id desc) include (order_id, account_id, status, assignee_id, due_on, created_at) where deleted_at is null;
create index execution_steps_order_id on execution_steps (tenant_id, order_id, updated_at desc, id desc) where deleted_at is null;
create index execution_steps_account_id on execution_steps (tenant_id, account_id, updated_at desc, id desc) where deleted_at is null;
create index execution_steps_status on execution_steps (tenant_id, status, updated_at desc, id desc) where deleted_at is null;
create index execution_steps_assignee_id on execution_steps (tenant_id, assignee_id, updated_at desc, id desc) where deleted_at is null;
create index execution_steps_due_on on execution_steps (tenant_id, due_on, updated_at desc, id desc) where deleted_at is null;
create index execution_steps_done_by_id on execution_steps (tenant_id, done_by_id) where deleted_at is null and done_by_id is not null;
create index execution_steps_created_at on execution_steps (tenant_id, created_at, updated_at desc, id desc) where deleted_at is null;
create index execution_steps_order_id_bin on execution_steps (tenant_id, order_id) where deleted_at is not null;

alter table orders add constraint orders_type_id_fk foreign key (tenant_id, type_id) references order_types (tenant_id, id);
alter table execution_steps add constraint execution_steps_order_id_fk foreign key (tenant_id, order_id) references orders (tenant_id, id);
alter table execution_steps add constraint execution_steps_account_id_fk foreign key (tenant_id, account_id) references accounts (tenant_id, id);
alter table execution_steps add constraint execution_steps_assignee_id_fk foreign key (tenant_id, assignee_id) references users (tenant_id, id);
alter table execution_steps add constraint execution_steps_done_by_id_fk foreign key (tenant_id, done_by_id) references users (tenant_id, id);
alter table execution_steps add constraint execution_steps_owner_id_fk foreign key (tenant_id, owner_id) references users (tenant_id, id);
alter table execution_steps add constraint execution_steps_board_id_fk foreign key (tenant_id, board_id) references boards (tenant_id, id);
