import { useQuery } from '@tanstack/react-query'
import type { ObjectMeta } from '../../core/metadata/types'
import type { KindMeta } from '../../domain/opportunities'
import { get } from '../api'
import { FieldEditor } from '../fields/FieldEditor'
import { Select } from '../fields/Select'
import { FilterSentence } from '../generic/list/FilterSentence'
import type { Filter } from '../generic/list/filter'
import { IconButton } from '../kit/Button'
import { Labelled } from '../kit/Input'
import { Skeleton } from '../kit/States'
import { useWords } from '../words'
import type { Condition } from './pipelineDraft'
import * as words from './words'

/** What must hold before an opportunity leaves a stage: each condition of a kind, with what that kind wants to know. */
export function Conditions({
  object,
  conditions,
  onChange,
}: {
  object: ObjectMeta | undefined
  conditions: readonly Condition[]
  onChange(conditions: Condition[]): void
}) {
  const w = useWords(words).settings
  const { data } = useQuery({
    queryKey: ['exit-kinds'],
    queryFn: ({ signal }) => get<{ items: KindMeta[] }>('/api/exit-kinds', signal),
    staleTime: Number.POSITIVE_INFINITY,
  })
  if (!data) return <Skeleton height={32} />
  const put = (at: number, change: Record<string, unknown>) =>
    onChange(conditions.map((one, i) => (i === at ? { ...one, ...change } : one)))
  return (
    <div className="conditions">
      <h4>{w.conditions}</h4>
      {conditions.length === 0 && <p className="t3">{w.noConditions}</p>}
      {conditions.map((condition, at) => {
        const kind = data.items.find(one => one.name === condition.kind)
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: they have no identity but their place
          <div key={at} className="set-line">
            <span className="conditions-kind">{kind?.label ?? condition.kind}</span>
            {kind?.input.map(input =>
              input.kind === 'structure' ? (
                object && (
                  <FilterSentence
                    key={input.name}
                    object={object}
                    filter={(condition[input.name] as Filter | undefined) ?? null}
                    onChange={value => put(at, { [input.name]: value })}
                  />
                )
              ) : (
                <Labelled key={input.name} label={input.label} required={input.required}>
                  {ids =>
                    input.options ? (
                      <Select
                        id={ids.id}
                        label={input.label}
                        options={input.options.map(one => ({ value: one.code, label: one.label }))}
                        value={(condition[input.name] as string | undefined) ?? null}
                        onChange={value => put(at, { [input.name]: value })}
                      />
                    ) : (
                      <FieldEditor
                        field={input}
                        value={condition[input.name] ?? input.default ?? null}
                        onChange={value => put(at, { [input.name]: value })}
                        id={ids.id}
                        row={{}}
                      />
                    )
                  }
                </Labelled>
              ),
            )}
            <IconButton
              icon="x"
              size={28}
              label={`${w.removeCondition} ${kind?.label ?? ''}`}
              onClick={() => onChange(conditions.filter((_, i) => i !== at))}
            />
          </div>
        )
      })}
      <span className="conditions-add">
        <Select
          label={w.addCondition}
          placeholder={w.addCondition}
          options={data.items.map(kind => ({ value: kind.name, label: kind.label }))}
          value={null}
          onChange={kind => onChange([...conditions, { kind, ...defaultsOf(data.items.find(k => k.name === kind)) }])}
        />
      </span>
    </div>
  )
}

const defaultsOf = (kind: KindMeta | undefined) =>
  Object.fromEntries(
    (kind?.input ?? []).flatMap(input => (input.default === undefined ? [] : [[input.name, input.default]])),
  )
