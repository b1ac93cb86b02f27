/** The wait for a limit without a stated wait: a full window. */
const DEFAULT_WAIT_MS = 60_000

/**
 * Milliseconds that an answer asks the gateway to wait; 0 for none. Reads `Retry-After` on any answer. On a 429, or
 * with a count of 0, also reads the reset of any limit header. Apicbase does not document which header is sent.
 */
export function readRetryDelay(status: number, headers: Headers, now: number): number {
  const retryAfter = headers.get('retry-after')
  const asked = retryAfter === null ? null : readWait(retryAfter, now)
  if (asked !== null) return asked
  if (status !== 429 && !nothingLeft(headers)) return 0
  return resetIn(headers, now) ?? DEFAULT_WAIT_MS
}

/**
 * Matches `X-RateLimit-Remaining: 0`, `RateLimit: "default";r=0;t=30`, `RateLimit: limit=100, remaining=0, reset=30`
 * and similar headers.
 */
const nothingLeft = (headers: Headers): boolean =>
  limitHeaders(headers).some(([name, value]) =>
    name.includes('remaining') ? /^\s*0\s*(?:[;,]|$)/.test(value) : /\b(?:r|remaining)=0\b/.test(value),
  )

function resetIn(headers: Headers, now: number): number | null {
  for (const [name, value] of limitHeaders(headers)) {
    const reset = name.includes('reset') ? value : /\b(?:t|reset)=(\d+)/.exec(value)?.[1]
    const wait = reset === undefined ? null : readWait(reset, now)
    if (wait !== null) return wait
  }
  return null
}

const limitHeaders = (headers: Headers): [string, string][] =>
  [...headers].filter(([name]) => /rate-?limit|throttl|quota/.test(name) && !name.includes('policy'))

/** A larger number is a time, not a duration: seconds since 1970, or milliseconds. */
const EPOCH_SECONDS = 1e9
const EPOCH_MS = 1e12

function readWait(text: string, now: number): number | null {
  const number = /^\s*(\d+(?:\.\d+)?)\s*(?:[;,].*)?$/.exec(text)?.[1]
  const moment = number === undefined ? Date.parse(text) : Number(number)
  if (Number.isNaN(moment)) return null
  if (number === undefined || moment >= EPOCH_MS) return Math.max(0, moment - now)
  return Math.max(0, moment >= EPOCH_SECONDS ? moment * 1000 - now : moment * 1000)
}
