import { text } from '../../core/entity'
import { labelIn } from '../../core/i18n/say'
import { exitKind } from './conditions'

exitKind('filled', {
  label: ['字段已填', 'Field is filled in'],
  input: { field: text({ label: ['字段', 'Field'], required: true }) },
  lack(ctx, of, { field }) {
    const declared = ctx.words.entity('opportunity').fields[field]
    const value = of[field as keyof typeof of] as unknown
    const blank = value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0)
    return declared && blank
      ? { field, code: 'opportunity.lack.filled', params: { field: labelIn(declared.label, ctx.lang) } }
      : null
  },
})
