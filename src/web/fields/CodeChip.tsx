import { Chip } from '../kit/Chip'

/** A dictionary value. Its tone is a meaning (due, over, won, lost, risk) or a weight (strong, plain, outline). */
export const CodeChip = ({ label, tone }: { label: string; tone?: string }) => <Chip tone={tone}>{label}</Chip>
