import { describe, expect, it } from 'vitest'
import type { Services } from '../../src/services.ts'
import { type ConsoleWish, TOKEN, testConsole } from '../fakes/console.ts'
import { ERP, supplierWith } from '../fakes/orders.ts'
import { remoteOutbox } from '../fakes/served-outbox.ts'
import { status } from '../fakes/wire.ts'

const MINUTE = 60_000

function opened(wish: ConsoleWish = {}) {
  const { box, browser, rejected } = testConsole(wish)
  const scrape = (token = TOKEN) => browser().get('/metrics', { authorization: `Bearer ${token}` })
  return { box, scrape, rejected, browser }
}

/** The samples of an answer, such as `orderbridge_up{supplier="fresco"}` with its value. */
const samplesOf = (text: string): Record<string, number> =>
  Object.fromEntries(
    text
      .split('\n')
      .filter((line) => line !== '' && !line.startsWith('#'))
      .map((line) => [line.slice(0, line.lastIndexOf(' ')), Number(line.slice(line.lastIndexOf(' ') + 1))]),
  )

const ON_ERP = '{supplier="fresco",route="erp"}'

describe('GET /metrics', () => {
  it('counts orders and deliveries, and says how fast the last hour arrived', async () => {
    const { box, scrape } = opened()
    box.wire.answers(ERP, status(200))
    for (const orderId of ['order-1', 'order-2']) box.accept({ orderId })
    await box.work()
    box.outbox.pause('erp', { by: 'Wim' })
    const accepted = box.clock.now()
    box.accept({ orderId: 'order-3' })
    await box.pass(10 * MINUTE)
    const { status: code, headers, text } = await scrape()
    expect(code).toBe(200)
    expect(headers.get('content-type')).toBe('text/plain; version=0.0.4; charset=utf-8')
    expect(headers.get('cache-control')).toBe('no-store')
    expect(samplesOf(text)).toMatchObject({
      'orderbridge_up{supplier="fresco"}': 1,
      'orderbridge_orders_received_total{supplier="fresco"}': 3,
      'orderbridge_orders{supplier="fresco",state="settled"}': 2,
      'orderbridge_orders{supplier="fresco",state="pending"}': 1,
      'orderbridge_open_deliveries{supplier="fresco",route="erp",state="waiting"}': 1,
      'orderbridge_open_deliveries{supplier="fresco",route="erp",state="refused"}': 0,
      [`orderbridge_oldest_open_delivery_age_seconds${ON_ERP}`]: 600,
      [`orderbridge_deliveries_last_hour${ON_ERP}`]: 2,
      [`orderbridge_delivery_p95_seconds${ON_ERP}`]: 0,
      [`orderbridge_last_delivery_timestamp_seconds${ON_ERP}`]: accepted / 1000,
      [`orderbridge_route_paused${ON_ERP}`]: 1,
      [`orderbridge_circuit_open${ON_ERP}`]: 0,
      'orderbridge_unsent_alerts{supplier="fresco"}': 0,
    })
  })

  it('shows the incidents that are open, and neither an order nor a secret', async () => {
    const { box, scrape } = opened()
    box.wire.answers(ERP, status(400))
    box.accept({ orderId: 'order-4711' })
    await box.pass(60 * MINUTE)
    const { text } = await scrape()
    expect(Object.keys(samplesOf(text))).toContain(
      'orderbridge_open_incidents{supplier="fresco",kind="refused",route="erp"}',
    )
    expect(text).not.toMatch(/order-4711|a-secret-of-32-bytes|K-778812/)
  })

  it('shows the size of the storage, and the earliest end of each certificate and secret', async () => {
    const supplier = supplierWith({ secretExpiry: { ERP_TOKEN: '2027-01-31' } })
    const { scrape } = opened({ supplier, ports: { storageBytes: () => 8_192 } })
    expect(samplesOf((await scrape()).text)).toMatchObject({
      'orderbridge_storage_bytes{supplier="fresco"}': 8_192,
      'orderbridge_credential_end_timestamp_seconds{supplier="fresco",credential="ERP_TOKEN"}':
        Date.parse('2027-01-31T23:59:59Z') / 1000,
    })
  })

  it('opens to a token of the role `metrics`, which opens nothing else', async () => {
    const scraper = 'a-scraper-token-of-this-test'
    const access = [{ who: 'prometheus', role: 'metrics' as const, token: 'PROMETHEUS_TOKEN' }]
    const { scrape, browser } = opened({ console: { access }, secrets: { PROMETHEUS_TOKEN: scraper } })
    expect((await scrape(scraper)).status).toBe(200)
    const authorization = `Bearer ${scraper}`
    for (const path of ['/api/orders', '/api/suppliers', '/api/events', '/api/suppliers/fresco/routes'])
      expect((await browser().get(path, { authorization })).status).toBe(401)
    const signIn = await browser().signIn('Prometheus', scraper)
    expect(signIn.status).toBe(403)
    expect((await scrape()).status).toBe(200)
  })

  it('shows a failing outbox as down, and all numbers of the other outboxes', async () => {
    const { box, scrape } = opened({ services: twoOutboxes() })
    const { status: code, text } = await scrape()
    const samples = samplesOf(text)
    expect(code).toBe(200)
    expect(samples).toMatchObject({
      'orderbridge_up{supplier="fresco"}': 1,
      'orderbridge_up{supplier="broken"}': 0,
      'orderbridge_orders{supplier="fresco",state="pending"}': 0,
    })
    expect(Object.keys(samples).filter((name) => name.includes('broken'))).toHaveLength(1)
    expect(box.logged).toEqual([])
  })

  it('shows a person with one supplier only this supplier', async () => {
    const { scrape } = opened({
      services: twoOutboxes({
        access: [{ who: 'scraper', role: 'view', suppliers: ['fresco'], token: 'SCRAPER_TOKEN' }],
      }),
      secrets: { SCRAPER_TOKEN: 'a-token-of-the-scraper' },
    })
    expect((await scrape('a-token-of-the-scraper')).text).toContain('orderbridge_up{supplier="fresco"} 1')
    expect((await scrape('a-token-of-the-scraper')).text).not.toContain('broken')
  })

  it('stays closed without a token, and counts wrong tokens', async () => {
    const { scrape, browser, rejected } = opened()
    expect((await browser().get('/metrics')).status).toBe(401)
    expect(rejected).toEqual([])
    expect((await scrape('a-wrong-token-of-many-letters')).status).toBe(401)
    expect(rejected).toEqual(['api'])
  })
})

/** The services of a gateway with a second supplier, whose outbox throws. */
function twoOutboxes(console?: Services['gateway']['console']): Partial<Services> {
  const { box } = testConsole()
  const suppliers = { fresco: box.supplier, broken: box.supplier }
  return {
    gateway: { suppliers, ...(console ? { console } : {}) },
    outbox: (supplier: string) => remoteOutbox(supplier === 'broken' ? {} : box.outbox),
  }
}
