import { describe, expect, it } from 'vitest'
import { settingRows } from '../../src/console/settings/setting-rows.ts'
import { type ConsoleWish, TOKEN, testConsole } from '../fakes/console.ts'
import { ERP, httpRoute, supplierWith } from '../fakes/orders.ts'

const WORDS = { yes: 'yes', no: 'no', hidden: '(not shown)', rows: (count: number) => `${count} rows` }
const KEY = 'the-key-that-nobody-may-read'

const supplier = supplierWith({
  name: 'Fresco <script>alert(1)</script>',
  customers: [{ customer: 'C-1', name: 'Hotel Astrid' }],
  secretExpiry: { ERP_KEY: '2026-12-24' },
  routes: [
    httpRoute('erp', `${ERP}?token=abc`, {
      transport: {
        ...{ kind: 'http', url: `${ERP}?token=abc`, method: 'POST', timeoutSeconds: 30 },
        headers: { 'x-depot': 'tok-123' },
        auth: { kind: 'header', name: 'x-key', value: 'ERP_KEY' },
      },
    }),
  ],
})

async function shown(wish: ConsoleWish = {}, token?: string) {
  const browser = testConsole({ supplier, ...wish }).browser({ 'accept-language': 'en' })
  await browser.signIn('An', token)
  return (await browser.get('/console/settings')).text
}

const GB = 1_000_000_000
const DAY = 86_400_000

describe('the storage in the settings', () => {
  it('is shown with its share of the limit, and with the days left once a day of growth is known', async () => {
    let bytes = 6_500_000_000
    const made = testConsole({ supplier, ports: { storageBytes: () => bytes } })
    const browser = made.browser({ 'accept-language': 'nl' })
    await browser.signIn('An')
    const shownNow = async () => (await browser.get('/console/settings')).text.replaceAll('\u00a0', ' ')
    made.box.outbox.wake()
    expect(await shownNow()).toMatch(/chip ok.*6,5 GB van 10 GB: 65 %/)
    expect(await shownNow()).toContain('Niet in zicht')
    bytes += GB / 2
    await made.box.pass(DAY)
    await browser.signIn('An')
    expect(await shownNow()).toMatch(/chip you.*7 GB van 10 GB: 70 %/)
    expect(await shownNow()).toContain('Over 6 dagen')
    bytes = 9_000_000_000
    expect(await shownNow()).toContain('chip stop')
  })

  it('is not known while the outbox does not answer, and the page opens', async () => {
    const fails = { storage: () => Promise.reject(new Error('down')) }
    const text = await shown({ services: { outbox: () => fails as never } })
    expect(text).toContain('Not known')
    expect(text).toContain('<code>timeZone</code>')
  })
})

describe('the secrets in the settings', () => {
  it.each([
    ['nl', 'route erp van fresco'],
    ['fr', 'la route erp de fresco'],
    ['de', 'Route erp von fresco'],
    ['en', 'route erp of fresco'],
  ])('say in %s what uses them', async (language, use) => {
    const browser = testConsole({ supplier }).browser({ 'accept-language': language })
    await browser.signIn('An')
    const { text } = await browser.get('/console/settings')
    expect(text).toMatch(new RegExp(`<code>ERP_KEY</code></th><td[^>]*>${use}</td>`))
  })
})

describe('the page of the settings', () => {
  it('shows what the configuration and its defaults say, as text', async () => {
    const text = await shown()
    expect(text).toMatch(/<code>timeZone<\/code><\/th><td[^>]*>Europe\/Brussels</)
    expect(text).toMatch(/<code>retry\.delaysSeconds<\/code><\/th><td[^>]*>5, 30, 120, 600, 1800</)
    expect(text).toMatch(/<code>customers<\/code><\/th><td[^>]*>1 row</)
    expect(text).not.toContain('<script')
  })

  it('names secrets, says whether each is set, and never shows a value', async () => {
    const text = await shown({ secrets: { ERP_KEY: KEY, FRESCO_WEBHOOK_SECRET: 'a-webhook-secret-of-this-test' } })
    expect(text).toContain('<code>ERP_KEY</code>')
    for (const value of [KEY, TOKEN, 'a-webhook-secret-of-this-test', 'tok-123', 'token=abc'])
      expect(text).not.toContain(value)
    expect(text).toContain('Thursday 24 December 2026')
    expect(await shown()).toContain('Not set')
  })

  it('shows a supplier and its secrets only to whoever may see the supplier', async () => {
    const people = { access: [{ who: 'Otto', role: 'manage' as const, suppliers: ['other'], token: 'OTHER_TOKEN' }] }
    const text = await shown(
      { console: people, secrets: { OTHER_TOKEN: 'a-token-of-otto-here' } },
      'a-token-of-otto-here',
    )
    expect(text).toContain('Settings in force')
    expect(text).not.toContain('ERP_KEY')
    expect(text).not.toContain('timeZone')
  })

  it('has nothing to post', async () => {
    const browser = testConsole({ supplier }).browser()
    await browser.signIn()
    const page = await browser.get('/console/settings')
    expect(page.text.match(/<form /g)).toHaveLength(1)
    expect((await browser.submit(page, '/console/sign-out')).status).toBe(303)
  })
})

describe('the parts of the settings', () => {
  it('are folded, with a list of them on top that leads into each', async () => {
    const text = await shown()
    const links = [...text.matchAll(/<a class="chip off" href="#([\w-]+)"/g)].map(([, id]) => id)
    expect(links).toEqual(['storage', 'fresco', 'fresco-erp', 'secrets'])
    for (const id of links) expect(text).toContain(`id="${id}"`)
    const folded = text.match(/<details[\s\S]*?<\/details>/g) ?? []
    expect(folded.map((part) => /id="([\w-]+)"/.exec(part)?.[1])).toEqual(['fresco', 'fresco-erp', 'secrets'])
    expect(text).not.toMatch(/<details[^>]* open/)
  })
})

describe('a row of a setting', () => {
  it.each([
    [{ a: { b: true } }, [{ path: 'a.b', value: 'yes' }]],
    [
      { routes: [{ name: 'erp', x: 1 }] },
      [
        { path: 'routes.erp.name', value: 'erp' },
        { path: 'routes.erp.x', value: '1' },
      ],
    ],
    [{ headers: { 'x-a': 'secret' } }, [{ path: 'headers.x-a', value: '(not shown)' }]],
    [{ url: 'https://erp.example/in?key=1' }, [{ path: 'url', value: 'https://erp.example/in?(not shown)' }]],
    [{ a: null, b: undefined, c: [] }, []],
  ])('has a path and a value: %j', (value, rows) => {
    expect(settingRows(value, WORDS)).toEqual(rows)
  })
})
