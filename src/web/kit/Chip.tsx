import type { ReactNode } from 'react'
import './Chip.css'
import { Icon } from './Icon'

/** What a colour means; nothing is coloured without one. */
export type Tone = 'due' | 'over' | 'won' | 'lost' | 'risk' | 'accent'
/** How a dictionary item weighs: strongest (战略), strong (重点), outlined (普通), or a meaning. */
export type ChipTone = Tone | 'strong' | 'medium' | 'outline' | 'plain'

/** A dictionary value or tag. Grades differ by weight, not by hue. */
export function Chip({ tone = 'plain', icon, children }: { tone?: string; icon?: string; children: ReactNode }) {
  return (
    <span className={`k-chip k-chip-${tone}`}>
      {icon && <Icon name={icon} size={12} />}
      {children}
    </span>
  )
}

const icons: Record<Tone, string> = {
  due: 'clock',
  over: 'triangle-alert',
  won: 'check',
  lost: 'x',
  risk: 'shield',
  accent: 'info',
}

/** A state that wants attention: icon and words in the colour of its meaning. */
export function Badge({ tone, icon, children }: { tone: Tone; icon?: string; children: ReactNode }) {
  return (
    <span className={`k-badge k-badge-${tone}`}>
      <Icon name={icon ?? icons[tone]} size={12} />
      {children}
    </span>
  )
}
