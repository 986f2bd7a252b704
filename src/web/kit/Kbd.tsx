import './Kbd.css'

const mac = typeof navigator !== 'undefined' && /Mac|iPhone|iPad/.test(navigator.userAgent)

/** A key as it stands on the keyboard; `Ctrl` reads ⌘ on a Mac. */
export const Kbd = ({ children }: { children: string }) => (
  <kbd className="k-kbd">{mac ? children.replace(/Ctrl ?/, '⌘') : children}</kbd>
)
