import { useNavigate } from '@tanstack/react-router'
import type { ActMeta, ObjectMeta } from '../../../core/metadata/types'
import { asProblem, type Row, useAct, useMetadata } from '../../api'
import { isEmpty } from '../../fields/value'
import { toast } from '../../kit/Toast'
import { useWords } from '../../words'
import { foresee } from '../form/foresee'
import { openForm } from '../form/open'
import { nameOf } from './name'
import * as sentences from './words'

/** What may be done with a record: each act says afterwards what happened, and offers to take it back. */
export function useRecordActs(object: ObjectMeta, row: Row) {
  const words = useWords(sentences)
  const navigate = useNavigate()
  const { objects } = useMetadata()
  const doing = useAct(object.path)
  const name = nameOf(object, row)
  const say = (thrown: unknown) => toast({ text: asProblem(thrown).message, tone: 'over' })

  const perform = async (act: ActMeta, input?: Record<string, unknown>) => {
    const answer = await doing.mutateAsync({ act: act.name, id: row.id, version: row.version, input })
    // An act that has to wait for a decision answers whom it waits for.
    // A record's own field of that name only says how far it is.
    const waiting = (answer as { approval?: unknown } | undefined)?.approval as { waitsFor?: { name: string }[] } | null
    if (waiting?.waitsFor) {
      toast({ text: words.waits(act.label, name, waiting.waitsFor.map(one => one.name).join('、')) })
      return answer
    }
    // One that made another record leads there.
    const made = (answer as { made?: { object: string; id: string } } | undefined)?.made
    const target = made && objects.find(one => one.name === made.object)
    if (target) void navigate({ to: `/${target.path}/${made.id}` as never })
    const { undo } = act
    toast({
      text: words.done(act.label, name),
      undo: undo ? () => doing.mutateAsync({ act: undo, id: row.id }) : undefined,
    })
    return answer
  }
  return {
    start(act: ActMeta) {
      if (act.screen) void navigate({ to: act.screen.replace('{id}', row.id) as never })
      else if (act.input.length > 0)
        openForm({
          act,
          subject: name,
          preset: figuresOf(act, row),
          run: input => perform(act, input),
          foresee: act.foresee ? input => foresee(object, act, [row.id], input) : undefined,
        })
      else perform(act).catch(say)
    },
    async remove() {
      try {
        await doing.mutateAsync({ act: 'delete', id: row.id, version: row.version })
      } catch (thrown) {
        return say(thrown)
      }
      toast({ text: words.removed(name), undo: () => doing.mutateAsync({ act: 'restore', id: row.id }) })
      void navigate({ to: '/$object', params: { object: object.path } })
    },
  }
}

/** A figure or day that an act asks for and the record has is where one begins: what it was sold for is mostly what was hoped for. */
const figuresOf = (act: ActMeta, row: Row): Record<string, unknown> =>
  Object.fromEntries(
    act.input
      .filter(field => ['money', 'number', 'date'].includes(field.kind) && !isEmpty(row[field.name]))
      .map(field => [field.name, row[field.name]]),
  )
