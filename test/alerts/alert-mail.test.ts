import { describe, expect, it } from 'vitest'
import type { Alert } from '../../src/alerts/alert.ts'
import { alertMail } from '../../src/alerts/alert-mail.ts'
import { alertShape } from '../../src/alerts/shapes.ts'
import { LANGUAGES } from '../../src/model/language.ts'
import { err } from '../../src/model/result.ts'
import { deleteAlertTexts } from '../../src/outbox/alerts/alert-contents.ts'
import { alertRules } from '../../src/profile/alert-rules.ts'
import type { DispatcherPorts } from '../../src/supplier/dispatcher-ports.ts'
import { fill } from '../../src/text/fill.ts'
import { alertWording } from '../../templates/alerts.ts'
import { ERP, httpRoute, supplierWith } from '../fakes/orders.ts'
import { testOutbox } from '../fakes/outbox.ts'

/** The alert about a route that every order would be refused on. */
async function pausedAlert(language: string): Promise<Alert> {
  const supplier = supplierWith({ language, routes: [httpRoute('erp', ERP)] })
  const test = testOutbox({ supplier, ports: {} })
  test.wire.answers(ERP, () => new Response('', { status: 401 }))
  test.accept()
  await test.work()
  const paused = test.alerts.find(({ kind }) => kind === 'paused')
  if (!paused) throw new Error(`No alert: ${JSON.stringify(test.alerts)}`)
  return paused
}

describe('the mail of an alert', () => {
  it.each([
    [
      'en',
      'Route erp paused',
      'Since: ',
      'What to do now:\n  1. Correct the setting, then resume the route: that sends what was refused and what waits.\n  2. Orders',
    ],
    ['nl', 'Route erp', 'Sinds: ', 'Wat nu te doen:\n  1. '],
    ['fr', 'route erp', 'Depuis\u00a0: ', 'Que faire maintenant\u00a0:\n  1. '],
    ['de', 'Route erp', 'Seit: ', 'Was jetzt zu tun ist:\n  1. '],
  ])('says in %s what happened, since when, and numbered what to do', async (language, title, since, steps) => {
    const { subject, text, html } = alertMail(await pausedAlert(language))
    expect(subject.toLowerCase()).toContain(title.toLowerCase())
    expect(text).toContain(since)
    expect(text).toContain(steps)
    expect(html).toContain(`<html lang="${language}">`)
    expect(html).toContain('<b>1.</b>')
  })

  it.each(LANGUAGES)('begins the heading about the end of an incident with a capital in %s', async (language) => {
    const paused = await pausedAlert(language)
    const title = fill(alertWording[language].frames['title-over'], { name: 'x' })
    const { html = '' } = alertMail({ ...paused, kind: 'resolved', title })
    expect(/<h1[^>]*><bdi>(.)/.exec(html)?.[1]).toMatch(/\p{Lu}/u)
  })

  it('has one page to open, and every word of an order as text', async () => {
    const hostile = '<script>alert(1)</script>{{7*7}}"\'&'
    const alert = {
      ...(await pausedAlert('en')),
      orderNumber: 'PO-1',
      url: 'https://a.example/console?a=1&b="',
      diff: [hostile],
      forward: hostile,
    }
    const { html = '', text } = alertMail(alert)
    expect(html.match(/<a /g)).toHaveLength(1)
    expect(html).toContain('href="https://a.example/console?a=1&#38;b=&#34;"')
    expect(html).not.toMatch(/<script|"'&/)
    expect(html).toContain('Open order PO-1')
    expect(text).toContain('\n\nhttps://a.example/console?a=1&b="')
  })

  it('is plain text for an alert that an earlier version queued', async () => {
    const { details: _, ...earlier } = await pausedAlert('en')
    expect(alertMail(earlier).html).toBeUndefined()
    expect(alertMail(earlier).text).toBe(earlier.text)
  })

  it('leaves what is posted as it was', async () => {
    expect(alertShape('json', await pausedAlert('en'))).not.toHaveProperty('details')
  })
})

describe('the mail about a held order', () => {
  const HELD = { state: 'held', reason: 'unknown-article' } as const

  async function heldMail(
    language: string,
    reason: 'unknown-article' | 'quantity' = 'unknown-article',
    ports: Partial<DispatcherPorts> = {},
  ) {
    const settings = {
      language,
      customers: [{ customer: 'K-1', name: 'Bistro Zuid' }],
      routes: [httpRoute('erp', ERP)],
    }
    const supplier = supplierWith(settings)
    const gateway = {
      publicUrl: 'https://gateway.example',
      alerts: { url: 'OPS_WEBHOOK_URL' },
      suppliers: { fresco: supplier },
    }
    const test = testOutbox({ supplier, ports: { alerts: alertRules(gateway, 'fresco'), ...ports } })
    const cutOff = test.clock.now() + 3_600_000
    test.accept({ customer: 'K-1', deliveryDate: '2026-11-25', cutOff, starts: { erp: { ...HELD, reason } } })
    await test.work()
    const held = test.alerts.find(({ kind }) => kind === 'held')
    return { test, held, ...(held ? alertMail(held) : { text: '', html: '' }) }
  }

  it.each([
    ['en', 'Customer: Bistro Zuid (K-1)', 'Delivery day: Wednesday 25 November 2026', 'Cut-off: 11:00'],
    ['nl', 'Klant: Bistro Zuid (K-1)', 'Leverdag: woensdag 25 november 2026', 'Uiterlijk: 11:00'],
    [
      'fr',
      'Client\u00a0: Bistro Zuid (K-1)',
      'Jour de livraison\u00a0: mercredi 25 novembre 2026',
      'Heure limite\u00a0: 11:00',
    ],
    ['de', 'Kunde: Bistro Zuid (K-1)', 'Liefertag: Mittwoch, 25. November 2026', 'Bestellschluss: 11:00 Uhr'],
  ])('says in %s whose it is, for which day, and until when', async (language, ...facts) => {
    const { text, html = '', held } = await heldMail(language)
    for (const fact of facts) expect(text).toContain(fact)
    expect(html).toContain('Bistro Zuid (K-1)')
    expect(held?.text).not.toContain('Bistro')
  })

  it('leads to the catalogue where the first step is done there, and to the order', async () => {
    const { text, html = '' } = await heldMail('en')
    expect(text).toContain('https://gateway.example/console/catalogue/fresco')
    expect(html.indexOf('/console/catalogue/fresco')).toBeLessThan(html.indexOf('/console/orders/fresco/order-1'))
    expect((await heldMail('en', 'quantity')).text).not.toContain('/console/catalogue')
  })

  it('keeps no name of a customer in a message that waits, after the purge of the order', async () => {
    const unreached = async () => err({ why: 'It answered 500.', alone: false })
    const { test } = await heldMail('en', 'unknown-article', { sendAlert: unreached })
    const waiting = (): string => JSON.stringify(test.sql.all('SELECT alert FROM alerts'))
    expect(waiting()).toContain('Bistro')
    deleteAlertTexts(test.sql, JSON.stringify(['order-1']))
    expect(waiting()).toContain('PO-order-1')
    expect(waiting()).not.toContain('Bistro')
  })
})
