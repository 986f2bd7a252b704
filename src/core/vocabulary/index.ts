import type { Slice } from '../slice'
import { customField, fieldKinds } from './customField'
import { completeField, fieldComesOrGoes, keepFieldMeaning } from './customFieldRules'
import { dictionaryItem } from './dictionaryItem'
import { keepDictionaryWhole, keepItemsInUse } from './dictionaryRules'
import { indexFieldJob } from './fieldIndex'
import { mergeItem } from './mergeItem'
import { numberRule } from './numberRule'
import { keepNumbers } from './numberRuleRules'
import { plantDictionaries } from './plant'
import { vocabularyRoutes } from './routes'

export { customField } from './customField'
export { dictionaryMeta } from './describe'
export { dictionaryItem } from './dictionaryItem'
export { loadVocabulary, wordsChanged } from './load'
export { plantDictionaries, plantEverywhere } from './plant'

/** A tenant's words: dictionaries, fields of its own, China's divisions. Stands before the slices that use them. */
export const vocabulary: Slice = {
  name: 'vocabulary',
  entities: [dictionaryItem, customField, numberRule],
  acts: [mergeItem],
  reactions: [keepDictionaryWhole, keepItemsInUse, completeField, keepFieldMeaning, fieldComesOrGoes, keepNumbers],
  dictionaries: [fieldKinds],
  jobs: [indexFieldJob],
  routes: vocabularyRoutes,
  setUp: plantDictionaries,
}
