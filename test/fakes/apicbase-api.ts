import type { Wire } from '../../src/ports.ts'

export const API = 'https://api.apicbase.example'
const LIST = `${API}/api/v2/integrations/suppliers/purchase_orders/`

export interface FakeApi {
  readonly wire: Wire
  /** Newest first, as Apicbase lists them. */
  orders: readonly object[]
  pageSize: number
  /** Every address that was asked for, token address included. */
  readonly asked: string[]
  /** Changes what a page answers. */
  disturb: (page: { results: readonly object[]; next: string | null }, url: URL) => Response | object
}

/** Apicbase's token and list addresses, as far as the poll uses them. */
export function fakeApi(): FakeApi {
  const api: FakeApi = {
    orders: [],
    pageSize: 25,
    asked: [],
    disturb: (page) => page,
    wire: {
      probe: async () => 'open',
      dial: async () => {
        throw new Error('Unexpected connection')
      },
      secure: async () => {
        throw new Error('Unexpected TLS')
      },
      async fetch(request) {
        const url = new URL(request.url)
        api.asked.push(request.url)
        if (request.url === `${API}/oauth/token/`) {
          const form = new URLSearchParams(await request.text())
          const known = form.get('client_secret') === 'api-secret' && form.get('scope') === 'supplier'
          return known
            ? Response.json({ access_token: 'the-token', expires_in: 604800 })
            : new Response(null, { status: 401 })
        }
        if (!request.url.startsWith(LIST)) throw new Error(`Unexpected request: ${request.url}`)
        if (request.headers.get('authorization') !== 'Bearer the-token') return new Response(null, { status: 401 })
        const number = Number(url.searchParams.get('page') ?? '1')
        const results = api.orders.slice((number - 1) * api.pageSize, number * api.pageSize)
        const more = number * api.pageSize < api.orders.length
        const next = new URL(url)
        next.searchParams.set('page', String(number + 1))
        const answer = api.disturb({ results, next: more ? next.href : null }, url)
        return answer instanceof Response ? answer : Response.json(answer)
      },
    },
  }
  return api
}
