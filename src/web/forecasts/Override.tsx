import { useState } from 'react'
import type { Forecast, Line } from '../../domain/forecasts'
import { asProblem, post, refresh } from '../api'
import { moneyText } from '../fields/format'
import { typedMoney } from '../fields/typedFigure'
import { Button } from '../kit/Button'
import { Input, Labelled, TextArea } from '../kit/Input'
import { Dialog } from '../kit/Panel'
import { toast } from '../kit/Toast'
import { fill, useWords } from '../words'
import { lineName } from './lines'
import * as words from './words'

/** Says what will really come in, and why. */
export function OverrideDialog({ line, forecast, onClose }: { line: Line; forecast: Forecast; onClose(): void }) {
  const w = useWords(words)
  const { kit } = useWords()
  const last = line.override ?? line.own
  const [amount, setAmount] = useState(String((last?.amount ?? line.added) / 100))
  const [reason, setReason] = useState('')
  const [wrong, setWrong] = useState<{ amount?: string; reason?: string }>({})
  const [busy, setBusy] = useState(false)
  const name = lineName(w, line)
  const send = async (figure: number | null) => {
    const faults = {
      ...(figure === null || (Number.isFinite(figure) && figure >= 0) ? {} : { amount: w.amountMissing }),
      ...(reason.trim() ? {} : { reason: w.reasonMissing }),
    }
    setWrong(faults)
    if (Object.keys(faults).length > 0) return
    setBusy(true)
    try {
      await post(
        '/api/forecast-overrides/override',
        {
          period: forecast.period.text,
          level: line.level,
          ...(line.level === 'company' ? {} : { [line.level]: line.id }),
          amount: figure,
          added: line.added,
          currency: forecast.currency,
          reason: reason.trim(),
        },
        { key: crypto.randomUUID() },
      )
      refresh('opportunities')
      toast({ text: fill(figure === null ? w.takenBack : w.saved, { who: name }) })
      onClose()
    } catch (error) {
      const problem = asProblem(error)
      setWrong({ amount: problem.message })
      setBusy(false)
    }
  }
  return (
    <Dialog
      title={fill(w.overrideOf, { who: name })}
      onClose={onClose}
      foot={
        <>
          {last && (
            <Button busy={busy} onClick={() => void send(null)}>
              {w.takeBack}
            </Button>
          )}
          <span className="spring" />
          <Button onClick={onClose}>{kit.cancel}</Button>
          <Button look="primary" busy={busy} onClick={() => void send(typedMoney(amount) ?? Number.NaN)}>
            {kit.save}
          </Button>
        </>
      }
    >
      <p className="t2 fc-dialog-text">
        {fill(w.overrideText, { added: moneyText(Math.round(line.added), forecast.currency) })}
      </p>
      <Labelled label={w.amount} required error={wrong.amount}>
        {ids => (
          <Input
            {...ids}
            inputMode="decimal"
            value={amount}
            invalid={!!wrong.amount}
            onChange={event => setAmount(event.target.value)}
          />
        )}
      </Labelled>
      <Labelled label={w.reason} required error={wrong.reason}>
        {ids => (
          <TextArea
            {...ids}
            maxLength={2000}
            value={reason}
            invalid={!!wrong.reason}
            onChange={event => setReason(event.target.value)}
          />
        )}
      </Labelled>
    </Dialog>
  )
}
