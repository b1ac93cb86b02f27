import { describe, expect, it } from 'vitest'
import { sendAlert } from '../../src/alerts/channels.ts'
import { alertKinds } from '../../src/alerts/kinds.ts'
import { reasonText } from '../../src/outbox/alerts/alert-text.ts'
import type { OutgoingMail } from '../../src/ports.ts'
import { alertRules } from '../../src/profile/alert-rules.ts'
import { alertWording } from '../../templates/alerts.ts'
import { customerNoticeWording } from '../../templates/customer-notice.ts'
import { supplierWith } from '../fakes/orders.ts'
import { testOutbox } from '../fakes/outbox.ts'

const placeholders = (text: string): string[] => [...text.matchAll(/\{\w+\}/g)].map(([name]) => name).sort()

/** Every sentence by its place, such as `kinds.held.one`. */
const sentences = (wording: object, place = ''): Map<string, string> =>
  new Map(
    Object.entries(wording).flatMap(([name, value]): [string, string][] =>
      typeof value === 'string' ? [[`${place}${name}`, value]] : [...sentences(value, `${place}${name}.`)],
    ),
  )

describe('what the desk reads', () => {
  it.each(['nl', 'fr', 'de'] as const)('speaks in %s of everything that English speaks of', (language) => {
    const [english, said] = [sentences(alertWording.en), sentences(alertWording[language])]
    expect([...said.keys()]).toEqual([...english.keys()])
    for (const [name, text] of english) {
      const other = said.get(name) ?? ''
      expect([name, placeholders(other)]).toEqual([name, placeholders(text)])
      if (/[a-z]{2}/.test(text.replace(/\{\w+\}/g, ''))) expect([name, other]).not.toEqual([name, text])
    }
  })

  it('has words for every kind', () => {
    expect(Object.keys(alertWording.en.kinds)).toEqual(expect.arrayContaining(Object.keys(alertKinds)))
  })

  it.each([
    ['en', 'Order PO-order-1 (version 2) is held. An earlier version was passed on.'],
    ['nl', 'Bestelling PO-order-1 (versie 2) wordt vastgehouden. Een eerdere versie is doorgegeven.'],
    ['fr', 'La commande PO-order-1 (version 2) est retenue. Une version antérieure a été communiquée.'],
    ['de', 'Bestellung PO-order-1 (Version 2) wird zurückgehalten. Eine frühere Version wurde weitergegeben.'],
  ])('is in the supplier’s language: %s', async (language, text) => {
    const test = testOutbox({ supplier: supplierWith({ language }) })
    test.wire.answers('https://erp.example/orders', () => new Response())
    test.accept({ content: 1 })
    await test.pass(1_000)
    test.accept({ content: 2 })
    await test.pass(1_000)
    expect(test.alerts.find(({ kind }) => kind === 'held')?.text).toContain(text)
  })
})

describe('the subject of an alert’s mail', () => {
  it.each([
    ['en', 'Order held (a doubtful quantity)'],
    ['nl', 'Bestelling vastgehouden (twijfelachtige hoeveelheid)'],
    ['fr', 'Commande retenue (quantité douteuse)'],
    ['de', 'Bestellung zurückgehalten (zweifelhafte Menge)'],
  ])('names the trouble in the supplier’s language: %s', async (language, title) => {
    const test = testOutbox({ supplier: supplierWith({ language }) })
    test.accept({ starts: { erp: { state: 'held', reason: 'quantity' } } })
    await test.pass(1_000)
    const [alert] = test.alerts
    expect(alert).toMatchObject({ title })
    const mails: OutgoingMail[] = []
    const channel = alertRules({ alerts: { mail: { from: 'a@b.example', to: ['c@d.example'] } }, suppliers: {} }, '')
      .channels[0]
    if (!channel || !alert) throw new Error('No alert, or no channel.')
    await sendAlert(channel, alert, { mail: async (mail: OutgoingMail) => void mails.push(mail) } as never)
    expect(mails[0]?.subject).toContain(title)
    expect(mails[0]?.subject).not.toMatch(language === 'en' ? /never/ : /held/)
  })

  it.each(['nl', 'fr', 'de'] as const)('of a channel that fails says in %s what failed', (language) => {
    const why = reasonText({ says: 'channel-answered', status: '500' }, { language, timeZone: 'UTC' })
    expect(why).toContain('500')
    expect(why).not.toContain('answered')
  })
})

describe('words that mean two things', () => {
  it('are kept apart in German and French: a desk discards, a receiver rejects', () => {
    expect(JSON.stringify(alertWording.de)).not.toContain('verworpen')
    const { kinds, reasons, whys } = alertWording.fr
    for (const said of [reasons, whys, kinds['reordered-after-discard']])
      expect(JSON.stringify(said)).not.toMatch(/rejet/)
  })
})

describe('what a customer reads', () => {
  it.each(['nl', 'fr', 'de'] as const)('speaks in %s of everything that English speaks of', (language) => {
    const [english, said] = [sentences(customerNoticeWording.en), sentences(customerNoticeWording[language])]
    expect([...said.keys()]).toEqual([...english.keys()])
    for (const [name, text] of english) {
      const other = said.get(name) ?? ''
      expect([name, placeholders(other)]).toEqual([name, placeholders(text)])
      expect([name, other]).not.toEqual([name, text])
    }
  })
})
