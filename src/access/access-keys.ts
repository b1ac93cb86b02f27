import type { Network } from '../ports.ts'
import { withTimeout } from '../web/time-limit.ts'
import { type AccessKey, type AccessKeys, teamAddress } from './access-token.ts'

/** The keys of each team, in the memory of the instance. */
export type AccessKeyCache = Map<string, { readonly keys: readonly AccessKey[]; readonly at: number }>

const KEPT_MS = 3_600_000
/** Anybody can send a token with an unknown key id, so such a token must not cause a request each time. */
const AGAIN_MS = 60_000
const ANSWER_MS = 5_000

interface KeyPorts {
  readonly wire: Pick<Network, 'fetch'>
  readonly clock: { now(): number }
  readonly cache: AccessKeyCache
}

/** Fetches a team's keys. Without an answer the stored keys stay in use; without stored keys nobody signs in. */
export const createAccessKeys =
  ({ wire, clock, cache }: KeyPorts): AccessKeys =>
  async (accessTeam, isMissing) => {
    const stored = cache.get(accessTeam)
    const age = clock.now() - (stored?.at ?? 0)
    if (stored && age < (isMissing ? AGAIN_MS : KEPT_MS)) return stored.keys
    const fetched = await fetchKeys(accessTeam, wire)
    const keys = fetched ?? stored?.keys ?? []
    cache.set(accessTeam, { keys, at: fetched ? clock.now() : clock.now() - KEPT_MS + AGAIN_MS })
    return keys
  }

async function fetchKeys(accessTeam: string, wire: Pick<Network, 'fetch'>): Promise<readonly AccessKey[] | null> {
  try {
    const request = new Request(`${teamAddress(accessTeam)}/cdn-cgi/access/certs`, { redirect: 'manual' })
    const response = await withTimeout(ANSWER_MS, wire.fetch(request))
    const answer: unknown = response.ok ? await withTimeout(ANSWER_MS, response.json()) : null
    const keys = typeof answer === 'object' && answer !== null && 'keys' in answer ? answer.keys : null
    return Array.isArray(keys) ? keys.filter((key) => typeof key === 'object' && key !== null) : null
  } catch {
    return null
  }
}
