import { asProblem, post, remove } from '../api'
import { toast } from '../kit/Toast'
import { fill, wordsIn } from '../words'
import * as words from './words'

/** Deletes something of the settings, says so, and restores it on request; `read` has what shows it read again. */
export async function removeFrom(
  path: string,
  { id, name }: { id: string; name: string },
  read: () => unknown,
  sentence = wordsIn(words).removed,
): Promise<void> {
  try {
    await remove(`/api/${path}/${id}`)
    await read()
    toast({
      text: fill(sentence, { name }),
      undo: () => post(`/api/${path}/${id}/restore`).then(read),
    })
  } catch (thrown) {
    toast({ tone: 'over', text: asProblem(thrown).message })
  }
}
