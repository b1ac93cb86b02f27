import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { deedOf } from '../../src/console/activity/deed.ts'
import { LANGUAGES } from '../../src/model/language.ts'
import { type ConsoleWish, testConsole } from '../fakes/console.ts'
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
