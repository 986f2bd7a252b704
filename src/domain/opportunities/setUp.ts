import type { Ctx } from '../../core/ctx'
import { insert } from '../../core/records/write'
import { pipeline } from './pipeline'
import { stage } from './stage'

/** The eight steps of selling that the design report (003) prescribes, as a new company finds them. */
const EIGHT_STEPS = [
  {
    name: '寻找准客户',
    probability: 10,
    forecast: 'pipeline',
    limitDays: 30,
    guidance: '弄清是谁、做什么、为什么可能需要我们；查一查是否已是同事的客户。',
    exit: [{ kind: 'filled', field: 'account' }],
  },
  {
    name: '约见拜访',
    probability: 20,
    forecast: 'pipeline',
    limitDays: 21,
    guidance: '约到能说话的人，见面或通一次有内容的电话，记下谁在场、说了什么。',
  },
  {
    name: '建立信任',
    probability: 30,
    forecast: 'pipeline',
    limitDays: 30,
    skippable: true,
    guidance: '兑现说过的每一件小事，请老客户作证，让对方愿意讲真实情况。',
  },
  {
    name: '挖掘需求',
    probability: 40,
    forecast: 'pipeline',
    limitDays: 30,
    guidance: '问清要解决什么、预算多少、谁决定、何时要、还在看谁。',
    exit: [{ kind: 'filled', field: 'amount' }],
  },
  {
    name: '研究方案',
    probability: 50,
    forecast: 'best',
    limitDays: 21,
    skippable: true,
    guidance: '和同事一起定做法：产品、版面或展位、时间、价格和底线。',
  },
  {
    name: '提出方案',
    probability: 60,
    forecast: 'best',
    limitDays: 21,
    guidance: '当面讲方案和报价，逐条对上需求，问清还差什么才能定。',
    exit: [{ kind: 'filled', field: 'closeDate' }],
  },
  {
    name: '签约承诺',
    probability: 80,
    forecast: 'commit',
    limitDays: 30,
    guidance: '把口头承诺变成合同：条款、付款、交付日期都写清楚。',
  },
  {
    name: '客户满意',
    probability: 100,
    forecast: 'commit',
    guidance: '回访交付效果，处理不满，请客户介绍下一家。',
  },
] as const

/** The default pipeline of a new company. */
export async function setUpPipeline(ctx: Ctx): Promise<void> {
  const { id } = await insert(ctx, pipeline, {
    name: '八步销售法',
    preferred: true,
    position: 1,
    quietDays: 30,
    active: true,
    note: '从寻找准客户到客户满意，一步一步走。',
  })
  for (const [i, step] of EIGHT_STEPS.entries())
    await insert(ctx, stage, { skippable: false, ...step, pipeline: id, position: i + 1, active: true })
}
