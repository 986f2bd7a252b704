import { type KeyboardEvent, useEffect, useRef, useState } from 'react'
import type { ActMeta, FieldMeta } from '../../../core/metadata/types'
import { asProblem, get, type Problem, type Row, useAct } from '../../api'
import { inputValue, isEmpty, isNamed } from '../../fields/value'
import { FieldRows, focusField } from '../../generic/form/FieldRows'
import { useRecordActs } from '../../generic/record/useRecordActs'
import { Button } from '../../kit/Button'
import { Icon } from '../../kit/Icon'
import { Kbd } from '../../kit/Kbd'
import { Popover } from '../../kit/Popover'
import { toast } from '../../kit/Toast'
import { fill, useWords } from '../../words'
import type { MoverProps } from '../kinds'
import * as words from '../words'

const CERTAIN = 100
/** What the card shows of what the server answers. */
const SHOWN = ['version', 'stageEnteredAt', 'stalled', 'overdue', 'status', 'probability', 'closeDate', 'amount']
const placeOf = (value: unknown) => Number((value as Row | null)?.position ?? 0)
const nameOf = (value: unknown) => (isNamed(value) ? (value.name ?? '') : '')
/** What the stage demands before one leaves it, as GET /api/opportunities/{id}/exit says. */
interface Condition {
  text: string
  met: boolean
  fields: FieldMeta[]
}

/**
 * Moves an opportunity to another stage: on (阶段升迁), back (退回阶段), or to its end. The server is asked at once; only what the
 * stage still demands is asked for, beside the card, which stays where it was dropped meanwhile.
 */
export function Mover({ object, row, from, to, anchor, onDone, onBack }: MoverProps) {
  const w = useWords(words)
  const { kit } = useWords()
  const act = useAct(object.path)
  const { start } = useRecordActs(object, row)
  const form = useRef<HTMLFormElement>(null)
  const [values, setValues] = useState<Record<string, unknown>>({})
  const [problem, setProblem] = useState<Problem | null>(null)
  const [conditions, setConditions] = useState<Condition[]>([])
  const [busy, setBusy] = useState(false)
  const back = placeOf(to.value) < placeOf(from?.value)
  const called = (name: string): ActMeta | undefined => object.acts.find(one => one.name === name)
  const doing = called(back ? 'goBack' : 'advance')
  const stage = nameOf(to.value)

  async function run() {
    setBusy(true)
    const given = Object.entries(values).filter(([, value]) => !isEmpty(value))
    const input = {
      to: inputValue(to.value),
      ...Object.fromEntries(given.map(([name, value]) => [name, inputValue(value)])),
    }
    try {
      const answer = await act.mutateAsync({ act: doing!.name, id: row.id, version: row.version, input })
      const shown = [...SHOWN, ...Object.keys(values)]
      onDone(Object.fromEntries(Object.entries(answer ?? {}).filter(([name]) => shown.includes(name))))
      toast({ text: fill(w.moved, { name: String(row[object.title]), stage }), undo: takeBack })
    } catch (thrown) {
      const why = asProblem(thrown)
      const asked =
        why.code === 'opportunity.lacks'
          ? await get<{ conditions: Condition[] }>(`/api/${object.path}/${row.id}/exit`).catch(() => null)
          : null
      setConditions(asked?.conditions ?? [])
      setProblem(why)
      setBusy(false)
    }
  }
  const takeBack = () =>
    act.mutateAsync({
      act: back ? 'advance' : 'goBack',
      id: row.id,
      input: { to: inputValue(from?.value), ...(back ? {} : { reason: kit.undo }) },
    })

  const asked = useRef(false)
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when the card has been dropped
  useEffect(() => {
    if (asked.current) return
    asked.current = true
    const end = Number((to.value as Row)?.probability ?? 0) >= CERTAIN && called('win')
    if (end || !doing) {
      onBack()
      if (end) start(end)
    } else if (!back) void run()
  }, [])

  const unmet = conditions.filter(one => !one.met)
  const reason = back ? (doing?.input.filter(f => f.name === 'reason') ?? []) : []
  const fields = back ? reason : unmet.flatMap(one => one.fields)
  const first = fields.find(field => isEmpty(values[field.name]))?.name
  if (!doing || (!back && !problem)) return null
  // What cannot be mended here only says why.
  const hopeless = !back && (unmet.length === 0 || unmet.some(one => one.fields.length === 0))
  const errors = Object.fromEntries((problem?.errors ?? []).map(({ field, message }) => [field, message]))

  const submit = () => {
    if (first && (back || unmet.some(one => one.fields.every(f => isEmpty(values[f.name])))))
      return focusField(form.current, first)
    void run()
  }
  const rowsOf = (some: FieldMeta[]) => (
    <FieldRows
      fields={some.map(field => ({ ...field, required: true }))}
      values={values}
      errors={back || unmet.length === 0 ? errors : {}}
      onChange={(name, value) => setValues(now => ({ ...now, [name]: value }))}
      first={fields[0]?.name}
    />
  )
  return (
    <Popover
      anchor={anchor}
      placement="right-start"
      onClose={onBack}
      label={fill(back ? w.moveBack : w.moveOn, { stage })}
      className="board-asking"
      width={300}
    >
      <form
        ref={form}
        noValidate
        onSubmit={event => {
          event.preventDefault()
          submit()
        }}
        onKeyDown={(event: KeyboardEvent) => {
          if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return
          event.preventDefault()
          submit()
        }}
      >
        <div className="board-asking-head">
          <b>{fill(back ? w.moveBack : w.moveOn, { stage })}</b>
          {!back && unmet.length > 0 && <p>{fill(hopeless ? w.lackingElsewhere : w.lacking, { n: unmet.length })}</p>}
        </div>
        <div className="board-asking-body">
          {problem && (unmet.length === 0 || problem.code !== 'opportunity.lacks') && (
            <p role="alert">{problem.message}</p>
          )}
          {conditions.map(({ text, met, fields: own }) => (
            <div key={text} className={`board-condition ${met ? 'holds' : 'lacks'}`}>
              <Icon name={met ? 'check' : 'circle'} size={14} label={met ? w.met : w.unmet} />
              {met || own.length === 0 ? <span>{text}</span> : <div>{rowsOf(own)}</div>}
            </div>
          ))}
          {rowsOf(reason)}
        </div>
        <div className="board-asking-foot">
          <Button look="text" size={28} onClick={onBack}>
            {w.back}
          </Button>
          <span className="spring" />
          {!hopeless && (
            <>
              <Kbd>Ctrl Enter</Kbd>
              <Button look="primary" size={28} busy={busy} onClick={submit}>
                {doing.label}
              </Button>
            </>
          )}
        </div>
      </form>
    </Popover>
  )
}
