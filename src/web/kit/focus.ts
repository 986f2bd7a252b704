const FOCUSABLE =
  'a[href], button:not([disabled]), input:not([disabled]), select:not([disabled]), textarea:not([disabled]), [tabindex]:not([tabindex="-1"])'

/** What Tab can reach inside an element, in order. */
export const focusables = (inside: HTMLElement): HTMLElement[] =>
  [...inside.querySelectorAll<HTMLElement>(FOCUSABLE)].filter(
    e => e.offsetParent !== null || e.getClientRects().length > 0,
  )

/** The element that asks for focus, else the first that takes it. */
export const firstFocusable = (inside: HTMLElement): HTMLElement | undefined =>
  inside.querySelector<HTMLElement>('[data-autofocus], [autofocus]') ?? focusables(inside)[0]

/** Keeps Tab inside an element. */
export function keepFocus(
  event: { key: string; shiftKey: boolean; preventDefault(): void },
  inside: HTMLElement,
): void {
  if (event.key !== 'Tab') return
  const all = focusables(inside)
  const edge = event.shiftKey ? all[0] : all.at(-1)
  if (all.length && document.activeElement !== edge && inside.contains(document.activeElement)) return
  event.preventDefault()
  ;(event.shiftKey ? all.at(-1) : all[0])?.focus()
}
