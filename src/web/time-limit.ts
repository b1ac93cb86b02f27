/**
 * Returns the promise's value, or throws `TimeLimitError` after the time limit. The work itself continues, and its
 * later result is ignored.
 */
export async function withTimeout<T>(milliseconds: number, work: Promise<T>): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | null = null
  const limit = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new TimeLimitError(milliseconds)), Math.max(0, milliseconds))
  })
  try {
    return await Promise.race([work, limit])
  } finally {
    if (timer !== null) clearTimeout(timer)
    work.catch(() => {})
  }
}

/**
 * Gives `work` a signal that aborts after the time limit. Not `AbortSignal.timeout`: a timer that outlives its work
 * keeps an object awake, and Cloudflare bills the time.
 */
export async function withAbortSignal<T>(milliseconds: number, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const controller = new AbortController()
  const timer = setTimeout(() => controller.abort(), milliseconds)
  try {
    return await work(controller.signal)
  } finally {
    clearTimeout(timer)
  }
}

export class TimeLimitError extends Error {
  constructor(milliseconds: number) {
    super(`No answer within ${milliseconds} ms.`)
    this.name = 'TimeLimitError'
  }
}
