import type { ComponentProps, ReactNode } from 'react'
import './Button.css'
import { Icon } from './Icon'

export interface ButtonProps extends ComponentProps<'button'> {
  /** One filled button (`primary`) per region; `outline` is accent-coloured, `text` has no edge, `link` looks like a link. */
  look?: 'default' | 'primary' | 'outline' | 'text' | 'link' | 'danger'
  /** Height: 24 inside cards, 28 in panels and heads, 32 else, 40 in forms of a page of their own, 48 on the phone. */
  size?: 24 | 28 | 32 | 40 | 48
  icon?: string
  /** It waits for an answer: pressing again does nothing. */
  busy?: boolean
  on?: boolean
  children?: ReactNode
}

/** A button with a verb on it. */
export function Button({
  look = 'default',
  size = 32,
  icon,
  busy,
  on,
  className,
  children,
  onClick,
  ...rest
}: ButtonProps) {
  return (
    <button
      type="button"
      {...rest}
      className={`k-button k-button-${look} k-button-${size}${on ? ' on' : ''}${className ? ` ${className}` : ''}`}
      aria-busy={busy || undefined}
      onClick={busy ? event => event.preventDefault() : onClick}
    >
      {icon && <Icon name={icon} size={size === 24 ? 14 : 16} />}
      {children}
    </button>
  )
}

/** A button that shows only an icon; its label is its tooltip and what a screen reader says. */
export function IconButton({
  icon,
  label,
  size = 32,
  on,
  className,
  children,
  ...rest
}: Omit<ComponentProps<'button'>, 'aria-label'> & {
  icon: string
  label: string
  size?: 24 | 28 | 32 | 44
  on?: boolean
}) {
  return (
    <button
      type="button"
      data-tip={label}
      {...rest}
      aria-label={label}
      className={`k-icon-button k-icon-button-${size}${on ? ' on' : ''}${className ? ` ${className}` : ''}`}
    >
      <Icon name={icon} size={size === 24 ? 14 : size === 44 ? 20 : 16} />
      {children}
    </button>
  )
}
