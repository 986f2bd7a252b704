import { Chip } from '../kit/Chip'

/** Weights of a grade as dictionaries name them; every other tone is a meaning: due, over, won, lost, risk. */
const WEIGHTS: Record<string, string> = { g1: 'strong', g2: 'medium', line: 'outline' }

/** A dictionary value: grades differ by weight, meanings by colour. */
export const CodeChip = ({ label, tone }: { label: string; tone?: string }) => (
  <Chip tone={tone && (WEIGHTS[tone] ?? tone)}>{label}</Chip>
)
