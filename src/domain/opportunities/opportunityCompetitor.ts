import { choice, entity, longText, money, ref, text } from '../../core/entity'

/** Who else is after this sale, and how we stand against them. */
export const opportunityCompetitor = entity('opportunityCompetitor', {
  label: ['竞争情况', 'Rival'],
  icon: 'swords',
  owned: true,
  belongsTo: 'opportunity',
  searched: false,
  title: 'offer',
  fields: {
    opportunity: ref('opportunity', { label: ['销售机会', 'Opportunity'], required: true }),
    competitor: ref('account', { label: ['竞争对手', 'Competitor'], required: true }),
    standing: choice({ label: ['我们的位置', 'How we stand'], dictionary: 'standing', default: 'even' }),
    offer: text({ label: ['对方方案', 'Their offer'], max: 300 }),
    price: money({ label: ['对方报价', 'Their price'] }),
    strength: longText({ label: ['对方强项', 'Their strengths'], max: 2_000 }),
    weakness: longText({ label: ['对方弱项', 'Their weaknesses'], max: 2_000 }),
  },
  list: ['competitor', 'standing', 'offer', 'price', 'opportunity'],
})
