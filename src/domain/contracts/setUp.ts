import type { Ctx } from '../../core/ctx'
import { insert } from '../../core/records/write'
import { clauseTemplate } from './clauseTemplate'
import { setUpFlow } from './submit'

/** Clauses a new company begins with, to be put into its own words. */
const CLAUSES: readonly { name: string; text: string; kinds?: string[]; usual?: boolean }[] = [
  {
    name: '合同标的',
    text: '甲方向乙方购买的产品与服务、数量、单价和金额以本合同所附明细为准，明细是本合同的一部分。',
    usual: true,
  },
  {
    name: '付款方式',
    text: '甲方按约定的日期和比例以转账方式付款。乙方收款后按国家规定开具增值税发票，税率变化时不含税价格不变。',
    usual: true,
  },
  {
    name: '交付与验收',
    text: '乙方按约定日期交付。甲方收到后七日内验收，逾期没有书面提出异议的，视为验收合格。',
    usual: true,
  },
  {
    name: '广告内容',
    text: '甲方保证提供的广告内容真实、合法并有完整授权，最晚在截稿日前提交；乙方有权依法审查，内容不合规的可以要求修改或拒绝刊登。',
    kinds: ['advertising'],
    usual: true,
  },
  {
    name: '刊登差错',
    text: '因乙方原因漏登、错登的，乙方在最近一期以同等位置补登一次，或退还相应费用。',
    kinds: ['advertising'],
    usual: true,
  },
  {
    name: '展位与布展',
    text: '展位号以确认函为准。甲方按组委会规定的时间布展和撤展，特装方案须提前三十日报审，转租、分租展位须经乙方书面同意。',
    kinds: ['exhibition'],
    usual: true,
  },
  {
    name: '展会延期',
    text: '因不可抗力或主管部门要求展会延期、易地的，乙方通知甲方后合同继续有效；展会取消的，乙方退还已收展位费。',
    kinds: ['exhibition'],
    usual: true,
  },
  {
    name: '订阅与投递',
    text: '刊物自起订期起按期寄出。甲方地址变更应提前十日通知，未收到的当期可以在三十日内要求补寄。',
    kinds: ['subscription'],
    usual: true,
  },
  { name: '保密', text: '双方对在合作中知悉的对方商业秘密负有保密义务，合同终止后三年内仍然有效。', usual: true },
  {
    name: '违约责任',
    text: '一方逾期履行的，每逾期一日按逾期金额的万分之五支付违约金，总额不超过合同总额的百分之二十。',
    usual: true,
  },
  {
    name: '不可抗力',
    text: '因不可抗力不能履行的，受影响一方应在七日内通知对方并提供证明，双方协商延期、变更或解除。',
  },
  {
    name: '自动续期',
    text: '合同到期前三十日内双方都没有书面提出异议的，自动续期一年，价格按届时有效的价格表。',
    kinds: ['framework', 'subscription', 'service'],
  },
  { name: '争议解决', text: '因本合同发生争议，双方应协商解决；协商不成的，向乙方所在地人民法院起诉。', usual: true },
]

/** What a new company finds: a library of clauses, and who decides on contracts. */
export async function setUpContracts(ctx: Ctx): Promise<void> {
  for (const [i, { kinds = null, usual = false, ...clause }] of CLAUSES.entries())
    await insert(ctx, clauseTemplate, { ...clause, kinds, usual, position: i + 1, active: true })
  await setUpFlow(ctx)
}
