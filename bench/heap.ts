import type { Workerd } from './workerd.ts'

/** Bytes that a Worker holds after a garbage collection. */
export interface Heap {
  kept(): Promise<number>
  close(): void
}

interface Usage {
  readonly usedSize: number
  readonly backingStorageSize: number
}

const WAKE_MS = 20

/** Through the inspector that workerd opens for each Worker (Chrome DevTools Protocol). */
export async function openHeap({ inspector, url }: Pick<Workerd, 'inspector' | 'url'>): Promise<Heap> {
  const socket = new WebSocket(inspector)
  const waiting = new Map<number, PromiseWithResolvers<unknown>>()
  let asked = 0
  await new Promise((resolve, reject) => {
    socket.addEventListener('open', resolve)
    socket.addEventListener('error', () => reject(new Error('The inspector of workerd did not answer.')))
  })
  socket.addEventListener('message', ({ data }) => {
    const { id, result, error } = JSON.parse(String(data))
    if (error) waiting.get(id)?.reject(new Error(error.message))
    else waiting.get(id)?.resolve(result)
    waiting.delete(id)
  })
  socket.addEventListener('close', () => {
    for (const { reject } of waiting.values()) reject(new Error('The inspector of workerd hung up.'))
  })

  const wake = (): void =>
    void fetch(url)
      .then((response) => response.body?.cancel())
      .catch(() => {})

  async function ask(method: string): Promise<unknown> {
    const answer = Promise.withResolvers<unknown>()
    waiting.set(++asked, answer)
    socket.send(JSON.stringify({ id: asked, method }))
    // V8 collects in a task, and workerd runs tasks only after a request.
    const waker = setInterval(wake, WAKE_MS)
    return await answer.promise.finally(() => clearInterval(waker))
  }

  return {
    async kept() {
      // Native memory released by the first collection is free for the second.
      await ask('HeapProfiler.collectGarbage')
      await ask('HeapProfiler.collectGarbage')
      const { usedSize, backingStorageSize } = (await ask('Runtime.getHeapUsage')) as Usage
      return usedSize + backingStorageSize
    },
    close: () => socket.close(),
  }
}
