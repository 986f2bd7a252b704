import { entity, text } from '../entity'

/** How a company numbers the records of one object, where it departs from the declaration. */
export const numberRule = entity('numberRule', {
  label: ['编号规则', 'Number rule'],
  area: 'settings',
  icon: 'hash',
  setup: true,
  searched: false,
  title: 'object',
  fields: {
    object: text({ label: ['对象', 'Object'], required: true, unique: true, max: 60 }),
    pattern: text({
      label: ['规则', 'Pattern'],
      required: true,
      max: 40,
      hint: ['如 KH-{yyyy}-{00000}', 'Like KH-{yyyy}-{00000}'],
    }),
  },
  list: ['object', 'pattern', 'updatedAt', 'updatedBy'],
})
