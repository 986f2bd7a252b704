/** Text that PostgreSQL and JSON can both carry: no NUL, no half of a surrogate pair. */
export const isWellFormed = (s: string) =>
  !s.includes('\u0000') && !/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/.test(s)
