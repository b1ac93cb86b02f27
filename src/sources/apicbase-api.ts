import { readBounded } from '../bounded-body.ts'
import { itemsOf } from '../json-text.ts'
import type { Secrets, Wire } from '../ports.ts'
import { err, ok, type Result } from '../result.ts'
import type { Supplier } from '../supplier.ts'

/** Apicbase's list of a supplier's orders (reference: get-supplier-purchase-orders). */
export type Api = NonNullable<Supplier['api']>

/** One page: each order as it stood in the answer, and where the next page is. */
export interface Page {
  readonly orders: readonly string[]
  readonly next: string | null
}

/** `reason` is one sentence for the operator; never a credential. */
export interface ApiFailure {
  readonly reason: string
}

export interface ApiMeans {
  readonly wire: Wire
  readonly secrets: Secrets
}

const REQUEST_MS = 20_000
/** 200 orders of a hundred lines are a tenth of this. */
const PAGE_BYTES = 20_000_000
const PAGE_SIZE = 200

/** Client credentials, form encoded (RFC 6749 §4.4). A token lasts a week; one is asked for at the start of every run. */
export async function fetchToken(api: Api, { wire, secrets }: ApiMeans): Promise<Result<string, ApiFailure>> {
  const [id, secret] = [secrets.get(api.clientId), secrets.get(api.clientSecret)]
  if (id === undefined || secret === undefined) return err({ reason: 'The client id or the client secret is not set.' })
  const form = new URLSearchParams({
    grant_type: 'client_credentials',
    client_id: id,
    client_secret: secret,
    scope: 'supplier',
  })
  const answer = await ask(wire, new URL('/oauth/token/', api.baseUrl), { method: 'POST', body: form })
  if (!answer.ok) return answer
  const token: unknown = Reflect.get(answer.value.json, 'access_token')
  return typeof token === 'string' && token !== ''
    ? ok(token)
    : err({ reason: 'The token address answered without a token.' })
}

/** Where the first page is: orders placed since the day before `from`, since the filter may know days only. */
export function firstPage(api: Api, from: number): string {
  const url = new URL('/api/v2/integrations/suppliers/purchase_orders/', api.baseUrl)
  const day = new Date(from - 86_400_000).toISOString().slice(0, 10)
  url.search = new URLSearchParams({ status: 'ORDERED', ordered_on__gt: day, page_size: String(PAGE_SIZE) }).toString()
  return url.href
}

export async function fetchPage(
  url: string,
  token: string,
  api: Api,
  { wire }: ApiMeans,
): Promise<Result<Page, ApiFailure>> {
  const answer = await ask(wire, new URL(url), {
    headers: { authorization: `Bearer ${token}`, accept: 'application/json' },
  })
  if (!answer.ok) return answer
  const { json, text } = answer.value
  if (!Array.isArray(Reflect.get(json, 'results'))) return err({ reason: 'The answer holds no list of orders.' })
  const orders = itemsOf(text, 'results')
  const next: unknown = Reflect.get(json, 'next')
  if (typeof next === 'string') {
    const address = sameHost(next, api)
    return address
      ? ok({ orders, next: address })
      : err({ reason: 'The next page is said to be at another address. It was not fetched.' })
  }
  // Without a `next` the pages are counted, until one isn't full.
  const counted = next === undefined && orders.length >= PAGE_SIZE ? pageAfter(url) : null
  return ok({ orders, next: counted })
}

/** The token must never travel to a host that an answer named. */
function sameHost(next: string, { baseUrl }: Api): string | null {
  const [base, url] = [new URL(baseUrl), URL.parse(next, baseUrl)]
  return url && url.origin === base.origin && url.username === '' ? url.href : null
}

function pageAfter(url: string): string {
  const next = new URL(url)
  next.searchParams.set('page', String(Number(next.searchParams.get('page') ?? '1') + 1))
  return next.href
}

async function ask(
  wire: Wire,
  url: URL,
  init: RequestInit,
): Promise<Result<{ json: object; text: string }, ApiFailure>> {
  try {
    const signal = AbortSignal.timeout(REQUEST_MS)
    const response = await wire.fetch(new Request(url, { ...init, redirect: 'manual', signal }))
    if (!response.ok) {
      await response.body?.cancel()
      return err({ reason: `Apicbase answered ${response.status}.` })
    }
    const bytes = await readBounded(response.body, PAGE_BYTES)
    if (!bytes) return err({ reason: `The answer is longer than ${PAGE_BYTES} bytes.` })
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
    const json: unknown = JSON.parse(text)
    return typeof json === 'object' && json !== null
      ? ok({ json, text })
      : err({ reason: 'The answer is no JSON object.' })
  } catch {
    return err({ reason: 'Apicbase could not be reached, or answered something that is not JSON.' })
  }
}
