import type { Kind } from '../kind'
import { choice } from './choice'
import { date } from './date'
import { email } from './email'
import { files } from './files'
import { flag } from './flag'
import { instant } from './instant'
import { longText } from './longText'
import { money } from './money'
import { number } from './number'
import { phone } from './phone'
import { ref } from './ref'
import { refs } from './refs'
import { region } from './region'
import { structure } from './structure'
import { text } from './text'
import { tree } from './tree'
import { url } from './url'

export const kinds = {
  text,
  longText,
  number,
  money,
  date,
  instant,
  choice,
  tree,
  region,
  flag,
  ref,
  refs,
  phone,
  email,
  url,
  files,
  structure,
} satisfies Record<string, Kind<any>>

export type KindName = keyof typeof kinds
export const kindOf = (field: { kind: KindName }): Kind<any> => kinds[field.kind]
