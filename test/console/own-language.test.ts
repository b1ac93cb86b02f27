import { describe, expect, it } from 'vitest'
import { addTimelineEntry } from '../../src/outbox/timeline.ts'
import { ACTIONS, OWN_EVENTS } from '../../src/outbox/timeline-events.ts'
import { answers } from '../alerts/answers.ts'
import { couriers } from '../alerts/couriers.ts'
import { deliveries } from '../alerts/deliveries.ts'
import { holds } from '../alerts/holds.ts'
import { surroundings } from '../alerts/surroundings.ts'
import { MINUTE } from '../alerts/troubles.ts'
import { articleRow, frontDoor, orderOf, supplierWithTables } from '../fakes/catalogue.ts'
import { testConsole } from '../fakes/console.ts'
import { ERP, httpRoute, mailboxRoute } from '../fakes/orders.ts'
import type { TestOutbox } from '../fakes/outbox.ts'
import { remoteOutbox } from '../fakes/served-outbox.ts'

const LANGUAGES = ['nl', 'fr', 'de'] as const

/** Words of English that no sentence of the other languages has. */
const ENGLISH =
  /(?<![\p{L}-])(?:the|and|not|has|have|this|with|by|to|it|are|be|from|that|does|took|sent|again|order|orders)(?![\p{L}-])/iu

/** Words of people and receivers in the incidents. The console quotes these words. */
const QUOTED = [
  ...['It is on the truck', 'Not our customer', 'The chef called.', 'Ordered by telephone.', 'Sold out.'],
  ...['They ordered elsewhere.', 'it cannot write into its folder: no space is left.'],
]

/** The words that a reader sees, without code, values of fields and quotations. */
function seenOn(html: string): string {
  const text = html
    .replace(/<(style|script|pre|code|option|svg)\b.*?<\/\1>/gs, ' ')
    .replace(/<[^>]*>/g, '\n')
    .replaceAll('&#39;', "'")
    .replaceAll(/\bIT\b/g, '')
  return QUOTED.reduce((left, words) => left.replaceAll(words, ''), text)
}

const englishOn = (html: string): string[] =>
  seenOn(html)
    .split('\n')
    // Each language says IT for the people who run computers.
    .filter((line) => ENGLISH.test(line.replaceAll(/\bIT\b/g, '')))

async function browserOf(box: TestOutbox, language: string) {
  const { browser } = testConsole({
    now: box.clock.now(),
    services: {
      ...{ gateway: { suppliers: { fresco: box.supplier } }, clock: box.clock },
      outbox: () => remoteOutbox(box.outbox) as never,
    },
  })
  const opened = browser({ 'accept-language': language })
  await opened.signIn('Ann')
  return opened
}

describe('the timeline of an order', () => {
  it.each(LANGUAGES)(
    'has a sentence in %s for every event that the gateway writes, and for every action',
    async (language) => {
      const { box, browser } = testConsole()
      box.accept({ orderId: 'one' })
      const events = [...OWN_EVENTS, ...ACTIONS.filter((action) => !OF_NO_ORDER.includes(action))]
      for (const event of events)
        addTimelineEntry(box.sql, 'one', { at: box.clock.now(), event, version: 1, route: 'erp', text: null })
      const sentences = async (language: string) => {
        const reader = browser({ 'accept-language': language })
        await reader.signIn('Ann')
        const [, list = ''] =
          /<ol class="time">(.*?)<\/ol>/s.exec((await reader.get('/console/orders/fresco/one')).text) ?? []
        return list.split('<li').map((entry) => entry.replace(/<svg.*?<\/svg>|<time.*/gs, '').replace(/^[^>]*>/, ''))
      }
      const [own, english] = [await sentences(language), await sentences('en')]
      expect(own.length).toBeGreaterThan(events.length)
      expect(own.filter((sentence, at) => sentence !== '' && sentence === english[at])).toEqual([])
      expect(events.filter((event) => own.includes(event))).toEqual([])
    },
  )
})

/** Actions on a route, or on the whole outbox. */
const OF_NO_ORDER: readonly string[] = [
  ...['pause', 'resume', 'retry-route', 'restore', 'begin', 'backfill', 'catalogue-import', 'catalogue-restore'],
]

describe('a reader of another language', () => {
  let looked = 0
  const troubles = [...holds, ...deliveries, ...answers, ...couriers, ...surroundings]
  it.each(troubles.map((trouble) => [trouble.name, trouble] as const))(
    'reads no English on any page during an incident: %s',
    async (_, { happen }) => {
      await happen('nl', async ({ box }) => {
        looked++
        const orders = box.outbox.list({ state: null, text: null, limit: 5, before: null })
        for (const language of LANGUAGES) {
          const browser = await browserOf(box, language)
          const paths = ['', '/orders', '/routes', '/activity', '/statements/print/fresco', '/call-backs']
          for (const path of [...paths, ...orders.rows.map(({ order }) => `/orders/fresco/${order.orderId}`)]) {
            const { status, text } = await browser.get(`/console${path}`)
            expect([path, status, englishOn(text)]).toEqual([path, 200, []])
          }
        }
      })
    },
  )

  it('was shown most of the incidents above, and each reader of English reads English', async () => {
    expect(looked).toBeGreaterThan(40)
    const { box } = testConsole()
    box.accept({ orderId: 'one' })
    expect(
      englishOn((await (await browserOf(box, 'en')).get('/console/orders/fresco/one')).text).length,
    ).toBeGreaterThan(5)
  })

  it.each(LANGUAGES)('reads no English about a catalogue entry and a mailbox: %s', async (language) => {
    const supplier = supplierWithTables({
      ...{ language, routes: [mailboxRoute('erp'), httpRoute('second', ERP, { when: { customers: ['C-9'] } })] },
    })
    const { box } = testConsole({ supplier })
    await frontDoor(box).post(orderOf('one'))
    box.outbox.enterRow(articleRow('3105', { erpArticle: '3106', factor: '6' }), { by: 'Ann' }, null)
    await box.pass(MINUTE)
    const [document] = box.outbox.listMailbox('erp')
    box.outbox.fetchDocument('erp', document?.id ?? '')
    for (const [status, why] of [
      ['collected', null],
      ['failed', 'kapot'],
    ] as const)
      box.outbox.applyMailboxStatus('erp', document?.id ?? '', status, why)
    expect(box.outbox.view('one')?.timeline.map(({ event }) => event)).toContain('failed')
    const browser = await browserOf(box, language)
    for (const path of ['/orders/fresco/one', '/activity', '', '/catalogue/fresco/articles/row?key=3105'])
      expect([path, englishOn((await browser.get(`/console${path}`)).text)]).toEqual([path, []])
  })
})
