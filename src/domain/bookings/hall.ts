import { entity, number, ref, text } from '../../core/entity'

/** A hall of an exhibition, so large that its stands have a place on the plan; in metres. */
export const hall = entity('hall', {
  label: ['展馆', 'Hall'],
  icon: 'warehouse',
  setup: true,
  fields: {
    name: text({ label: ['展馆名称', 'Name'], required: true, max: 60 }),
    exhibition: ref('exhibition', { label: ['展会', 'Exhibition'], required: true, filter: true }),
    width: number({ label: ['宽', 'Width'], scale: 1, min: 1, required: true, default: 60, unit: ['米', 'm'] }),
    depth: number({ label: ['深', 'Depth'], scale: 1, min: 1, required: true, default: 40, unit: ['米', 'm'] }),
    position: number({ label: ['次序', 'Position'], scale: 0, ordinal: true, default: 0 }),
  },
  list: ['name', 'exhibition', 'width', 'depth'],
})
