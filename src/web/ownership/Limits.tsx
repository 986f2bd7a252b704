import type { ObjectMeta } from '../../core/metadata/types'
import { rowsOf, useRecords } from '../api'
import { Select } from '../fields/Select'
import { FilterSentence } from '../generic/list/FilterSentence'
import { Button, IconButton } from '../kit/Button'
import { Checkbox, Labelled } from '../kit/Input'
import { useWords } from '../words'
import type { Limit } from './draft'
import { Figure } from './Rules'
import * as words from './words'

const KINDS = ['daily', 'total', 'owned'] as const

/** How much one may take and hold. A department may have a limit of its own, for each of its people or for all together. */
export function Limits({
  object,
  limits,
  board,
  onChange,
}: {
  object: ObjectMeta | undefined
  limits: Limit[]
  board: string | undefined
  onChange(limits: Limit[]): void
}) {
  const w = useWords(words).settings
  const departments = useRecords('departments', {
    fields: ['name'],
    filter: { field: 'board', op: 'eq', value: board },
    limit: 200,
  })
  const places = [
    { value: '', label: w.everybody },
    ...rowsOf(departments.data).map(row => ({ value: row.id, label: String(row.name) })),
  ]
  const put = (i: number, changes: Partial<Limit>) =>
    onChange(
      limits.map((limit, at) => {
        if (at !== i) return limit
        const next = { ...limit, ...changes }
        if (!next.department) delete next.department
        if (!next.where) delete next.where
        if (!next.department || next.of !== 'owned' || !next.together) delete next.together
        return next
      }),
    )
  return (
    <>
      {limits.map((limit, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a limit is its place in the list
        <div key={i} className="set-line">
          <Labelled label={w.limits}>
            {ids => (
              <Select
                id={ids.id}
                label={w.limits}
                options={KINDS.map(of => ({ value: of, label: w.limitOf[of] }))}
                value={limit.of}
                onChange={of => put(i, { of: of as Limit['of'] })}
              />
            )}
          </Labelled>
          <Figure label={w.atMost} value={limit.max} onChange={max => put(i, { max: max ?? 0 })} />
          <Labelled label={w.departmentOf}>
            {ids => (
              <Select
                id={ids.id}
                label={w.departmentOf}
                options={places}
                value={limit.department ?? ''}
                onChange={department => put(i, { department: department || undefined })}
              />
            )}
          </Labelled>
          {limit.of === 'owned' && limit.department && (
            <Checkbox checked={!!limit.together} onChange={together => put(i, { together })}>
              {w.together}
            </Checkbox>
          )}
          {object && (
            <FilterSentence
              object={object}
              filter={limit.where ?? null}
              onChange={where => put(i, { where: where ?? undefined })}
            />
          )}
          <IconButton
            icon="trash-2"
            size={28}
            label={w.removeLimit}
            onClick={() => onChange(limits.filter((_, at) => at !== i))}
          />
        </div>
      ))}
      <Button icon="plus" size={28} onClick={() => onChange([...limits, { of: 'daily', max: 10 }])}>
        {w.newLimit}
      </Button>
    </>
  )
}
