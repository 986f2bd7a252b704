/** The value below which `share` of the times lie. */
export function percentile(timesMs: number[], share: number): number {
  const sorted = [...timesMs].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0
}

export interface Times {
  p50Ms: number
  p95Ms: number
}

/** Runs `work` again and again for a while, after a warm-up, one at a time. `work` gets the number of the run. */
export async function clock(
  work: (run: number) => Promise<unknown>,
  { warmUps = 15, runs = 200, limitMs = 8_000 } = {},
): Promise<Times> {
  for (let i = 0; i < warmUps; i++) await work(i)
  const times: number[] = []
  const end = Date.now() + limitMs
  for (let i = 0; i < runs && Date.now() < end; i++) {
    const start = process.hrtime.bigint()
    await work(warmUps + i)
    times.push(Number(process.hrtime.bigint() - start) / 1e6)
  }
  return { p50Ms: percentile(times, 0.5), p95Ms: percentile(times, 0.95) }
}

/** How many times a second `work` gets done by `lanes` at once. */
export async function rate(
  work: (run: number) => Promise<unknown>,
  { lanes = 16, forMs = 5_000 } = {},
): Promise<number> {
  let done = 0
  let run = 0
  const start = Date.now()
  await Promise.all(
    Array.from({ length: lanes }, async () => {
      while (Date.now() - start < forMs) {
        await work(run++)
        done++
      }
    }),
  )
  return done / ((Date.now() - start) / 1000)
}
