alter table pipelines add column quiet_days bigint;

alter table stages add column active boolean;
alter table stages add column exit jsonb;

alter table opportunities add column stalls_at timestamptz(3);
alter table opportunities add column stalled boolean;
alter table opportunities add column overdue boolean;
drop index opportunities_newest;
drop index opportunities_owner_id_newest;
drop index opportunities_board_id_newest;
create index opportunities_newest on opportunities (tenant_id, updated_at desc, id desc) include (account_id, source, product_id, close_date, pipeline_id, stage_id, last_contact_at, stalled, overdue, next_step_on, status, closed_on, created_at) where deleted_at is null;
create index opportunities_owner_id_newest on opportunities (tenant_id, owner_id, updated_at desc, id desc) include (account_id, source, product_id, close_date, pipeline_id, stage_id, last_contact_at, stalled, overdue, next_step_on, status, closed_on, created_at) where deleted_at is null;
create index opportunities_board_id_newest on opportunities (tenant_id, board_id, updated_at desc, id desc) include (account_id, source, product_id, close_date, pipeline_id, stage_id, last_contact_at, stalled, overdue, next_step_on, status, closed_on, created_at) where deleted_at is null;
create index opportunities_stalled on opportunities (tenant_id, stalled, updated_at desc, id desc) where deleted_at is null;
create index opportunities_overdue on opportunities (tenant_id, overdue, updated_at desc, id desc) where deleted_at is null;
create index opportunities_next_step_on on opportunities (tenant_id, next_step_on, updated_at desc, id desc) where deleted_at is null;
-- What the night looks for, and nothing else: open ones whose moment or day has come and that do not say so yet.
create index opportunities_to_stall on opportunities (tenant_id, stalls_at) where deleted_at is null and status = 'open' and stalled is not true;
create index opportunities_to_be_overdue on opportunities (tenant_id, close_date) where deleted_at is null and status = 'open' and overdue is not true;

create table stage_moves (
  tenant_id integer not null references tenants (id),
  id uuid not null,
  opportunity_id uuid,
  pipeline_id uuid,
  from_id uuid,
  to_id uuid,
  act text,
  at timestamptz(3),
  by_id uuid,
  days numeric(18,3),
  reason text,
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
create index stage_moves_newest on stage_moves (tenant_id, updated_at desc, id desc) include (at, created_at) where deleted_at is null;
create index stage_moves_owner_id_newest on stage_moves (tenant_id, owner_id, updated_at desc, id desc) include (at, created_at) where deleted_at is null;
create index stage_moves_board_id_newest on stage_moves (tenant_id, board_id, updated_at desc, id desc) include (at, created_at) where deleted_at is null;
create index stage_moves_opportunity_id on stage_moves (tenant_id, opportunity_id) where deleted_at is null;
create index stage_moves_pipeline_id on stage_moves (tenant_id, pipeline_id) where deleted_at is null;
create index stage_moves_from_id on stage_moves (tenant_id, from_id) where deleted_at is null;
create index stage_moves_to_id on stage_moves (tenant_id, to_id) where deleted_at is null;
create index stage_moves_at on stage_moves (tenant_id, at, updated_at desc, id desc) where deleted_at is null;
create index stage_moves_by_id on stage_moves (tenant_id, by_id) where deleted_at is null;
create index stage_moves_created_at on stage_moves (tenant_id, created_at, updated_at desc, id desc) where deleted_at is null;
create index stage_moves_opportunity_id_bin on stage_moves (tenant_id, opportunity_id) where deleted_at is not null;

alter table activities add column opportunity_id uuid;
create index activities_opportunity_id_occurred_at on activities (tenant_id, opportunity_id, occurred_at desc, id desc) where deleted_at is null;

alter table activities add constraint activities_opportunity_id_fk foreign key (tenant_id, opportunity_id) references opportunities (tenant_id, id);
alter table stage_moves add constraint stage_moves_opportunity_id_fk foreign key (tenant_id, opportunity_id) references opportunities (tenant_id, id);
alter table stage_moves add constraint stage_moves_pipeline_id_fk foreign key (tenant_id, pipeline_id) references pipelines (tenant_id, id);
alter table stage_moves add constraint stage_moves_from_id_fk foreign key (tenant_id, from_id) references stages (tenant_id, id);
alter table stage_moves add constraint stage_moves_to_id_fk foreign key (tenant_id, to_id) references stages (tenant_id, id);
alter table stage_moves add constraint stage_moves_by_id_fk foreign key (tenant_id, by_id) references users (tenant_id, id);
alter table stage_moves add constraint stage_moves_owner_id_fk foreign key (tenant_id, owner_id) references users (tenant_id, id);
alter table stage_moves add constraint stage_moves_board_id_fk foreign key (tenant_id, board_id) references boards (tenant_id, id);

-- Companies that were there before there were pipelines begin with the same eight steps as new ones.
with made as (
  insert into pipelines (tenant_id, id, name, preferred, position, quiet_days, active, note)
  select t.id, gen_random_uuid(), '八步销售法', true, 1, 30, true, '从寻找准客户到客户满意，一步一步走。' from tenants t
  where not exists (select from pipelines p where p.tenant_id = t.id) returning tenant_id, id)
insert into stages (tenant_id, id, pipeline_id, name, position, probability, forecast, limit_days, skippable, active, guidance, exit)
select made.tenant_id, gen_random_uuid(), made.id, s.name, s.position, s.probability, s.forecast, s.limit_days, s.skippable, true, s.guidance, s.exit
from made, (values
  ('寻找准客户', 1, 10, 'pipeline', 30, false, '弄清是谁、做什么、为什么可能需要我们；查一查是否已是同事的客户。', '[{"kind":"filled","field":"account"}]'::jsonb),
  ('约见拜访', 2, 20, 'pipeline', 21, false, '约到能说话的人，见面或通一次有内容的电话，记下谁在场、说了什么。', null),
  ('建立信任', 3, 30, 'pipeline', 30, true, '兑现说过的每一件小事，请老客户作证，让对方愿意讲真实情况。', null),
  ('挖掘需求', 4, 40, 'pipeline', 30, false, '问清要解决什么、预算多少、谁决定、何时要、还在看谁。', '[{"kind":"filled","field":"amount"}]'),
  ('研究方案', 5, 50, 'best', 21, true, '和同事一起定做法：产品、版面或展位、时间、价格和底线。', null),
  ('提出方案', 6, 60, 'best', 21, false, '当面讲方案和报价，逐条对上需求，问清还差什么才能定。', '[{"kind":"filled","field":"closeDate"}]'),
  ('签约承诺', 7, 80, 'commit', 30, false, '把口头承诺变成合同：条款、付款、交付日期都写清楚。', null),
  ('客户满意', 8, 100, 'commit', null, false, '回访交付效果，处理不满，请客户介绍下一家。', null)
) as s(name, position, probability, forecast, limit_days, skippable, guidance, exit);
