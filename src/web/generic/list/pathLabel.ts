import { fill } from '../../words'
import type { Reached } from './columns'

/** 负责人的部门 for `owner.department`: `through` is the sentence that joins two labels. */
export const pathLabel = (reached: Pick<Reached, 'labels'>, through: string): string =>
  reached.labels.reduce((outer, inner) => fill(through, { outer, inner }))
