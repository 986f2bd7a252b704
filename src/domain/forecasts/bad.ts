import { Refusal } from '../../core/acts/refusal'

/** The request itself is wrong (400). */
export const bad = (code: string, params: Record<string, string | number> = {}) => new Refusal(code, params, 400)
