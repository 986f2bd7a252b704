import { drawings } from 'virtual:icons'
import { createElement } from 'react'

/** A line icon by its lucide name in kebab-case. Without `label` it is decoration and hidden from screen readers. */
export function Icon({
  name,
  size = 16,
  label,
  className,
}: {
  name: string
  size?: number
  label?: string
  className?: string
}) {
  const drawing = drawings[name] ?? drawings['circle-dashed']!
  return (
    <svg
      className={className ? `k-icon ${className}` : 'k-icon'}
      width={size}
      height={size}
      viewBox="0 0 24 24"
      strokeWidth={(1.45 * 24) / size}
      role={label ? 'img' : undefined}
      aria-label={label}
      aria-hidden={label ? undefined : true}
    >
      {drawing.map(([tag, attributes], i) => createElement(tag, { ...attributes, key: i }))}
    </svg>
  )
}
