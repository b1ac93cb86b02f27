/** The promise's value, or a `TimeLimitError` after so many milliseconds. What was begun goes on unwatched. */
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
 * Lends `work` a signal that aborts after so many milliseconds. Not `AbortSignal.timeout`: a timer that outlives its work
 * keeps an object awake, and that is billed.
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
