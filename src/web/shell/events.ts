/** A change somebody made that the caller may see, as GET /api/events tells it. `reset`: more happened than was told. */
export type Told = { object: string; id: string } | 'reset'

/**
 * Hears of changes. A browser opens six connections to one host and every stream takes one for good, so of all tabs only one
 * listens and tells the others; when it is closed another takes over.
 * @returns a way to stop
 */
export function hearChanges(hear: (told: Told) => void): () => void {
  if (!navigator.locks || !window.BroadcastChannel) return listen(hear)
  const channel = new BroadcastChannel('changes')
  const stopped = new AbortController()
  channel.onmessage = (event: MessageEvent<Told>) => hear(event.data)
  navigator.locks
    .request('changes', { signal: stopped.signal }, () => {
      // The lock may come in the moment it is wanted no more, and a change in the moment nobody listens.
      if (stopped.signal.aborted) return
      const stop = listen(told => {
        if (stopped.signal.aborted) return
        hear(told)
        channel.postMessage(told)
      })
      // The lock is ours until this promise is kept.
      return new Promise<void>(done => {
        stopped.signal.addEventListener('abort', () => {
          stop()
          done()
        })
      })
    })
    .catch(() => {})
  return () => {
    stopped.abort()
    channel.close()
  }
}

function listen(hear: (told: Told) => void): () => void {
  const source = new EventSource('/api/events')
  source.addEventListener('message', (event: MessageEvent<string>) => hear(JSON.parse(event.data)))
  source.addEventListener('reset', () => hear('reset'))
  return () => source.close()
}
