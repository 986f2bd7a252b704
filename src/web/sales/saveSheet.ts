import type { Lang } from '../../core/entity/label'

/** Fetches a file that is asked for with a body, and has the browser keep it. @throws when the server refuses */
export async function saveSheet(path: string, body: unknown, name: string, lang: Lang): Promise<void> {
  const answer = await fetch(path, {
    method: 'POST',
    body: JSON.stringify(body),
    headers: { 'content-type': 'application/json', 'x-lang': lang },
  })
  if (!answer.ok) throw new Error(String(answer.status))
  const link = document.createElement('a')
  link.href = URL.createObjectURL(await answer.blob())
  link.download = name
  link.click()
  URL.revokeObjectURL(link.href)
}
