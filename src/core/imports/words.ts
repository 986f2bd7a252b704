import { inTransaction, perform } from '../acts/perform'
import { Refusal } from '../acts/refusal'
import type { Ctx } from '../ctx'
import type { Entity } from '../entity'
import type { ImportOptions } from './options'
import type { RowParser } from './rows'

/**
 * Adds words of the file to their dictionaries, for the fields whose owner asked for it, with the caller's own rights.
 * @returns true when something was added, so that rows must be parsed again
 */
export async function addWords(ctx: Ctx, entity: Entity, options: ImportOptions, parser: RowParser): Promise<boolean> {
  let added = false
  for (const [field, words] of parser.unknownWords) {
    if (options.createValues !== true && !(options.createValues as string[]).includes(field)) continue
    const dictionary = entity.fields[field]!.dictionary!
    for (const text of words.keys()) {
      const label = text.trim().slice(0, 200)
      parser.learn(field, text, await inTransaction(ctx, tx => addWord(tx, dictionary, label)))
      added = true
    }
    words.clear()
  }
  return added
}

async function addWord(ctx: Ctx, dictionary: string, label: string): Promise<string> {
  const item = (await perform(ctx, ctx.words.entity('dictionaryItem'), 'create', null, { dictionary, label })) as {
    code?: string
  } | null
  if (!item?.code) throw new Refusal('import.wordNotAdded', { text: label })
  return item.code
}
