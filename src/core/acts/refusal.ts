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
/** The business says no (422). */
export const refuse = (code: string, params?: Record<string, string | number>) => new Refusal(code, params)
/** Not visible and not existing look the same. */
export const notFound = () => new Refusal('record.notFound', {}, 404)
export const forbidden = (code = 'right.missing', params?: Record<string, string | number>) =>
  new Refusal(code, params, 403)
