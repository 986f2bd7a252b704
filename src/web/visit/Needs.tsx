import { useMetadata, useObject } from '../api'
import { Button, IconButton } from '../kit/Button'
import { Input } from '../kit/Input'
import { Segmented } from '../kit/Tabs'
import { fill, useWords } from '../words'
import * as words from './words'

/** What a customer said it looks for or offers, in its own words. */
export interface NeedHeard {
  kind: string
  what: string
}

/** The needs one heard of, a line each; they become records of the customer. */
export function Needs({ needs, onChange }: { needs: NeedHeard[]; onChange(needs: NeedHeard[]): void }) {
  const w = useWords(words)
  const object = useObject('need')
  const { dictionaries } = useMetadata()
  const kinds = dictionaries.needKind?.items.filter(item => !item.inactive) ?? []
  if (!object?.can.create || kinds.length === 0) return null
  const change = (at: number, next: Partial<NeedHeard>) =>
    onChange(needs.map((need, i) => (i === at ? { ...need, ...next } : need)))
  return (
    <section className="visit-needs">
      <h2>{w.needs}</h2>
      <ul>
        {needs.map((need, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a line is known by its place
          <li key={i}>
            <Segmented
              label={w.needs}
              value={need.kind}
              onChange={kind => change(i, { kind })}
              options={kinds.map(item => ({ id: item.code, label: item.label }))}
            />
            <Input
              aria-label={w.need}
              placeholder={w.need}
              value={need.what}
              maxLength={500}
              autoFocus={!need.what}
              onChange={event => change(i, { what: event.target.value })}
            />
            <IconButton
              icon="x"
              size={44}
              label={fill(w.removeNeed, { n: i + 1 })}
              onClick={() => onChange(needs.filter((_, at) => at !== i))}
            />
          </li>
        ))}
      </ul>
      <Button look="text" icon="plus" onClick={() => onChange([...needs, { kind: kinds[0]!.code, what: '' }])}>
        {w.addNeed}
      </Button>
    </section>
  )
}
