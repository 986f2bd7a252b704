/** At most `width` pieces of work at a time; whoever brings more waits, so that nothing piles up in memory. */
export function lanes(width: number) {
  const running = new Set<Promise<void>>()
  let failure: unknown
  let failed = false
  return {
    /** Starts `work` as soon as a lane is free. Throws what earlier work threw. */
    async take(work: () => Promise<void>): Promise<void> {
      while (running.size >= width) await Promise.race(running)
      if (failed) throw failure
      const piece = work()
        .catch(error => {
          failed = true
          failure = error
        })
        .finally(() => running.delete(piece))
      running.add(piece)
    },
    /** Waits for all of it. */
    async idle(): Promise<void> {
      await Promise.all(running)
      if (failed) throw failure
    },
  }
}

/** Cuts a stream into lists of `size`. */
export async function* inBatches<T>(source: AsyncIterable<T>, size: number): AsyncGenerator<T[]> {
  let batch: T[] = []
  for await (const one of source) {
    batch.push(one)
    if (batch.length === size) {
      yield batch
      batch = []
    }
  }
  if (batch.length > 0) yield batch
}

/** Lets requests that came in meanwhile be answered. */
export const othersTurn = (): Promise<void> => new Promise(turn => setImmediate(turn))
