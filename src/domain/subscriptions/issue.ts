import { date, entity, number, ref, text } from '../../core/entity'

/** One number of a publication (刊期). Which comes before which is said by the day on which they appear. */
export const issue = entity('issue', {
  label: ['刊期', 'Issue'],
  area: 'settings',
  icon: 'book-open',
  setup: true,
  fields: {
    name: text({ label: ['名称', 'Name'], required: true, max: 100 }),
    publication: ref('publication', { label: ['期刊', 'Publication'], required: true, filter: true }),
    year: number({ label: ['年份', 'Year'], scale: 0, min: 1900 }),
    number: number({ label: ['期号', 'Number'], scale: 0, min: 1 }),
    copyDeadline: date({ label: ['截稿日期', 'Copy deadline'] }),
    publishesOn: date({ label: ['出刊日期', 'Appears on'], required: true, filter: true }),
  },
  list: ['name', 'publication', 'number', 'copyDeadline', 'publishesOn'],
})
