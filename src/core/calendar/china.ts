/** China keeps UTC+8 all year. The company's days begin at midnight there, wherever the server and the reader are. */
export const CHINA_MS = 8 * 3_600_000

/** A moment as a clock in China shows it: what `getUTC…` and `toISOString` say of the answer is the time there. */
export const onChinasClock = (at: Date): Date => new Date(at.getTime() + CHINA_MS)

/** The calendar day in China on which a moment falls, `YYYY-MM-DD`. */
export const dayOf = (at: Date): string => onChinasClock(at).toISOString().slice(0, 10)

/** The instant at which a day begins in China. */
export const startOf = (day: string): string => new Date(Date.parse(`${day}T00:00:00Z`) - CHINA_MS).toISOString()
