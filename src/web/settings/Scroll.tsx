import type { ReactNode } from 'react'

/** What scrolls where nothing inside need take the focus: the keyboard reaches it too. */
export const Scroll = ({ label, children }: { label: string; children: ReactNode }) => (
  // biome-ignore lint/a11y/noNoninteractiveTabindex: arrows scroll it once it has the focus
  <section className="set-body" aria-label={label} tabIndex={0}>
    {children}
  </section>
)
