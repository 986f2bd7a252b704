import { useSyncExternalStore } from 'react'
import type { ActMeta } from '../../../core/metadata/types'
import type { Row } from '../../api'

export interface RecordRequest {
  object: string
  /** The record to change; without it a new one. */
  id?: string
  /** Values a new record begins with, as the API reads them. */
  preset?: Record<string, unknown>
  onSaved?(record: Row): void
}
export interface ActRequest {
  act: ActMeta
  /** What the dialog says it happens to: the record's name, or 3 个客户. */
  subject: string
  preset?: Record<string, unknown>
  /** Runs the act; a Problem it throws is shown at the fields. */
  run(input: Record<string, unknown>): Promise<unknown>
  /** Says beforehand, in sentences, what would follow. */
  foresee?(input: Record<string, unknown>): Promise<string[]>
}
/** A form that somebody asked for. Forms stand in a stack: creating a contact may create its account on the way. */
export type FormRequest = RecordRequest | ActRequest

let open: readonly FormRequest[] = []
const listeners = new Set<() => void>()
const change = (next: readonly FormRequest[]) => {
  open = next
  for (const listener of listeners) listener()
}

/** Opens the drawer to create (`{ object, preset }`) or change (`{ object, id }`) a record, or the dialog that asks for an act's input. */
export const openForm = (request: FormRequest): void => change([...open, request])
export const closeForm = (request: FormRequest): void => change(open.filter(r => r !== request))

export const useOpenForms = (): readonly FormRequest[] =>
  useSyncExternalStore(
    listener => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => open,
  )
