import { useSyncExternalStore } from 'react'

export type Theme = 'light' | 'dark' | 'system'

const system = window.matchMedia('(prefers-color-scheme: dark)')
const listeners = new Set<() => void>()
const read = (): Theme => (localStorage.getItem('theme') as Theme | null) ?? 'system'

function apply() {
  const theme = read()
  document.documentElement.dataset.theme = theme === 'dark' || (theme === 'system' && system.matches) ? 'dark' : 'light'
}
system.addEventListener('change', apply)

export function setTheme(theme: Theme): void {
  if (theme === 'system') localStorage.removeItem('theme')
  else localStorage.setItem('theme', theme)
  apply()
  for (const listener of listeners) listener()
}
export const useTheme = (): Theme =>
  useSyncExternalStore(listener => {
    listeners.add(listener)
    return () => listeners.delete(listener)
  }, read)
