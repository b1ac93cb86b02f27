import type { AttemptResult } from '../../model/attempt-result.ts'
import { findingNote } from '../../model/finding.ts'
import type { StoredFileState } from '../folder/arrival.ts'

/** The clocks of the store and the gateway differ: waiting may help, new keys do not. */
const SKEWED = 'RequestTimeTooSkewed'
/** The bytes changed on the way, and the store kept nothing. */
const DAMAGED: ReadonlySet<string> = new Set(['BadDigest', 'IncompleteBody', 'XAmzContentSHA256Mismatch'])
/** Amazon answers 400 for a key whose token is over. */
const KEY_REFUSED: ReadonlySet<string> = new Set(['ExpiredToken', 'InvalidToken'])
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
  if (status >= 200 && status < 300)
    return { outcome: 'delivered', note: findingNote('store-delivered', { status: String(status) }) }
  const code = codeIn(body)
  const coded = code ? `${status} ${code}` : String(status)
  const answered = findingNote('store-answered', { status: coded })
  if (code === 'SlowDown' || status === 429) {
    return { outcome: 'deferred', reached: 'no', phase: 'write', note: findingNote('not-now', { answered }) }
  }
  if (status >= 500) {
    const note = findingNote('failed-perhaps-after', { answered })
    return { outcome: 'deferred', reached: 'maybe', phase: 'receipt', note }
  }
  if (code === SKEWED || status === 408 || status === 409 || code === 'RequestTimeout' || DAMAGED.has(code ?? '')) {
    return {
      outcome: 'deferred',
      reached: 'no',
      phase: 'write',
      note: findingNote('store-took-nothing', { answered }),
    }
  }
  if (code === 'NoSuchBucket')
    return stop(
      'open',
      `${findingNote('store-no-bucket', { bucket, status: coded })} ${findingNote('nothing-created')}`,
    )
  if (status === 401 || status === 403 || KEY_REFUSED.has(code ?? '')) {
    return stop('sign in', findingNote('store-key-refused', { bucket, status: coded }))
  }
  if (ROUTE_WIDE.has(code ?? '') || (status >= 300 && status < 400)) {
    return stop('open', findingNote('store-elsewhere', { bucket, status: coded }))
  }
  return {
    outcome: 'refused',
    reached: 'no',
    phase: 'receipt',
    note: findingNote('not-taken', { answered }),
  }
}

const stop = (phase: 'open' | 'sign in', note: string): AttemptResult => ({
  ...{ outcome: 'refused', reached: 'no', routeWide: true, phase, note },
})

/** Result of a GET that returned no object. */
export function readS3Sight(status: number, body: string): StoredFileState {
  const code = codeIn(body)
  const values = { status: code ? `${status} ${code}` : String(status) }
  if (status === 404 && code !== 'NoSuchBucket') return 'nothing'
  // Amazon also gives this answer for a missing key if the gateway may not list the bucket.
  if (status === 403) return { kind: 'denied', text: findingNote('store-look-denied', values) }
  const isLasting = status >= 300 && status < 500 && status !== 408 && status !== 409 && status !== 429
  return { kind: isLasting ? 'misconfigured' : 'failed', text: findingNote('store-looked', values) }
}

const codeIn = (body: string): string | null => /<Code>([A-Za-z0-9]{1,60})<\/Code>/.exec(body)?.[1] ?? null
