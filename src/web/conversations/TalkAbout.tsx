import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import type { ObjectMeta } from '../../core/metadata/types'
import { type Row, useSession } from '../api'
import { isNamed } from '../fields/value'
import { nameOf } from '../generic/record/name'
import { IconButton } from '../kit/Button'
import { toast } from '../kit/Toast'
import { useWords } from '../words'
import { refreshTalks } from './api'
import { Begin } from './Begin'
import * as words from './words'

/** Writes to colleagues about a record from its page; to its owner, unless one is that oneself. */
export function TalkAbout({ object, row }: { object: ObjectMeta; row: Row }) {
  const w = useWords(words)
  const navigate = useNavigate()
  const { rights, user } = useSession()
  const [writing, setWriting] = useState(false)
  if (!object.owned || !rights.conversation?.create) return null
  const owner = isNamed(row.owner) && row.owner.id !== user.id ? [row.owner] : []
  return (
    <>
      <IconButton icon="messages-square" size={28} label={w.talkAbout} onClick={() => setWriting(true)} />
      {writing && (
        <Begin
          about={{ object: object.name, id: row.id, name: nameOf(object, row) }}
          to={owner}
          onClose={() => setWriting(false)}
          onBegun={id => {
            setWriting(false)
            refreshTalks()
            toast({
              text: w.sent,
              act: { label: w.openTalk, run: () => navigate({ to: `/conversations/${id}` as never }) },
            })
          }}
        />
      )}
    </>
  )
}
