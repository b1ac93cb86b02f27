import { describe, expect, it } from 'vitest'
import type { Alert } from '../../src/alerts/alert.ts'
import { alertMail } from '../../src/alerts/alert-mail.ts'
import { alertShape } from '../../src/alerts/shapes.ts'
import { LANGUAGES } from '../../src/model/language.ts'
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
