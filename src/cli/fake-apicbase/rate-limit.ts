/** Headers that report a limit. Apicbase does not document which headers apply. */
export type LimitHeaders = 'none' | 'retry-after' | 'x-ratelimit' | 'ratelimit'

export interface RateLimit {
  readonly limit: number
  readonly windowMs: number
  readonly headers: LimitHeaders
}

export interface Ruling {
  readonly allowed: boolean
  readonly headers: Readonly<Record<string, string>>
}

/** Allows `limit` requests in any window. A refused request counts too. */
export function createRateLimit({ limit, windowMs, headers }: RateLimit): (now: number) => Ruling {
  let times: number[] = []
  return (now) => {
    times = times.filter((at) => now - at < windowMs)
    const allowed = times.length < limit
    times.push(now)
    const seconds = Math.max(1, Math.ceil(((times[0] ?? now) + windowMs - now) / 1000))
    return { allowed, headers: limitHeaders(headers, limit, Math.max(0, limit - times.length), seconds, allowed) }
  }
}

function limitHeaders(form: LimitHeaders, limit: number, left: number, seconds: number, allowed: boolean) {
  if (form === 'x-ratelimit')
    return {
      'x-ratelimit-limit': String(limit),
      'x-ratelimit-remaining': String(left),
      'x-ratelimit-reset': String(seconds),
    }
  if (form === 'ratelimit')
    return { 'ratelimit-policy': `"default";q=${limit};w=60`, ratelimit: `"default";r=${left};t=${seconds}` }
  return form === 'retry-after' && !allowed ? { 'retry-after': String(seconds) } : {}
}
