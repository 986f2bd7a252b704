import { choice, date, entity, longText, money, ref, text } from '../../core/entity'

/** What a customer spends with a competitor of ours (客户媒体广告记录): the ground of 客户对竞争对手投入分析. */
export const competitorSpend = entity('competitorSpend', {
  label: ['竞争投入', 'Spend with competitors'],
  plural: 'competitorSpends',
  area: 'customers',
  icon: 'swords',
  owned: true,
  belongsTo: 'account',
  searched: false,
  title: 'what',
  fields: {
    what: text({ label: ['投放内容', 'What'], required: true, max: 500 }),
    account: ref('account', { label: ['客户', 'Account'], required: true }),
    competitor: ref('account', { label: ['竞争对手', 'Competitor'], required: true }),
    medium: choice({ label: ['媒体', 'Medium'], dictionary: 'spendMedium', filter: true }),
    amount: money({ label: ['金额', 'Amount'], required: true }),
    startsOn: date({ label: ['开始', 'From'], required: true, filter: true }),
    endsOn: date({ label: ['结束', 'Until'] }),
    source: text({ label: ['消息来源', 'Source'], max: 300 }),
    note: longText({ label: ['备注', 'Note'], max: 5_000 }),
  },
  list: ['what', 'account', 'competitor', 'medium', 'amount', 'startsOn', 'endsOn', 'owner'],
})
