/** Why something was not done: a code whose sentence stands in core/i18n/messages.ts. Turned into problem+json in one place. */
export class Refusal extends Error {
  override name = 'Refusal'
  constructor(
    readonly code: string,
    readonly params: Record<string, string | number> = {},
    readonly status = 422,
    readonly errors: { field: string; code: string; params?: Record<string, string | number> }[] = [],
    /** Further members of the problem, for programs. */
    readonly members: Record<string, unknown> = {},
  ) {
    super(code)
  }
}
type Params = Record<string, string | number>

/** The business says no (422). */
export const refuse = (code: string, params?: Params) => new Refusal(code, params)
/** One field says what cannot be (422); of a line, as `lines.2.quantity`, counted from 0. */
export const invalid = (field: string, code: string, params?: Params) =>
  new Refusal('record.invalid', { count: 1 }, 422, [{ field, code, params: params ?? {} }])
/** @throws 422 that names all that is wrong at once; nothing where nothing is */
export function refuseInvalid(errors: Refusal['errors']): void {
  if (errors.length) throw new Refusal('record.invalid', { count: errors.length }, 422, errors)
}
/** Not visible and not existing look the same. */
export const notFound = () => new Refusal('record.notFound', {}, 404)
export const forbidden = (code = 'right.missing', params?: Record<string, string | number>) =>
  new Refusal(code, params, 403)
