import { perform } from '../../core/acts/perform'
import type { Ctx } from '../../core/ctx'
import { sql } from '../../core/db/statement'
import { approvalDelegation, approvalFlow, approvalRequest, type Steps } from '../approvals'
import { userRequest } from '../userRequests'
import type { Days } from './days'
import type { Diary } from './diary'
import type { Ids } from './people'

/** Everybody whom a request concerns is in one lane of the diary with it: what is asked is there when it is decided. */
const LANE = 'gaoyuan'

const board = {
  kind: 'decide',
  id: 'board',
  name: '版块负责人审批',
  mode: 'any',
  approvers: [{ by: 'role', role: 'board-head', within: 'board' }],
} as const
const office = {
  kind: 'decide',
  id: 'office',
  name: '系统管理员办理',
  mode: 'any',
  approvers: [{ by: 'role', role: 'system-admin', within: 'company' }],
  fields: { login: 'write', roles: 'write', department: 'write', manager: 'write' },
} as const

/** Two flows for users and requests in every state, some from long ago, some of today. */
export function approvals(diary: Diary, { people, boards }: Ids, days: Days): void {
  const told = (at: Date, by: string, run: (ctx: Ctx) => Promise<unknown>) =>
    void diary.push({ at, by, about: LANE, run })
  const person = (login: string) => people.get(login)!

  told(days.ago(400, 9), 'luyiming', async ctx => {
    const [first] = await ctx.db.query<{ id: string }>(
      sql`select id from approval_flows where object = 'userRequest' order by created_at limit 1`,
    )
    await perform(ctx, approvalFlow, 'update', first!.id, {
      name: '用户开户与变更',
      condition: { field: 'kind', op: 'in', value: ['open', 'change'] },
      steps: [board, office],
    })
    const steps: Steps = [
      {
        kind: 'decide',
        id: 'manager',
        name: '直接上级',
        mode: 'any',
        approvers: [{ by: 'manager', level: 1 }],
        days: 1,
      },
      {
        kind: 'parallel',
        id: 'handover',
        name: '交接确认',
        branches: [
          { id: 'business', name: '业务交接', steps: [{ ...board, id: 'customers', name: '客户与合同已移交' }] },
          {
            id: 'papers',
            name: '人事手续',
            steps: [
              {
                kind: 'decide',
                id: 'staff',
                name: '行政人事会签',
                mode: 'all',
                approvers: [{ by: 'person', people: [person('tangwenjing'), person('qianpeilan')] }],
              },
            ],
          },
        ],
      },
      { ...office, fields: {} },
      { kind: 'copy', id: 'tell', name: '抄送总经理', to: [{ by: 'person', people: [person('shenlixin')] }] },
    ]
    await perform(ctx, approvalFlow, 'create', null, {
      name: '用户注销',
      object: 'userRequest',
      purpose: 'submit',
      condition: { field: 'kind', op: 'eq', value: 'close' },
      steps,
      days: 3,
      position: 1,
    })
  })

  /** Asks at a moment; what follows is done to that request. */
  const ask = (at: Date, by: string, draft: Record<string, unknown>) => {
    let asked = ''
    told(at, by, async ctx => {
      const roles = await ctx.db.query<{ id: string }>(
        sql`select id from roles where code = any(${draft.roles ?? []}::text[])`,
      )
      const { id } = (await perform(ctx, userRequest, 'create', null, {
        ...draft,
        roles: roles.map(role => role.id),
      })) as { id: string }
      const [found] = await ctx.db.query<{ id: string }>(sql`select id from approval_requests where about_id = ${id}`)
      asked = found!.id
    })
    return (when: Date, who: string, act: string, input: Record<string, unknown> = {}) =>
      told(when, who, ctx => perform(ctx, approvalRequest, act, asked, input))
  }
  const open = (
    name: string,
    login: string,
    manager: string,
    boardName: string,
    reason: string,
    more: object = {},
  ) => ({
    kind: 'open',
    name,
    login,
    manager: person(manager),
    userBoard: boards.get(boardName),
    roles: ['salesperson'],
    reason,
    ...more,
  })

  const promoted = ask(days.ago(days.working(38), 10), 'maxiao', {
    kind: 'change',
    subject: person('dingyifan'),
    position: '高级客户经理',
    reason: '年中考核优秀，晋升',
  })
  promoted(days.ago(days.working(38), 14), 'gaoyuan', 'approve', { comment: '同意，考核材料已看' })
  promoted(days.ago(days.working(38), 16, 30), 'luyiming', 'approve')

  const trainee = ask(
    days.ago(days.working(24), 11),
    'chenjiawei',
    open('罗小满', 'luoxiaoman', 'chenjiawei', '营销中心', '暑期实习，协助整理客户名单'),
  )
  trainee(days.ago(days.working(24), 16, 20), 'gaoyuan', 'reject', { comment: '实习生不开户，名单由吴桐导出给他' })

  const fair = ask(
    days.ago(days.working(9), 15),
    'hejianjun',
    open('秦悦', 'qinyue', 'hejianjun', '糖酒会办公室', '春季糖酒会招展，外聘专员'),
  )
  fair(days.ago(days.working(9), 16), 'shenlixin', 'sendBack', { comment: '外聘人员写明合同期限，到期注销' })

  const subscription = ask(
    days.ago(days.working(4), 9),
    'xiechunyan',
    open('贺敏', 'hemin', 'xiechunyan', '发行部', '接替廖凯的征订工作'),
  )
  subscription(days.ago(days.working(4), 17), 'xiechunyan', 'urge', { comment: '征订季快到了，麻烦尽快' })

  const leaving = ask(days.ago(days.working(1), 10), 'wanglei', {
    kind: 'close',
    subject: person('jiangnan'),
    reason: '月底离职，交接单已签',
  })
  leaving(days.ago(days.working(1), 15), 'hejianjun', 'approve', { comment: '同意' })
  leaving(days.ago(0, 8, 40), 'tangwenjing', 'approve', { comment: '离职手续已办' })

  ask(
    days.ago(0, 8, 20),
    'chenjiawei',
    open('林知远', 'linzhiyuan', 'chenjiawei', '营销中心', '华东组新入职客户经理，接手苏南客户', {
      position: '客户经理',
      phone: '12800310024',
    }),
  )
  const moved = ask(days.ago(0, 8, 5), 'songjiayin', {
    kind: 'change',
    subject: person('bailu'),
    position: '资深策划',
    reason: '岗位调整',
  })
  moved(days.ago(0, 8, 50), 'gaoyuan', 'approve')
  const twice = ask(days.ago(days.working(15), 9), 'liangshaohui', {
    kind: 'change',
    subject: person('qiuzihao'),
    phone: '12800310025',
    reason: '换号码',
  })
  twice(days.ago(days.working(15), 9, 20), 'liangshaohui', 'withdraw', { comment: '本人可以自己改' })

  told(days.ago(1, 17), 'gaoyuan', ctx =>
    perform(ctx, approvalDelegation, 'create', null, {
      delegate: person('songjiayin'),
      startsOn: days.day(-6),
      endsOn: days.day(-9),
      reason: '成都出差',
    }),
  )
}
