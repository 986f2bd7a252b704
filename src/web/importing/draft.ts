import type { Options } from './options'

/** A file that was sent and not imported yet: whoever leaves the wizard finds it again. */
export interface ImportDraft {
  upload: string
  fileName: string
  options: Options
  step: 'fields' | 'match' | 'trial'
}

const key = (object: string) => `import ${object}`

export function keptDraft(object: string): ImportDraft | null {
  try {
    return JSON.parse(sessionStorage.getItem(key(object)) ?? 'null')
  } catch {
    return null
  }
}
export const keepDraft = (object: string, draft: ImportDraft | null): void =>
  draft ? sessionStorage.setItem(key(object), JSON.stringify(draft)) : sessionStorage.removeItem(key(object))
