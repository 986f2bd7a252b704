import { useNavigate } from '@tanstack/react-router'
import { useEffect } from 'react'
import type { ObjectMeta } from '../../core/metadata/types'
import type { Problem } from '../api'
import { toast } from '../kit/Toast'
import { fill, useWords } from '../words'
import * as words from './words'

interface Into {
  id: string
  name: string | null
}
/** The record that stands now for one that was merged away, when that is why it isn't there. */
export const mergedInto = (problem: Problem | Error | null): Into | undefined =>
  problem && 'body' in problem && problem.status === 410 ? (problem.body.mergedInto as Into | undefined) : undefined

/** An old link leads to the record that stands now, and says so. */
export function MergedAway({ object, into }: { object: ObjectMeta; into: Into }) {
  const w = useWords(words)
  const navigate = useNavigate()
  useEffect(() => {
    toast({ text: fill(w.into, { name: into.name ?? '' }) })
    void navigate({ to: '/$object/$id', params: { object: object.path, id: into.id }, replace: true })
  }, [object.path, into.id, into.name, navigate, w])
  return null
}
