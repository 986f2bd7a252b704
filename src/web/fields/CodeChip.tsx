import type { FieldMeta } from '../../core/metadata/types'
import { Chip } from '../kit/Chip'
import { useLookup } from './lookups'

/** Weights of a grade as dictionaries name them; every other tone is a meaning: due, over, won, lost, risk. */
const WEIGHTS: Record<string, string> = { g1: 'strong', g2: 'medium', line: 'outline' }

/** A dictionary value: grades differ by weight, meanings by colour. */
export const CodeChip = ({ label, tone }: { label: string; tone?: string }) => (
  <Chip tone={tone && (WEIGHTS[tone] ?? tone)}>{label}</Chip>
)

/** A choice as a chip, whether or not its value has a tone. */
export function Code({ field, value }: { field: FieldMeta; value: unknown }) {
  const item = useLookup().item(field.dictionary!, String(value))
  return <CodeChip label={item?.label ?? String(value)} tone={item?.tone} />
}
