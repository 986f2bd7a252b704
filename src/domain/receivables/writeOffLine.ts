import { entity, money, ref, text } from '../../core/entity'

/** How much of which instalment a write-off gives up. */
export const writeOffLine = entity('writeOffLine', {
  label: ['核销明细', 'Write-off line'],
  icon: 'file-x',
  owned: true,
  belongsTo: 'writeOff',
  searched: false,
  internal: true,
  title: 'name',
  fields: {
    writeOff: ref('writeOff', { label: ['坏账核销', 'Write-off'], required: true }),
    instalment: ref('instalment', { label: ['回款计划', 'Instalment'], required: true }),
    name: text({ label: ['期次', 'Instalment'], max: 200 }),
    amount: money({ label: ['核销金额', 'Amount'], required: true }),
  },
  list: ['name', 'instalment', 'amount', 'writeOff'],
})
