/** A record somebody opened, as the palette offers it again. */
export interface Recent {
  object: string
  id: string
  title: string
}

const KEY = 'recent'
const KEPT = 12

/** Records opened lately in this tab, newest first. They stay out of lasting storage: the next person at this screen may see less. */
export function recent(): Recent[] {
  try {
    return JSON.parse(sessionStorage.getItem(KEY) ?? '[]')
  } catch {
    return []
  }
}
export function opened({ object, id, title }: Recent): void {
  const others = recent().filter(r => r.id !== id)
  sessionStorage.setItem(KEY, JSON.stringify([{ object, id, title }, ...others].slice(0, KEPT)))
}
