import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { app } from '../../src/app.ts'
import { deedOf } from '../../src/console/activity/deed.ts'
import { LANGUAGES } from '../../src/model/language.ts'
import { articleRow, customerRow, supplierWithTables } from '../fakes/catalogue.ts'
import { type ConsoleWish, TOKEN, testConsole } from '../fakes/console.ts'
import { consoleWording } from '../fakes/console-wording.ts'

const HOSTILE = `<script>alert(1)</script>{{7*7}}\u202E`

async function opened(wish: ConsoleWish = {}, token?: string) {
  const made = testConsole(wish)
  const browser = made.browser({ 'accept-language': 'en' })
  await browser.signIn('An Peeters', token)
  return { ...made, browser }
}

const next = (text: string) => /rel="next" href="([^"]+)"/.exec(text)?.[1]?.replaceAll('&amp;', '&')
const notes = (text: string): string[] => [...text.matchAll(/note-\d+/g)].map(String)

/** Every action that the sources write down. */
const recorded = ['src/outbox', 'src/supplier', 'src/steps'].flatMap((folder) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .flatMap((name) => [...readFileSync(`${folder}/${name}`, 'utf8').matchAll(/recordEvent\(\s*\w+,\s*'([^']+)'/g)])
    .map(([, action = '']) => action),
)

describe('the words for an action', () => {
  it.each(LANGUAGES)('say in %s every action that is written down', (language) => {
    expect(recorded.length).toBeGreaterThan(14)
    const { deeds } = consoleWording[language].activity
    expect(recorded.filter((action) => deedOf(action, deeds) === action)).toEqual([])
  })
})

describe('the page of who did what', () => {
  it('says who did what to which order, and keeps what a person typed inert', async () => {
    const { box, browser } = await opened()
    box.accept({ orderId: 'one', orderNumber: 'PO-1' })
    box.outbox.done('one', 'erp', { by: HOSTILE, note: HOSTILE, erpReference: HOSTILE })
    const { text } = await browser.get('/console/activity')
    expect(text).toContain('Marked as keyed by hand')
    expect(text).toContain('href="/console/orders/fresco/one"')
    expect(text).not.toContain('<script')
    expect(text.split('&lt;script&gt;')).toHaveLength(4)
  })

  it.each([
    ['q=jo', ['note-2']],
    ['q=NOTE-3', ['note-3']],
    ['q=po-1', ['note-3']],
    ['action=pause', ['note-2', 'note-1']],
    ['action=resume', []],
    ['action=pause&q=an', ['note-1']],
  ])('shows only what the filter in the address says: %s', async (query, found) => {
    const { box, browser } = await opened()
    box.accept({ orderId: 'one', orderNumber: 'PO-1' })
    box.outbox.pause('erp', { by: 'An', note: 'note-1' })
    box.outbox.pause('erp', { by: 'Jo', note: 'note-2' })
    box.outbox.done('one', 'erp', { by: 'Bea', note: 'note-3' })
    const { text } = await browser.get(`/console/activity?${query}`)
    expect(notes(text.replaceAll(/value="[^"]*"/g, ''))).toEqual(found)
    const csv = await browser.get(`/console/activity/list.csv?${query}`)
    expect(notes(csv.text)).toEqual(found)
  })

  it.each([
    ['from=2026-11-25', ['note-3', 'note-2']],
    ['to=2026-11-24', ['note-1', 'note-0']],
    ['from=2026-11-25&to=2026-11-25', ['note-2']],
    ['from=2026-11-24&action=pause&to=2026-11-25', ['note-2', 'note-1']],
    ['q=an&to=2026-11-25', ['note-2', 'note-1', 'note-0']],
    ['q=an&action=pause&from=2026-11-26', ['note-3']],
    ['from=2026-11-27', []],
    ['from=2026-02-31', ['note-3', 'note-2', 'note-1', 'note-0']],
  ])("shows the days of the address on the supplier's clock, on the page and in the CSV: %s", async (query, found) => {
    const { box, browser } = await opened()
    for (const [at, moment] of [
      '2026-11-23T22:59:59.999Z',
      '2026-11-24T22:59:59.999Z',
      '2026-11-24T23:00:00.000Z',
      '2026-11-25T23:00:00.000Z',
    ].entries()) {
      box.clock.set(Date.parse(moment))
      box.outbox.pause('erp', { by: 'An', note: `note-${at}` })
    }
    await browser.signIn()
    const { text } = await browser.get(`/console/activity?${query}`)
    expect(notes(text)).toEqual(found)
    expect(notes((await browser.get(`/console/activity/list.csv?${query}`)).text)).toEqual(found)
  })

  it('gives the same days to the Admin API, and refuses a day that no calendar has', async () => {
    const { box, services } = testConsole()
    for (const [note, moment] of [
      ['note-0', '2026-11-24T22:59:59.999Z'],
      ['note-1', '2026-11-24T23:00:00.000Z'],
    ] as const) {
      box.clock.set(Date.parse(moment))
      box.outbox.pause('erp', { by: 'An', note })
    }
    const asked = async (query: string) => {
      const request = new Request(`https://gateway.example/api/events?${query}`, {
        headers: { authorization: `Bearer ${TOKEN}` },
      })
      const response = await app.fetch(request, services)
      return [response.status, notes(await response.text())]
    }
    expect(await asked('from=2026-11-25')).toEqual([200, ['note-1']])
    expect(await asked('to=2026-11-24')).toEqual([200, ['note-0']])
    expect(await asked('to=2026-11-31')).toEqual([422, []])
  })

  it('keeps the days in the form, in the link to the CSV and in the link to the next page', async () => {
    const { box, browser } = await opened()
    for (let at = 0; at < 60; at++) box.outbox.pause('erp', { by: 'An', note: `note-${at}` })
    const { text } = await browser.get('/console/activity?from=2026-11-24&to=2026-11-30')
    expect(text).toContain('<input id="from" name="from" type="date" value="2026-11-24"/>')
    expect(text).toContain('<input id="to" name="to" type="date" value="2026-11-30"/>')
    expect(text).toContain('list.csv?from=2026-11-24&amp;to=2026-11-30')
    expect(next(text)).toContain('from=2026-11-24&to=2026-11-30')
  })

  it('shows what was entered in the catalogue, in the language of the reader, and finds it by that number', async () => {
    const { box, browser } = await opened({ supplier: supplierWithTables() })
    const enter = (row: Parameters<typeof box.outbox.enterRow>[0], note?: string) =>
      box.outbox.enterRow(row, { by: 'An', note }, null)
    enter(articleRow('3105', { erpArticle: '3106', factor: '6' }))
    enter(articleRow('3107', { factor: '2.5', unit: 'KGM' }), 'asked the buyer')
    enter(customerRow('K-8', { name: 'Bistro', soldTo: '778812' }))
    const seen = box.outbox.catalogueRow('article', '3105')?.entry?.version ?? 0
    box.outbox.undoRow('article', '3105', { by: 'Jo' }, seen)
    const version = box.outbox.effectiveRows('article').catalogueVersion
    box.outbox.importRows([articleRow('1'), articleRow('2')], { by: 'An', note: 'spring' }, version)
    const { text } = await browser.get('/console/activity', { 'accept-language': 'nl' })
    for (const words of [
      'artikel 3105 → 3106 × 6<',
      'artikel 3107 → 3107 × 2,5 KGM: asked the buyer',
      'klant K-8 → Bistro, 778812',
      'rijen van een bestand: 2. spring',
    ])
      expect(text, words).toContain(words)
    expect(text.split('artikel 3105 → 3106 × 6<')).toHaveLength(3)
    expect((await browser.get('/console/activity?q=3106')).text.split('3105 → 3106')).toHaveLength(3)
    const csv = await browser.get('/console/activity/list.csv', { 'accept-language': 'nl' })
    expect(csv.text).toContain('"2026-11-24T10:00:00+01:00";"fresco";"An"')
    expect(csv.text).toContain('"artikel 3105 → 3106 × 6"')
  })

  it('goes on after the last action shown, and skips none that came meanwhile', async () => {
    const { box, browser } = await opened()
    for (let at = 0; at < 120; at++) box.outbox.pause('erp', { by: 'An', note: `note-${at}` })
    const seen: string[] = []
    let path: string | undefined = '/console/activity?q=note'
    while (path !== undefined) {
      const { text } = await browser.get(path)
      seen.push(...notes(text))
      box.outbox.pause('erp', { by: 'An', note: 'later' })
      path = next(text)
    }
    expect(seen).toEqual(Array.from({ length: 120 }, (_, at) => `note-${119 - at}`))
  })

  it('shows everything for an address that no page gave', async () => {
    const { box, browser } = await opened()
    box.outbox.pause('erp', { by: 'An', note: 'note-1' })
    const { status, text } = await browser.get('/console/activity?action=constructor&supplier=__proto__&cursor=%25')
    expect([status, notes(text)]).toEqual([200, ['note-1']])
  })

  it('gives a CSV that a spreadsheet does not calculate', async () => {
    const { box, browser } = await opened()
    box.outbox.pause('erp', { by: '@SUM(A1)', note: '=cmd|"/c calc"!A1\r\n+2' })
    const { text, headers } = await browser.get('/console/activity/list.csv')
    expect(headers.get('content-disposition')).toBe('attachment; filename="activity.csv"')
    expect(text).toContain(`"'@SUM(A1)"`)
    expect(text).toContain(`"'=cmd|""/c calc""!A1 +2"`)
    expect(text.trimEnd().split('\r\n')).toHaveLength(2)
  })

  it('is for a reader too, and shows nothing of another supplier', async () => {
    const people = { access: [{ who: 'Otto', role: 'view' as const, suppliers: ['other'], token: 'OTHER_TOKEN' }] }
    const { box, browser } = await opened(
      { console: people, secrets: { OTHER_TOKEN: 'a-token-of-otto-here' } },
      'a-token-of-otto-here',
    )
    box.outbox.pause('erp', { by: 'An', note: 'note-1' })
    for (const path of ['/console/activity', '/console/activity?supplier=fresco', '/console/activity/list.csv'])
      expect([(await browser.get(path)).status, notes((await browser.get(path)).text)], path).toEqual([200, []])
  })
})
