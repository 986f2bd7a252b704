/** What was typed into a form and not saved, kept in this browser until it is saved or dropped. */
export interface Draft {
  values: Record<string, unknown>
  /** Version of the record it was made on. */
  version?: number
}

const KEPT_MS = 7 * 86_400_000
const keyOf = (object: string, id?: string) => `draft ${object} ${id ?? 'new'}`

export function keptDraft(object: string, id?: string): Draft | null {
  try {
    const kept = JSON.parse(localStorage.getItem(keyOf(object, id)) ?? 'null')
    return kept && Date.now() - kept.at < KEPT_MS ? kept : null
  } catch {
    return null
  }
}
export function keepDraft(object: string, id: string | undefined, draft: Draft): void {
  // A full or forbidden store loses the draft, not the form.
  try {
    localStorage.setItem(keyOf(object, id), JSON.stringify({ ...draft, at: Date.now() }))
  } catch {}
}
export const dropDraft = (object: string, id?: string): void => localStorage.removeItem(keyOf(object, id))
