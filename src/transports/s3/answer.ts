import type { AttemptResult } from '../../model/attempt-result.ts'
import type { StoredFileState } from '../folder/arrival.ts'

/** The clocks of the store and the gateway differ: waiting may help, new keys do not. */
const SKEWED = 'RequestTimeTooSkewed'
/** Errors that the next document would get too. */
const ROUTE_WIDE: ReadonlySet<string> = new Set([
  'AuthorizationHeaderMalformed',
  'IllegalLocationConstraintException',
  'InvalidBucketName',
  'NoSuchBucket',
  'PermanentRedirect',
])

/** Result of a PUT, from the status and the `Code` in the store's XML. */
export function readS3Answer(status: number, body: string, bucket: string): AttemptResult {
  if (status >= 200 && status < 300) return { outcome: 'delivered', note: `The store answered ${status}.` }
  const code = codeIn(body)
  const answered = code ? `${status} ${code}` : String(status)
  if (code === 'SlowDown' || status === 429) {
    return { outcome: 'deferred', reached: 'no', phase: 'write', note: `The store answered ${answered}: not now.` }
  }
  if (status >= 500) {
    const note = `The store answered ${answered}: it failed, perhaps after taking the document.`
    return { outcome: 'deferred', reached: 'maybe', phase: 'receipt', note }
  }
  if (code === SKEWED || status === 408 || status === 409 || code === 'RequestTimeout') {
    return {
      outcome: 'deferred',
      reached: 'no',
      phase: 'write',
      note: `The store answered ${answered}: it took nothing.`,
    }
  }
  if (code === 'NoSuchBucket')
    return stop('open', `There is no bucket ${bucket}: the store answered ${answered}. Nothing was created.`)
  if (status === 401 || status === 403) {
    return stop(
      'sign in',
      `The store does not accept our key, or does not let it write into ${bucket}: it answered ${answered}.`,
    )
  }
  if (ROUTE_WIDE.has(code ?? '') || (status >= 300 && status < 400)) {
    return stop(
      'open',
      `The store does not have ${bucket} here: it answered ${answered}. Look at region, endpoint and bucket.`,
    )
  }
  return {
    outcome: 'refused',
    reached: 'no',
    phase: 'receipt',
    note: `The store answered ${answered}: it does not take the document.`,
  }
}

const stop = (phase: 'open' | 'sign in', note: string): AttemptResult => ({
  ...{ outcome: 'refused', reached: 'no', routeWide: true, phase, note },
})

/** Result of a GET that returned no object. */
export function readS3Sight(status: number, body: string): StoredFileState {
  const code = codeIn(body)
  const answered = `the store answered ${code ? `${status} ${code}` : status}`
  if (status === 404 && code !== 'NoSuchBucket') return 'nothing'
  // Amazon also gives this answer for a missing key if the gateway may not list the bucket.
  if (status === 403)
    return { kind: 'denied', text: `${answered}. To look, the key needs s3:GetObject and s3:ListBucket` }
  const isLasting = status >= 300 && status < 500 && status !== 408 && status !== 409 && status !== 429
  return { kind: isLasting ? 'misconfigured' : 'failed', text: answered }
}

const codeIn = (body: string): string | null => /<Code>([A-Za-z]{1,60})<\/Code>/.exec(body)?.[1] ?? null
