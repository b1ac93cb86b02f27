import { findingNote } from '../model/finding.ts'
import type { Clock, Network } from '../ports.ts'
import { bytesNestDeeper } from '../text/byte-depth.ts'
import { readBounded } from '../web/bounded-body.ts'
import { withAbortSignal } from '../web/time-limit.ts'
import { readClockSkew } from './clock-skew.ts'
import { readRetryDelay } from './rate-limit-headers.ts'

/** The result of one request. `waitMs`: the pause that Apicbase asks for. Reasons are sentences for the operator. */
export type Answer =
  | {
      readonly kind: 'json'
      readonly json: object
      readonly text: string
      readonly waitMs: number
      /** The difference between Apicbase's clock and ours; null without a usable `Date` header. */
      readonly skewMs: number | null
    }
  | { readonly kind: 'status'; readonly status: number; readonly waitMs: number }
  /** `isEmpty`: the answer had no body. */
  | { readonly kind: 'unreadable'; readonly reason: string; readonly isEmpty: boolean; readonly waitMs: number }
  /** The answer did not arrive completely. */
  | { readonly kind: 'lost'; readonly reason: string; readonly waitMs: number }

interface Bounds {
  readonly timeoutMs: number
  readonly maxBytes: number
}

/** A list of orders nests seven levels. Deeper JSON would only cost memory. */
const DEPTH_LIMIT = 40

/** Sends one request and follows no redirect: a redirect would send the token or the secret to another host. */
export async function ask(
  { wire, clock }: { readonly wire: Network; readonly clock: Clock },
  url: string,
  init: RequestInit,
  { timeoutMs, maxBytes }: Bounds,
): Promise<Answer> {
  try {
    return await withAbortSignal(timeoutMs, async (signal) => {
      const sentAt = clock.now()
      const response = await wire.fetch(new Request(url, { ...init, redirect: 'manual', signal }))
      const cameAt = clock.now()
      const waitMs = readRetryDelay(response.status, response.headers, cameAt)
      if (!response.ok) {
        response.body?.cancel().catch(() => {})
        return { kind: 'status', status: response.status, waitMs }
      }
      const bytes = await readBounded(response.body, maxBytes)
      const whole = bytes ? read(bytes) : unreadable(findingNote('api-too-long', { size: String(maxBytes) }))
      return whole.kind === 'json'
        ? { ...whole, waitMs, skewMs: readClockSkew(response.headers, sentAt, cameAt) }
        : { ...whole, waitMs }
    })
  } catch {
    return { kind: 'lost', reason: findingNote('api-line-cut'), waitMs: 0 }
  }
}

type Read = { kind: 'json'; json: object; text: string } | { kind: 'unreadable'; reason: string; isEmpty: boolean }

function read(bytes: Uint8Array): Read {
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: false }).decode(bytes)
    if (bytesNestDeeper(bytes, DEPTH_LIMIT))
      return unreadable(findingNote('api-too-deep', { count: String(DEPTH_LIMIT) }))
    const json: unknown = JSON.parse(text)
    return typeof json === 'object' && json !== null
      ? { kind: 'json', json, text }
      : unreadable(findingNote('api-no-object'))
  } catch {
    return unreadable(findingNote('api-no-json'), bytes.byteLength === 0)
  }
}

const unreadable = (reason: string, isEmpty = false): Read => ({ kind: 'unreadable', reason, isEmpty })
