import { describe, expect, it } from 'vitest'
import { orderLinkToken } from '../../src/web/order-link.ts'
import { testConsole } from '../fakes/console.ts'
import { eventually } from '../fakes/eventually.ts'
import { EDIFACT, ERP, httpRoute, supplierWith } from '../fakes/orders.ts'
import { status } from '../fakes/wire.ts'

const SECRET = 'the-secret-of-links-in-this-test'
const DAY = 86_400_000
const PUBLIC = 'https://gateway.example'

interface Wish {
  readonly secret?: string | undefined
  readonly linkDays?: number
}

/** A gateway whose alerts carry signed links, with one order that its ERP refused. */
async function withAlert({ secret = SECRET, linkDays }: Wish = {}) {
  const settings = { access: [], ...(linkDays === undefined ? {} : { linkDays }) }
  const test = testConsole({
    console: settings as never,
    secrets: { LINK_SECRET: secret },
    ports: {
      linkSecret: 'LINK_SECRET',
      secrets: { get: (name: string) => (name === 'LINK_SECRET' ? secret : undefined) } as never,
      alerts: {
        ...rules,
        linkDays: linkDays ?? 3,
      } as never,
    },
  })
  Object.assign(test.services.gateway, { linkSecret: 'LINK_SECRET', publicUrl: PUBLIC })
  test.box.wire.answers(ERP, status(422))
  test.box.accept({ orderNumber: 'PO-1' })
  await test.box.work()
  const url = await eventually(() => {
    const found = test.box.troubles.find(({ kind }) => kind === 'refused')?.url
    if (found === undefined) throw new Error('An alert was to be sent.')
    return found
  })
  return { ...test, url, path: url.replace(PUBLIC, '') }
}

const rules = {
  channels: [{ name: 'url', backup: false, url: 'OPS_WEBHOOK_URL', format: 'json' }],
  afterMinutes: 15,
  escalateAfterMinutes: 5,
  quietHours: [],
  noOrders: { hours: null, learned: false },
  publicUrl: PUBLIC,
}

describe('the link in an alert', () => {
  it('opens its order to read, without a sign-in, and says until when', async () => {
    const { path, browser } = await withAlert()
    const shown = await browser().get(path)
    expect(shown.status).toBe(200)
    expect(shown.text).toContain('PO-1')
    expect(shown.text).toMatch(/until Fri 27 Nov/)
    expect(shown.text).toContain('href="/console/orders/fresco/order-1"')
  })

  it('shows no action and leads to no other page', async () => {
    const { path, browser } = await withAlert()
    const { text } = await browser().get(path)
    expect(text).not.toContain('<form')
    expect(text).not.toContain('/do/')
    const pages = [...text.matchAll(/href="([^"#?]+)/g)].map(([, href]) => href)
    const allowed = new Set(['/', '/console/orders/fresco/order-1', path])
    expect(pages.filter((href) => href && !allowed.has(href) && !href.endsWith('.css'))).toEqual([])
  })

  it('gives no session: the next page needs a sign-in', async () => {
    const { path, browser } = await withAlert()
    const visitor = browser()
    await visitor.get(path)
    expect([...visitor.cookies.keys()]).toEqual([])
    for (const next of ['/console', '/console/orders/fresco/order-1', '/api/orders/fresco/order-1'])
      expect([302, 303, 401]).toContain((await visitor.get(next)).status)
  })

  it('takes no post', async () => {
    const { path, browser } = await withAlert()
    expect((await browser().post(path, {})).status).not.toBe(200)
  })

  it('ends after three days', async () => {
    const { path, browser, box } = await withAlert()
    box.clock.set(box.clock.now() + 3 * DAY - 60_000)
    expect((await browser().get(path)).status).toBe(200)
    box.clock.set(box.clock.now() + 120_000)
    const over = await browser().get(path)
    expect(over.status).toBe(403)
    expect(over.text).not.toContain('PO-1')
  })

  it('opens no other order and no order of another supplier', async () => {
    const { path, browser, box } = await withAlert()
    box.accept({ orderId: 'order-2' })
    for (const other of [path.replace('order-1', 'order-2'), path.replace('/fresco/', '/vega/')])
      expect([other, (await browser().get(other)).status]).toEqual([other, 403])
  })

  it('is refused when any letter of it was changed', async () => {
    const { path, browser } = await withAlert()
    const start = path.lastIndexOf('/') + 1
    for (let at = start; at < path.length - 1; at++) {
      const changed = path.slice(0, at) + (path[at] === 'a' ? 'b' : 'a') + path.slice(at + 1)
      expect((await browser().get(changed)).status).toBe(403)
    }
    for (const more of [`${path}.x`, `${path}A`, path.slice(0, start), `${path.slice(0, start)}.`])
      expect((await browser().get(more)).status).not.toBe(200)
  })

  it('is refused after its secret was changed, or removed', async () => {
    const { path, browser, services } = await withAlert()
    for (const secret of ['another-secret-of-links-in-this-test', undefined]) {
      Object.assign(services.secrets, {
        get: (name: string) => (name === 'LINK_SECRET' ? secret : `${name}-long-enough`),
      })
      expect((await browser().get(path)).status).toBe(403)
    }
  })

  it('signed with a token of the console, or for another use, opens nothing', async () => {
    const { browser } = await withAlert()
    const forged = await orderLinkToken(
      { supplier: 'fresco', orderId: 'order-1' },
      Date.now() + DAY,
      'another-secret-00',
    )
    expect((await browser().get(`/console/read/fresco/order-1/${forged}`)).status).toBe(403)
  })

  it('is a plain link where linkDays is 0 or the secret is too short', async () => {
    for (const wish of [{ linkDays: 0 }, { secret: 'short' }])
      expect((await withAlert(wish)).path).toBe('/console/orders/fresco/order-1')
  })

  it('stops to open when linkDays becomes 0', async () => {
    const { path, browser, services } = await withAlert()
    Object.assign(services.gateway, { console: { access: [], linkDays: 0 } })
    const shown = await browser().get(path)
    expect([path, shown.status, shown.location]).toEqual([path, 403, null])
  })

  it('shows no document that other orders share', async () => {
    const batch = { orders: 2, minutes: 60 }
    const route = httpRoute('erp', ERP, { document: EDIFACT, batch, fileName: '{sequence}.{ext}' })
    const { browser, box, services } = testConsole({
      console: { access: [] } as never,
      secrets: { LINK_SECRET: SECRET },
      supplier: supplierWith({ routes: [route] }),
    })
    Object.assign(services.gateway, { linkSecret: 'LINK_SECRET', publicUrl: PUBLIC })
    box.wire.answers(ERP, status(200))
    box.accept({ orderId: 'order-1', orderNumber: 'PO-1' })
    box.accept({ orderId: 'order-2', orderNumber: 'PO-OF-OTHERS' })
    await box.work()
    const order = { supplier: 'fresco', orderId: 'order-1' }
    const token = await orderLinkToken(order, services.clock.now() + DAY, SECRET)
    const { status: code, text } = await browser().get(`/console/read/fresco/order-1/${token}`)
    expect(code).toBe(200)
    expect(text).toContain('PO-1')
    expect(text).not.toContain('PO-OF-OTHERS')
  })

  it('shows an order with hostile text inertly', async () => {
    const { browser, box, services } = await withAlert()
    box.accept({ orderId: '<script>alert(1)</script>' })
    const order = { supplier: 'fresco', orderId: '<script>alert(1)</script>' }
    const token = await orderLinkToken(order, services.clock.now() + DAY, SECRET)
    const { status: code, text } = await browser().get(
      `/console/read/fresco/${encodeURIComponent(order.orderId)}/${token}`,
    )
    expect(code).toBe(200)
    expect(text).not.toContain('<script')
  })
})
