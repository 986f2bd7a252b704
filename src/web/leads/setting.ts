import type { Row } from '../api'
import type { EditedRow } from '../settings/useEdited'

/** A rule or form of this slice as it is edited. */
export type Setting = EditedRow & { name: string; active: boolean }

export const asSetting = (row: Row) =>
  ({ ...row, name: String(row.name ?? ''), active: row.active === true }) as Setting
