import type { Kind } from '../kind'
import { refs } from './refs'

/** Ids of uploaded files. */
export const files: Kind<string[]> = { ...refs, icon: 'paperclip', operators: ['isNull', 'notNull'] }
