import type { Clock } from '../../ports.ts'
import { type Faults, noFaults } from './faults.ts'
import { LIST_MANNERS, type ListManners, listPage } from './list.ts'
import { markOrders } from './marking.ts'
import { createOrderBook, type OrderBook } from './order-book.ts'
import { createRateLimit, type RateLimit } from './rate-limit.ts'
import { createRequestLog, type RequestLog } from './request-log.ts'
import { type Credentials, createTokens, type TokenCache, WEEK_SECONDS } from './tokens.ts'

export const LIST_PATH = '/api/v2/integrations/suppliers/purchase_orders/'
const TOKEN_PATH = '/oauth/token/'

export interface FakeApicbaseSettings {
  readonly clock: Clock
  readonly credentials: Credentials
  readonly tokenSeconds?: number
  readonly rateLimit?: Partial<RateLimit>
  readonly list?: Partial<ListManners>
  readonly faults?: Faults
  /** Number of waiting orders that arrive before each page. */
  readonly arrivals?: number
}

/** The part of Apicbase that a supplier sees, without a network. All requests go through `answer`. */
export interface FakeApicbase {
  readonly book: OrderBook
  readonly log: RequestLog
  readonly tokens: TokenCache
  /** Changes the response of a page, for a single test. */
  disturb: (response: Response, url: URL) => Response | Promise<Response>
  /** Throws `LineCut` instead of closing a connection. */
  answer(request: Request): Promise<Response>
}

/** The limit that Apicbase documents. */
export const DOCUMENTED_LIMIT: RateLimit = { limit: 100, windowMs: 60_000, headers: 'retry-after' }

export function createFakeApicbase(settings: FakeApicbaseSettings): FakeApicbase {
  const { clock, faults = noFaults, arrivals = 0 } = settings
  const book = createOrderBook()
  const log = createRequestLog()
  const tokens = createTokens(settings.credentials, settings.tokenSeconds ?? WEEK_SECONDS)
  const judge = createRateLimit({ ...DOCUMENTED_LIMIT, ...settings.rateLimit })
  const manners = { ...LIST_MANNERS, ...settings.list }

  async function found(request: Request, url: URL): Promise<Response> {
    if (url.pathname === TOKEN_PATH && request.method === 'POST')
      return tokens.grant(new URLSearchParams(new TextDecoder().decode(await request.arrayBuffer())), clock.now())
    if (!url.pathname.startsWith(LIST_PATH)) return Response.json({ detail: 'Not found.' }, { status: 404 })
    if (!tokens.accepts(request.headers.get('authorization'), clock.now()))
      return Response.json({ detail: 'Authentication credentials were not provided.' }, { status: 401 })
    if (url.pathname !== LIST_PATH) {
      const order = book.find(decodeURIComponent(url.pathname.slice(LIST_PATH.length).replace(/\/$/, '')))
      return order ? Response.json(order) : Response.json({ detail: 'Not found.' }, { status: 404 })
    }
    if (request.method === 'PATCH') return markOrders(request, book, clock.now())
    if (request.method !== 'GET') return Response.json({ detail: 'Method not allowed.' }, { status: 405 })
    book.arrive(arrivals, clock.now())
    return fake.disturb(listPage(url, book, manners), url)
  }

  const fake: FakeApicbase = {
    book,
    log,
    tokens,
    disturb: (response) => response,
    async answer(request) {
      const url = new URL(request.url)
      const logged = log.add(clock.now(), request.method, url.pathname + url.search)
      const { allowed, headers } = judge(clock.now())
      const fault = allowed ? faults() : null
      if (fault) logged.fault = fault.kind
      const response = allowed ? (fault?.answer() ?? (await found(request, url))) : throttled()
      logged.status = response.status
      for (const [name, value] of Object.entries(headers))
        if (!response.headers.has(name)) response.headers.set(name, value)
      return response
    },
  }
  return fake
}

const throttled = (): Response => Response.json({ detail: 'Request was throttled.' }, { status: 429 })
