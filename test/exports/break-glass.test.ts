import { describe, expect, it } from 'vitest'
import { sendBreakGlassPage } from '../../src/exports/break-glass.ts'
import { renderBreakGlassPage } from '../../src/exports/break-glass-page.ts'
import type { OutgoingMail } from '../../src/ports.ts'
import { DESK_MAIL } from '../fakes/mail-route.ts'
import { bodyOf, ERP, httpRoute, mailboxRoute, postedOrder, supplierWith, WMS } from '../fakes/orders.ts'
import { testOutbox } from '../fakes/outbox.ts'

const MINUTE = 60_000
const breakGlass = { bucket: 'DESK', mail: { from: 'gateway@gateway.example', to: ['desk@fresco.example'] } }

function desk(settings: Record<string, unknown> = {}) {
  const test = testOutbox({ supplier: supplierWith({ breakGlass, ...settings }) })
  test.wire.answers(ERP, () => new Response(null, { status: 503 }))
  const kept = new Map<string, string>()
  const mails: OutgoingMail[] = []
  let works = true
  const means = {
    buckets: {
      get: (name: string) =>
        name === 'DESK'
          ? {
              get: async () => null,
              put: async (key: string, { bytes }: { bytes: Uint8Array }) => {
                if (!works) throw new Error('down')
                kept.set(key, new TextDecoder().decode(bytes))
              },
            }
          : undefined,
    },
    mail: async (mail: OutgoingMail) => {
      if (!works) throw new Error('down')
      mails.push(mail)
    },
  }
  return {
    ...test,
    kept,
    mails,
    breaks: () => {
      works = false
    },
    mends: () => {
      works = true
    },
    async cron(): Promise<unknown> {
      const bundle = test.outbox.takeBreakGlassPage()
      if (!bundle) return null
      const { why, mailed } = await sendBreakGlassPage('fresco', test.supplier, bundle, means)
      if (mailed) test.outbox.bundleMailed(bundle.orders)
      return why ?? 'put'
    },
  }
}

describe('what a desk works from when nothing else works', () => {
  it('says who buys, receives and pays where the supplier tells them apart', async () => {
    const { kept, cron, accept } = desk({ customers: [{ customer: 'C-77', shipTo: 'D-200', billTo: 'F-900' }] })
    accept({ orderId: 'a', body: bodyOf(postedOrder({ id: 'a' })) })
    await cron()
    const page = kept.get('break-glass/fresco.html') ?? ''
    expect(page).toMatch(/C-77<[\s\S]*Ship to: <strong>D-200<[\s\S]*Bill to: <strong>F-900</)
    expect(page).not.toContain('Sold to')
  })

  it('holds every order that is not acknowledged, whole, with where it stands', async () => {
    const { kept, mails, cron, accept, pass } = desk()
    accept({
      orderId: 'a',
      body: bodyOf(postedOrder({ id: 'a', order_number: 'PO-A', order_remarks: 'Back door <b>' })),
    })
    await pass(1_000)
    expect(await cron()).toBe('put')
    const page = kept.get('break-glass/fresco.html') ?? ''
    for (const part of [
      'PO-A',
      'C-77',
      '00123',
      'Crème fraîche 1 kg',
      '2026-11-26',
      'Back door &lt;b&gt;',
      'not delivered yet on route erp',
    ])
      expect(page).toContain(part)
    expect(mails.map(({ subject, html }) => [subject, html === page])).toEqual([
      ['Fresco Foods: 1 (2026-11-24 10:00)', true],
    ])
  })

  it('is kept anew at every turn, and mailed only when it holds an order that the last one had not', async () => {
    const { kept, mails, cron, accept, pass } = desk()
    accept({ orderId: 'a' })
    await pass(1_000)
    expect(await cron()).toBe('put')
    await pass(5 * MINUTE)
    expect(await cron()).toBeNull()
    await pass(10 * MINUTE)
    kept.clear()
    expect(await cron()).toBe('put')
    expect([kept.size, mails.length]).toEqual([1, 1])
    accept({ orderId: 'b' })
    await pass(15 * MINUTE)
    expect(await cron()).toBe('put')
    expect(mails.length).toBe(2)
  })

  it('says so when everything is acknowledged, and mails nothing', async () => {
    const { kept, mails, cron, accept, pass, wire } = desk()
    wire.answers(ERP, () => new Response())
    accept()
    await pass(1_000)
    await cron()
    expect(kept.get('break-glass/fresco.html')).toContain('Everything is acknowledged.')
    expect(mails).toEqual([])
  })

  it('warns of an order that may have arrived', async () => {
    const { kept, cron, accept, pass, wire } = desk()
    wire.answers(ERP, () => new Response(null, { status: 500 }))
    accept()
    await pass(1_000)
    await cron()
    expect(kept.get('break-glass/fresco.html')).toContain('MAY HAVE ARRIVED ALREADY.')
  })

  it('names the version that the ERP has where people have a refused change only as a mail', async () => {
    const mail = httpRoute('desk', WMS, {
      document: DESK_MAIL,
    })
    const erp = httpRoute('erp', ERP, { fallbacks: [{ route: 'desk', afterMinutes: 10 }] })
    const { kept, cron, accept, pass, wire, outbox } = desk({ routes: [erp, mail, mailboxRoute('box')] })
    for (const url of [ERP, WMS]) wire.answers(url, () => new Response())
    accept({ body: bodyOf(postedOrder()) })
    await pass(1_000)
    accept({ digest: 'changed', body: bodyOf(postedOrder()), starts: { erp: { state: 'held', reason: 'revision' } } })
    wire.answers(ERP, () => new Response(null, { status: 422 }))
    expect(outbox.release('order-1', { by: 'ann', as: 'replacement' })).toEqual({ ok: true })
    await pass(1_000)
    await cron()
    const page = kept.get('break-glass/fresco.html')
    expect(page).toContain('Arrived already: version 1, erp. Do not key a second order.')
    expect(page).not.toContain('NOT IN YOUR SYSTEM')
  })

  it('shows as cancelled what only waits for its cancellation to leave', async () => {
    const { kept, cron, accept, pass, wire, outbox } = desk({ cancellations: 'send' })
    wire.answers(ERP, () => new Response())
    accept({ body: bodyOf(postedOrder()) })
    await pass(1_000)
    wire.answers(ERP, () => new Response(null, { status: 503 }))
    expect(outbox.cancel('order-1', 'erp', { by: 'ann', note: 'Off.' })).toEqual({ ok: true })
    await pass(1_000)
    await cron()
    const page = kept.get('break-glass/fresco.html')
    expect(page).toContain('<strong>CANCELLED. Do not deliver this order.</strong>')
    expect(page).toContain('<table style="text-decoration: line-through">')
  })

  it('names an order that cannot be read', async () => {
    const { kept, cron, accept, pass } = desk()
    accept({ body: bodyOf({ id: 'order-1' }), starts: { erp: { state: 'held', reason: 'invalid' } } })
    await pass(1_000)
    await cron()
    expect(kept.get('break-glass/fresco.html')).toContain('PO-order-1: held: unreadable or against the rules')
  })

  it('tells what went wrong where it could not be put', async () => {
    const { cron, accept, breaks } = desk()
    accept()
    breaks()
    expect(await cron()).toEqual({ says: 'bundle-nowhere', bucket: 'DESK' })
  })

  it('is mailed at the next turn, where the mail did not go: what nobody got is news still', async () => {
    const { mails, cron, accept, pass, breaks, mends } = desk({ breakGlass: { mail: breakGlass.mail } })
    accept()
    breaks()
    expect(await cron()).toEqual({ says: 'bundle-unmailed' })
    mends()
    await pass(15 * MINUTE)
    expect([await cron(), mails.length]).toEqual(['put', 1])
    await pass(15 * MINUTE)
    expect([await cron(), mails.length]).toEqual(['put', 1])
  })

  it('is mailed once, however long the bucket fails', async () => {
    const { mails, cron, accept, pass } = desk({ breakGlass: { ...breakGlass, bucket: 'NONE' } })
    accept()
    expect(await cron()).toEqual({ says: 'unbound', bucket: 'NONE' })
    await pass(15 * MINUTE)
    expect(await cron()).toEqual({ says: 'unbound', bucket: 'NONE' })
    expect(mails.length).toBe(1)
  })

  it.each([
    [{ bucket: 'DESK' }, { says: 'bundle-refused', bucket: 'DESK' }],
    [{ bucket: 'NONE' }, { says: 'unbound', bucket: 'NONE' }],
    [{ mail: breakGlass.mail }, { says: 'bundle-unmailed' }],
  ])('names which of its places that was: %j', async (place, why) => {
    const { cron, accept, breaks } = desk({ breakGlass: place })
    accept()
    breaks()
    expect(await cron()).toEqual(why)
  })

  it.each([
    ['nl', 'Bestellingen die nog niet bevestigd zijn'],
    ['fr', 'Commandes non confirmées'],
    ['de', 'Noch nicht bestätigte Bestellungen'],
    ['en', 'Orders not yet acknowledged'],
  ] as const)('speaks %s', (language, title) => {
    const madeAt = { date: '2026-11-24', time: '10:00:00', offset: '+01:00' }
    const page = renderBreakGlassPage({ orders: [], unread: [], left: 0, madeAt }, supplierWith({ language }))
    expect(page).toContain(`<h1>Fresco Foods: ${title}</h1>`)
  })
})
