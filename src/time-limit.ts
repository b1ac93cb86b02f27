/** The promise's value, or a `TimeLimitError` after so many milliseconds. What was begun goes on unwatched. */
export async function within<T>(milliseconds: number, work: Promise<T>): Promise<T> {
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

export class TimeLimitError extends Error {
  constructor(milliseconds: number) {
    super(`No answer within ${milliseconds} ms.`)
  }
}
