import { entity, files, longText, money, ref, text, url } from '../../core/entity'

/** What a competitor sells against a product of ours, and what we say to it. */
export const competitorProduct = entity('competitorProduct', {
  label: ['竞品', 'Competitor product'],
  area: 'sales',
  group: 'catalogue',
  icon: 'swords',
  subtitle: ['competitor.name'],
  fields: {
    name: text({ label: ['竞品名称', 'Name'], required: true, search: true, max: 200 }),
    competitor: ref('account', { label: ['竞争对手', 'Competitor'], filter: true }),
    product: ref('product', { label: ['对应产品', 'Our counterpart'], filter: true }),
    specification: text({ label: ['规格', 'Specification'], search: true, max: 300 }),
    price: money({ label: ['市场价', 'Market price'] }),
    strengths: longText({ label: ['对方优势', 'Its strengths'], max: 5_000 }),
    weaknesses: longText({ label: ['对方弱点', 'Its weaknesses'], max: 5_000 }),
    answer: longText({ label: ['应对话术', 'What we answer'], max: 5_000 }),
    source: url({ label: ['来源网址', 'Source'] }),
    papers: files({ label: ['资料', 'Papers'] }),
  },
  list: ['name', 'competitor', 'product', 'specification', 'price', 'updatedAt'],
})
