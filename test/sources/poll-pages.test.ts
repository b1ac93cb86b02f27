import { describe, expect, it } from 'vitest'
import { type FakeApicbase, LIST_PATH } from '../../src/cli/fake-apicbase/apicbase.ts'
import { LineCut } from '../../src/cli/fake-apicbase/faults.ts'
import { makeOrder } from '../../src/cli/fake-apicbase/orders.ts'
import { MORNING } from '../fakes/clock.ts'
import { API } from '../fakes/polling-gateway.ts'
import { dice, pages } from './listed-pages.ts'

const HOUR = 3_600_000
/** Pages with a changed envelope; an answer past the end stays unchanged. */
const tampered =
  (more: (url: URL) => object): FakeApicbase['disturb'] =>
  async (page, url) =>
    page.ok ? Response.json({ ...((await page.json()) as object), ...more(url) }) : page

describe('pages that shift while they are read', () => {
  it('by orders that arrive: those are taken in the same run, and none twice', async () => {
    const { fake, poll, accepted } = pages(35, { fake: { arrivals: 3 } })
    fake.book.coming.push(...Array.from({ length: 12 }, (_, at) => makeOrder(500 + at, MORNING, dice)))
    expect(await poll()).toMatchObject({ accepted: 47, complete: true })
    expect(accepted()).toBe(47)
  })

  it.each(['next', 'bare'] as const)(
    'by orders that leave the list, so that others move up past the reader: the list is read again (%s)',
    async (envelope) => {
      const { fake, poll } = pages(40, { fake: { list: { envelope } } })
      let asked = 0
      fake.disturb = (page) => {
        // After the third page the newest order is delivered, so that one order moves up over the edge of that page.
        const newest = fake.book.orders.find(({ status }) => status === 'ORDERED')
        if (newest && ++asked === 3) fake.book.put({ ...newest, status: 'DELIVERED' })
        return page
      }
      expect(await poll()).toMatchObject({ accepted: 40, complete: true })
    },
  )

  it('reads a list that only grows once, and its first page once more', async () => {
    const { fake, poll } = pages(40)
    expect(await poll()).toMatchObject({ pages: 5, requests: 6 })
    expect(await poll()).toMatchObject({ pages: 5, requests: 5 })
    fake.book.place(makeOrder(900, MORNING, dice))
    expect(await poll()).toMatchObject({ accepted: 1, pages: 6 })
  })
})

describe('pages', () => {
  it.each([
    ['are counted when no next is told', { list: { envelope: 'count' } }],
    ['are counted when nothing is told but the orders', { list: { envelope: 'bare' } }],
    ['may be shorter than was asked for', { list: { maxPageSize: 7, envelope: 'bare' } }],
  ] as const)('%s', async (_, fake) => {
    const { poll } = pages(33, { fake })
    expect(await poll()).toMatchObject({ accepted: 33, complete: true })
  })

  it('are read again from where orders were pulled up to, when some have left the list', async () => {
    for (const envelope of ['next', 'count'] as const) {
      const { fake, poll, accepted } = pages(45, { fake: { list: { envelope } } })
      let leaving = fake.book.orders.slice(0, 12)
      fake.disturb = (page, url) => {
        if (url.searchParams.get('page') !== '2') return page
        // After the second page: the following orders are now on the first and second page.
        for (const one of leaving) fake.book.put({ ...one, status: 'DELIVERED' })
        leaving = []
        return page
      }
      expect(await poll()).toMatchObject({ complete: true })
      expect(accepted()).toBe(45)
    }
  })

  it('end also where each copy of the list tells another length', async () => {
    const { fake, poll, accepted } = pages(95, { fake: { list: { envelope: 'count' } }, api: { requestsPerRun: 200 } })
    let look = 0
    fake.disturb = tampered(() => ({ count: 95 - (look++ % 2) }))
    expect(await poll()).toMatchObject({ complete: true })
    expect(accepted()).toBe(95)
  })

  it('are counted, whatever next says, when the setting says so', async () => {
    const { fake, poll } = pages(33, { api: { paging: 'count' } })
    fake.disturb = tampered(() => ({ next: 'http://10.0.0.1/' }))
    expect(await poll()).toMatchObject({ accepted: 33, complete: true })
  })

  it('that all hold the same orders are told: the parameter has another name', async () => {
    const { poll } = pages(33, { fake: { list: { envelope: 'bare' } }, api: { pageParameter: 'p' } })
    const report = await poll()
    expect(report).toMatchObject({ accepted: 10, complete: false })
    expect(report.reason).toContain("'p'")
    const whole = pages(6, { fake: { list: { envelope: 'bare' } }, api: { pageParameter: 'p' } })
    expect(await whole.poll()).toMatchObject({ accepted: 6, complete: true })
  })

  it('ask for what the settings say', async () => {
    const { fake, poll } = pages(1, {
      api: {
        query: { status: 'ORDERED', fetched_by_supplier: 'false' },
        dateFilter: 'timestamp',
        pageSizeParameter: 'size',
      },
    })
    await poll()
    expect(fake.log.requests[1]?.path).toBe(
      `${LIST_PATH}?status=ORDERED&fetched_by_supplier=false&ordered_on__gt=2026-11-19T22%3A59%3A59Z&size=10`,
    )
  })
})

describe('a next page', () => {
  const elsewhere = [
    ['another host', 'https://evil.example/api/v2/integrations/suppliers/purchase_orders/?page=2'],
    ['plain http', `${API.replace('https', 'http')}${LIST_PATH}?page=2`],
    ['another port', `${API}:8443${LIST_PATH}?page=2`],
    ['a private address', 'https://10.0.0.1/?page=2'],
    ['a name and a password', 'https://user:pass@api.apicbase.example/?page=2'],
    ['no address at all', 'https://'],
    ['a number', 2],
  ] as const

  it.each(elsewhere)('at %s is not fetched, and told; the pages are counted in its place', async (_, next) => {
    const { fake, box, poll } = pages(25)
    fake.disturb = tampered(() => ({ next }))
    const report = await poll()
    expect(report).toMatchObject({ accepted: 25, complete: false })
    expect(report.reason).toContain('It was not fetched.')
    expect(box.alerts).toMatchObject([{ kind: 'order-api', cause: 'address' }])
    fake.disturb = (page) => page
    expect(await poll()).toMatchObject({ complete: true })
    await box.pass(2 * HOUR)
    expect(box.alerts.at(-1)).toMatchObject({ kind: 'resolved', of: 'order-api' })
  })

  it('that is itself is not fetched again', async () => {
    const { fake, box, poll } = pages(25)
    fake.disturb = tampered((url) => ({ next: url.href }))
    expect(await poll()).toMatchObject({ accepted: 25, complete: false })
    const asked = fake.log.requests.map(({ path }) => path).filter((path) => path.includes('page=2'))
    expect(asked).toHaveLength(1)
    expect(box.alerts).toMatchObject([{ kind: 'order-api', cause: 'address' }])
  })

  it('is not asked for by way of a redirect', async () => {
    const { fake, box, poll } = pages(25)
    fake.disturb = () => new Response(null, { status: 302, headers: { location: 'https://evil.example/' } })
    expect(await poll()).toMatchObject({ pages: 0, complete: false })
    expect(box.alerts).toMatchObject([{ kind: 'order-api', cause: 'address' }])
  })
})

describe('a page that cannot be read', () => {
  const bad: readonly (readonly [string, () => Response])[] = [
    ['HTML', () => new Response('<html></html>')],
    ['half of itself', () => new Response('{"results": [{"id"')],
    ['bytes that are no UTF-8', () => new Response(new Uint8Array([0xff, 0xfe]))],
    ['a list', () => Response.json([])],
    ['an object without results', () => Response.json({ detail: 'no' })],
    ['null', () => Response.json(null)],
    ['JSON as deep as a well', () => new Response(`{"results": ${'['.repeat(200_000)}${']'.repeat(200_000)}}`)],
    ['fifty megabytes', () => new Response(new Uint8Array(50_000_000).fill(32))],
  ]

  it.each(bad)('since it is %s is passed over, and the run goes on and is not complete', async (_, answer) => {
    const { fake, box, poll } = pages(35)
    fake.disturb = (page, url) => (url.searchParams.get('page') === '2' ? answer() : page)
    expect(await poll()).toMatchObject({ accepted: 25, complete: false })
    expect(box.alerts).toEqual([])
    fake.disturb = (page) => page
    expect(await poll()).toMatchObject({ accepted: 10, complete: true })
  })

  it('is asked for again first: what passes by itself costs nothing', async () => {
    const { fake, poll } = pages(35)
    let disturbed = 0
    fake.disturb = (page) => {
      disturbed++
      if (disturbed === 2) return new Response('<html></html>')
      if (disturbed === 4) return new Response('oops', { status: 500 })
      if (disturbed === 6) throw new LineCut()
      return page
    }
    expect(await poll()).toMatchObject({ accepted: 35, complete: true })
  })

  it('ends the run when it is one of several in a row, and is told after three runs', async () => {
    const { fake, box, poll } = pages(95)
    fake.disturb = () => new Response('<html></html>')
    for (let run = 0; run < 3; run++) {
      expect(box.alerts).toEqual([])
      expect(await poll()).toMatchObject({ pages: 0, complete: false, reason: expect.stringMatching(/\.$/) })
    }
    expect(box.alerts).toMatchObject([{ kind: 'order-api' }])
    await poll()
    expect(box.alerts).toHaveLength(1)
    fake.disturb = (page) => page
    expect(await poll()).toMatchObject({ complete: true })
    await box.pass(2 * HOUR)
    expect(box.alerts.at(-1)).toMatchObject({ kind: 'resolved', of: 'order-api' })
  })
})
