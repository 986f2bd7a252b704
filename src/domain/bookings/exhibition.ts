import { date, entity, flag, longText, region, text } from '../../core/entity'

/** One edition of a fair (展会), with its halls. */
export const exhibition = entity('exhibition', {
  label: ['展会', 'Exhibition'],
  area: 'settings',
  icon: 'tent',
  setup: true,
  fields: {
    name: text({ label: ['展会名称', 'Name'], required: true, unique: true, max: 100 }),
    city: region({ label: ['城市', 'City'] }),
    venue: text({ label: ['场馆', 'Venue'], max: 200 }),
    startsOn: date({ label: ['开展日期', 'Opens on'], required: true, filter: true }),
    endsOn: date({ label: ['闭展日期', 'Closes on'], required: true }),
    note: longText({ label: ['说明', 'Note'], max: 2_000 }),
    active: flag({ label: ['招展中', 'Stands on sale'], default: true }),
  },
  list: ['name', 'city', 'venue', 'startsOn', 'endsOn', 'active'],
})
