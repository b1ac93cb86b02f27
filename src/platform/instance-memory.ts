import type { AccessKeyCache } from '../access/access-keys.ts'
import type { AttemptCounts } from '../access/attempts.ts'
import type { BadSignatureCounts } from '../sources/bad-signatures.ts'
import type { LookCounts } from '../sources/looks.ts'

/** Kept in the memory of this instance. Cloudflare runs several instances, and each instance forgets when it stops. */
export const badSignatureCounts: BadSignatureCounts = new Map()
export const lookCounts: LookCounts = new Map()
export const attemptCounts: AttemptCounts = new Map()
export const accessKeyCache: AccessKeyCache = new Map()
