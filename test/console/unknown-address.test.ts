import { describe, expect, it } from 'vitest'
import { closestPage } from '../../src/console/frame/closest-page.ts'
import { testConsole } from '../fakes/console.ts'
import { consoleWording } from '../fakes/console-wording.ts'

const BROWSER = { accept: 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8' }

describe('a mistyped address', () => {
  it.each(['nl', 'fr', 'de', 'en'] as const)('gives a person a page with a way on, in %s', async (language) => {
    const browser = testConsole().browser({ ...BROWSER, 'accept-language': language })
    const { status, headers, text } = await browser.get('/consol')
    expect([status, headers.get('content-type')]).toEqual([404, 'text/html; charset=UTF-8'])
    expect(text).toContain(consoleWording[language].frame.notFoundTitle)
    expect(text).toContain('href="/console"')
    expect(headers.get('content-security-policy')).toContain("default-src 'none'")
  })

  it('switches its language', async () => {
    const browser = testConsole().browser(BROWSER)
    const { status, location } = await browser.get('/consol?language=fr')
    expect([status, location]).toEqual([303, '/consol'])
    expect((await browser.get('/consol')).text).toContain(consoleWording.fr.frame.notFoundTitle)
  })

  it('gives a page while the console is closed too', async () => {
    const browser = testConsole({ secrets: { CONSOLE_TOKEN: '' } }).browser(BROWSER)
    expect((await browser.get('/consol')).text).toContain(consoleWording.en.frame.notFoundTitle)
  })

  it.each<[string, Record<string, string>]>([
    ['/consol', { accept: 'application/json' }],
    ['/consol', { accept: '*/*' }],
    ['/consol', {}],
    ['/api/order', BROWSER],
    ['/webhooks', BROWSER],
    ['/mailbox/x', BROWSER],
    ['/acknowledgements/x', BROWSER],
    ['/as2/x', BROWSER],
    ['/metrics/x', BROWSER],
    ['/healthz/x', BROWSER],
  ])('gives a program JSON at %s', async (path, headers) => {
    const answer = await testConsole().browser(headers).get(path)
    expect(answer.headers.get('content-type')).toBe('application/problem+json')
  })

  it('shows hostile text of an address as text, and leads to this gateway only', async () => {
    const browser = testConsole().browser(BROWSER)
    const { text } = await browser.get('/consol//evil.example/%3Cscript%3Ehostile()%3C/script%3E')
    expect(text).not.toContain('<script>hostile')
    expect([...text.matchAll(/href="([^"#?]*)/g)].filter(([, href = '']) => href.startsWith('//'))).toEqual([])
  })
})

it.each([
  ['/consol', '/console'],
  ['/Console/', '/console'],
  ['/cosnole/orders', '/console/orders'],
  ['/consol/order/fresco/po-1', '/console/orders/fresco/po-1'],
  ['/console/bestelingen', '/console/orders'],
  ['/orders', '/console/orders'],
  ['/today', '/console'],
  ['/route', '/console/routes'],
  ['/settings', '/console/settings'],
  ['/favicon.ico', null],
  ['/console/xyz', '/console'],
  ['/', null],
  ['/%ff', null],
])('means the page with the closest name: %s', (path, page) => {
  expect(closestPage(path, consoleWording.nl.tabs)).toBe(page)
})

it('that is the page itself, of an order that is unknown, leads elsewhere', () => {
  expect(closestPage('/console/orders/fresco/po-1', consoleWording.nl.tabs)).toBeNull()
})
