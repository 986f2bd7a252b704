create table exhibitions (
  tenant_id integer not null references tenants (id),
  id uuid not null,
  name text,
  city text,
  venue text,
  starts_on date,
  ends_on date,
  note text,
  active boolean,
  version integer not null default 1,
  created_at timestamptz(3) not null default now(),
  created_by uuid,
  updated_at timestamptz(3) not null default now(),
  updated_by uuid,
  deleted_at timestamptz(3),
  custom jsonb not null default '{}',
  primary key (tenant_id, id)
);
create index exhibitions_newest on exhibitions (tenant_id, updated_at desc, id desc) include (starts_on, created_at) where deleted_at is null;
create unique index exhibitions_name_unique on exhibitions (tenant_id, name) where deleted_at is null;
create index exhibitions_starts_on on exhibitions (tenant_id, starts_on, updated_at desc, id desc) where deleted_at is null;
create index exhibitions_created_at on exhibitions (tenant_id, created_at, updated_at desc, id desc) where deleted_at is null;

create table halls (
  tenant_id integer not null references tenants (id),
  id uuid not null,
  name text,
  exhibition_id uuid,
  width numeric(18,1),
  depth numeric(18,1),
  position bigint,
  version integer not null default 1,
  created_at timestamptz(3) not null default now(),
  created_by uuid,
  updated_at timestamptz(3) not null default now(),
  updated_by uuid,
  deleted_at timestamptz(3),
  custom jsonb not null default '{}',
  primary key (tenant_id, id)
);
create index halls_newest on halls (tenant_id, updated_at desc, id desc) include (exhibition_id, created_at) where deleted_at is null;
create index halls_exhibition_id on halls (tenant_id, exhibition_id, updated_at desc, id desc) where deleted_at is null;
create index halls_created_at on halls (tenant_id, created_at, updated_at desc, id desc) where deleted_at is null;

create table spaces (
  tenant_id integer not null references tenants (id),
  id uuid not null,
  name text,
  publication_id uuid,
  hall_id uuid,
  kind text,
  size text,
  places bigint,
  product_id uuid,
  x numeric(18,1),
  y numeric(18,1),
  width numeric(18,1),
  depth numeric(18,1),
  active boolean,
  position bigint,
  version integer not null default 1,
  created_at timestamptz(3) not null default now(),
  created_by uuid,
  updated_at timestamptz(3) not null default now(),
  updated_by uuid,
  deleted_at timestamptz(3),
  custom jsonb not null default '{}',
  primary key (tenant_id, id)
);
create index spaces_newest on spaces (tenant_id, updated_at desc, id desc) include (publication_id, hall_id, created_at) where deleted_at is null;
create index spaces_publication_id on spaces (tenant_id, publication_id, updated_at desc, id desc) where deleted_at is null;
create index spaces_hall_id on spaces (tenant_id, hall_id, updated_at desc, id desc) where deleted_at is null;
create index spaces_product_id on spaces (tenant_id, product_id) where deleted_at is null and product_id is not null;
create index spaces_created_at on spaces (tenant_id, created_at, updated_at desc, id desc) where deleted_at is null;

create table bookings (
  tenant_id integer not null references tenants (id),
  id uuid not null,
  name text,
  space_id uuid,
  issue_id uuid,
  account_id uuid,
  order_id uuid,
  order_line_id uuid,
  opportunity_id uuid,
  place bigint,
  status text,
  held_until date,
  note text,
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
create index bookings_newest on bookings (tenant_id, updated_at desc, id desc) include (space_id, issue_id, account_id, order_id, status, held_until, created_at) where deleted_at is null;
create index bookings_owner_id_newest on bookings (tenant_id, owner_id, updated_at desc, id desc) include (space_id, issue_id, account_id, order_id, status, held_until, created_at) where deleted_at is null;
create index bookings_board_id_newest on bookings (tenant_id, board_id, updated_at desc, id desc) include (space_id, issue_id, account_id, order_id, status, held_until, created_at) where deleted_at is null;
create index bookings_space_id on bookings (tenant_id, space_id, updated_at desc, id desc) where deleted_at is null;
create index bookings_issue_id on bookings (tenant_id, issue_id, updated_at desc, id desc) where deleted_at is null;
create index bookings_account_id on bookings (tenant_id, account_id, updated_at desc, id desc) where deleted_at is null;
create index bookings_order_id on bookings (tenant_id, order_id, updated_at desc, id desc) where deleted_at is null;
create index bookings_order_line_id on bookings (tenant_id, order_line_id) where deleted_at is null and order_line_id is not null;
create index bookings_opportunity_id on bookings (tenant_id, opportunity_id) where deleted_at is null and opportunity_id is not null;
create index bookings_status on bookings (tenant_id, status, updated_at desc, id desc) where deleted_at is null;
create index bookings_held_until on bookings (tenant_id, held_until, updated_at desc, id desc) where deleted_at is null;
create index bookings_created_at on bookings (tenant_id, created_at, updated_at desc, id desc) where deleted_at is null;

create table participants (
  tenant_id integer not null references tenants (id),
  id uuid not null,
  name text,
  code text,
  order_id uuid,
  exhibition_id uuid,
  contact_id uuid,
  company text,
  title text,
  kind text,
  phone text,
  email text,
  photo uuid[],
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
create index participants_newest on participants (tenant_id, updated_at desc, id desc) include (exhibition_id, created_at) where deleted_at is null;
create index participants_owner_id_newest on participants (tenant_id, owner_id, updated_at desc, id desc) include (exhibition_id, created_at) where deleted_at is null;
create index participants_board_id_newest on participants (tenant_id, board_id, updated_at desc, id desc) include (exhibition_id, created_at) where deleted_at is null;
create unique index participants_code_unique on participants (tenant_id, code) where deleted_at is null;
create index participants_order_id on participants (tenant_id, order_id) where deleted_at is null and order_id is not null;
create index participants_exhibition_id on participants (tenant_id, exhibition_id, updated_at desc, id desc) where deleted_at is null;
create index participants_contact_id on participants (tenant_id, contact_id) where deleted_at is null and contact_id is not null;
create index participants_created_at on participants (tenant_id, created_at, updated_at desc, id desc) where deleted_at is null;
create index participants_order_id_bin on participants (tenant_id, order_id) where deleted_at is not null;


-- A place in an issue, or a stand, is taken once.
create unique index bookings_once on bookings (tenant_id, space_id, coalesce(issue_id, '00000000-0000-0000-0000-000000000000'), place)
  where status in ('held', 'sold') and deleted_at is null;

alter table halls add constraint halls_exhibition_id_fk foreign key (tenant_id, exhibition_id) references exhibitions (tenant_id, id);
alter table spaces add constraint spaces_publication_id_fk foreign key (tenant_id, publication_id) references publications (tenant_id, id);
alter table spaces add constraint spaces_hall_id_fk foreign key (tenant_id, hall_id) references halls (tenant_id, id);
alter table spaces add constraint spaces_product_id_fk foreign key (tenant_id, product_id) references products (tenant_id, id);
alter table bookings add constraint bookings_space_id_fk foreign key (tenant_id, space_id) references spaces (tenant_id, id);
alter table bookings add constraint bookings_issue_id_fk foreign key (tenant_id, issue_id) references issues (tenant_id, id);
alter table bookings add constraint bookings_account_id_fk foreign key (tenant_id, account_id) references accounts (tenant_id, id);
alter table bookings add constraint bookings_order_id_fk foreign key (tenant_id, order_id) references orders (tenant_id, id);
alter table bookings add constraint bookings_order_line_id_fk foreign key (tenant_id, order_line_id) references order_lines (tenant_id, id);
alter table bookings add constraint bookings_opportunity_id_fk foreign key (tenant_id, opportunity_id) references opportunities (tenant_id, id);
alter table bookings add constraint bookings_owner_id_fk foreign key (tenant_id, owner_id) references users (tenant_id, id);
alter table bookings add constraint bookings_board_id_fk foreign key (tenant_id, board_id) references boards (tenant_id, id);
alter table participants add constraint participants_order_id_fk foreign key (tenant_id, order_id) references orders (tenant_id, id);
alter table participants add constraint participants_exhibition_id_fk foreign key (tenant_id, exhibition_id) references exhibitions (tenant_id, id);
alter table participants add constraint participants_contact_id_fk foreign key (tenant_id, contact_id) references contacts (tenant_id, id);
alter table participants add constraint participants_owner_id_fk foreign key (tenant_id, owner_id) references users (tenant_id, id);
alter table participants add constraint participants_board_id_fk foreign key (tenant_id, board_id) references boards (tenant_id, id);
