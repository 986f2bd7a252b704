import type { ActMeta, ObjectMeta } from '../../../core/metadata/types'
import { post } from '../../api'

/** Asks what an act would bring about for some records: sentences, as the object's own act answers them. */
export const foresee = (object: ObjectMeta, act: ActMeta, ids: readonly string[], input: Record<string, unknown>) =>
  post<{ sentences: string[] }>(`/api/${object.path}/${act.foresee}`, { ...input, ids }).then(
    answer => answer.sentences,
  )
