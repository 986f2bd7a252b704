import { useNavigate } from '@tanstack/react-router'
import type { ObjectMeta } from '../../core/metadata/types'
import type { Row } from '../api'
import { IconButton } from '../kit/Button'

/** Beside what one always finds on a record: its paper. */
export function PrintButton({ object, row }: { object: ObjectMeta; row: Row }) {
  const navigate = useNavigate()
  const act = object.acts.find(one => one.name === 'documents')
  if (!act?.screen) return null
  return (
    <IconButton
      icon="printer"
      size={28}
      label={act.label}
      onClick={() => void navigate({ to: act.screen!.replace('{id}', row.id) as never })}
    />
  )
}
