import type { Asked } from '../../domain/execution'
import { useRecord } from '../api'
import { inputValue, isEmpty, isNamed } from '../fields/value'
import { AnswerLines, type Answers, AskedFields } from './AskedFields'
import './execution.css'

const useAsked = (type: unknown): Asked[] => {
  const { data } = useRecord('order-types', isNamed(type) ? type.id : undefined, ['asks'])
  return ((data?.asks as Asked[] | null | undefined) ?? []).slice()
}

/** What the chosen type of order asks for besides the fields of every order. */
export function OrderDetails({
  type,
  details,
  errors,
  onChange,
}: {
  type: unknown
  details: unknown
  errors: Record<string, string>
  onChange(details: Answers): void
}) {
  const asks = useAsked(type)
  const answers = (details ?? {}) as Answers
  return (
    <AskedFields
      asks={asks}
      answers={answers}
      errors={errors}
      under="details"
      onChange={next =>
        onChange(
          Object.fromEntries(
            Object.entries(next).flatMap(([key, value]) => (isEmpty(value) ? [] : [[key, inputValue(value)]])),
          ),
        )
      }
    />
  )
}

/** The same as one reads it, and what is still to be answered before the order can be confirmed. */
export function DetailLines({ type, details }: { type: unknown; details: unknown }) {
  const asks = useAsked(type)
  return <AnswerLines asks={asks} answers={(details ?? null) as Answers | null} />
}

/** Questions that must be answered before an order of the type is confirmed, and are not. */
export function useUnanswered(type: unknown, details: unknown): string[] {
  const answers = (details ?? {}) as Answers
  return useAsked(type)
    .filter(one => one.required && (isEmpty(answers[one.key]) || answers[one.key] === false))
    .map(one => one.label)
}
