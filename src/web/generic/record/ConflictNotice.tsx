import type { ObjectMeta } from '../../../core/metadata/types'
import { momentText } from '../../fields/format'
import { useLookup } from '../../fields/lookups'
import { fieldText } from '../../fields/text'
import { Button } from '../../kit/Button'
import { Notice } from '../../kit/States'
import { useWords } from '../../words'
import type { Conflict } from './conflict'
import * as sentences from './words'

interface ConflictNoticeProps {
  object: ObjectMeta
  conflict: Conflict
  onTheirs(): void
  onMine(): void
}

/** 李敏 今天 10:21 已把 电话 改为 0517-0550 7700。用李敏的 · 用我的 */
export function ConflictNotice({ object, conflict, onTheirs, onMine }: ConflictNoticeProps) {
  const words = useWords(sentences)
  const lookup = useLookup()
  const who = conflict.who ?? words.somebody
  const when = conflict.at ? momentText(conflict.at, lookup.lang) : ''
  return (
    <Notice tone="due" icon="arrow-left-right">
      {conflict.fields.map(name => {
        const field = object.fields.find(f => f.name === name)
        if (!field) return null
        const value = fieldText(field, conflict.now[name], lookup, conflict.now)
        return (
          <div key={name}>
            {value ? words.changedTo(who, when, field.label, value) : words.clearedBy(who, when, field.label)}
          </div>
        )
      })}
      <div className="k-state-acts">
        <Button look="link" onClick={onTheirs}>
          {words.useTheirs(who)}
        </Button>
        <Button look="link" onClick={onMine}>
          {words.useMine}
        </Button>
      </div>
    </Notice>
  )
}
