import { describe, expect, it } from 'vitest'
import { TOKEN, testConsole } from '../fakes/console.ts'

describe('the sign-in', () => {
  it('exchanges a token for a cookie that no script reads and no other site sends', async () => {
    const browser = testConsole().browser()
    const { status, location, headers } = await browser.signIn()
    expect([status, location]).toEqual([303, '/console'])
    const [cookie = ''] = headers.getSetCookie()
    expect(cookie).toMatch(/^__Host-orderbridge=/)
    for (const setting of ['HttpOnly', 'Secure', 'SameSite=Strict', 'Path=/', 'Max-Age=43200'])
      expect(cookie).toContain(setting)
    expect(cookie).not.toContain(TOKEN)
    expect((await browser.get('/console')).status).toBe(200)
  })

  it('works on http://localhost, where not every browser keeps a Secure cookie', async () => {
    const browser = testConsole({ origin: 'http://localhost:8787' }).browser()
    const [cookie = ''] = (await browser.signIn()).headers.getSetCookie()
    expect(cookie).toMatch(/^orderbridge=/)
    expect(cookie).not.toContain('Secure')
    expect((await browser.get('/console')).status).toBe(200)
  })

  it('leads to the page that was asked for', async () => {
    const browser = testConsole().browser()
    const asked = await browser.get('/console/orders?state=held')
    expect([asked.status, asked.location]).toEqual([303, '/console/sign-in?to=%2Fconsole%2Forders%3Fstate%3Dheld'])
    const form = await browser.get(asked.location ?? '')
    const signed = await browser.submit(form, '/console/sign-in', { name: 'An', token: TOKEN })
    expect(signed.location).toBe('/console/orders?state=held')
  })

  it.each([
    'https://evil.example/',
    '//evil.example/console',
    '/\\evil.example',
    '/console/../api/orders',
    '/consoles',
    'javascript:alert(1)',
    '/console/sign-in',
    '/console\n//evil.example',
    '/console@evil.example',
  ])('leads to no other place: %j', async (to) => {
    const { location } = await testConsole().browser().signIn('An', TOKEN, to)
    expect(location).toMatch(/^\/console(\/|$)/)
    expect(new URL(location ?? '', 'https://gateway.example').origin).toBe('https://gateway.example')
  })

  it('keeps the name that was typed beside a wrong token, and counts the token', async () => {
    const { browser, rejected } = testConsole()
    const { status, text, headers } = await browser().signIn('An "<b>"', 'wrong')
    expect(status).toBe(403)
    expect(text).toContain('value="An &quot;&lt;b&gt;&quot;"')
    expect(text).not.toContain('wrong"')
    expect(headers.getSetCookie()).toEqual([])
    expect(rejected).toEqual(['console'])
  })

  it('pauses an address for a minute after five wrong tokens, and no other address', async () => {
    const { box, browser } = testConsole()
    const guesser = browser({ 'cf-connecting-ip': '192.0.2.1' })
    for (let times = 0; times < 5; times++) expect((await guesser.signIn('An', `wrong-${times}`)).status).toBe(403)
    const paused = await guesser.signIn()
    expect([paused.status, paused.headers.get('retry-after')]).toEqual([429, '60'])
    expect((await browser({ 'cf-connecting-ip': '192.0.2.2' }).signIn()).status).toBe(303)
    box.clock.set(box.clock.now() + 60_000)
    expect((await guesser.signIn()).status).toBe(303)
  })

  it('asks for a name, because actions are written down with it', async () => {
    const { status, headers } = await testConsole().browser().signIn('  ')
    expect([status, headers.getSetCookie()]).toEqual([422, []])
  })

  it.each([{}, { 'sec-fetch-site': 'cross-site' }, { 'sec-fetch-site': 'same-site' }, { 'sec-fetch-site': 'none' }])(
    'takes no form of another site: %j',
    async (headers) => {
      const browser = testConsole().browser()
      const fields = { name: 'An', token: TOKEN }
      const asked = await browser.post('/console/sign-in', fields, { 'sec-fetch-site': 'cross-site', ...headers })
      expect([asked.status, browser.cookies.size]).toEqual([403, 0])
    },
  )

  it.each([undefined, '', 'fifteen-bytes-x'])('is closed while no token and no Access is set: %j', async (token) => {
    const browser = testConsole({ secrets: { CONSOLE_TOKEN: token ?? '' } }).browser()
    expect((await browser.get('/console')).status).toBe(401)
    expect((await browser.get('/console/sign-in')).status).toBe(401)
    expect((await browser.signIn('An', token ?? '')).status).toBe(401)
    expect((await browser.get('/')).status).toBe(401)
  })
})

describe('a session', () => {
  it('ends after twelve hours', async () => {
    const { box, browser } = testConsole()
    const one = browser()
    await one.signIn()
    box.clock.set(box.clock.now() + 12 * 3_600_000 - 1)
    expect((await one.get('/console')).status).toBe(200)
    box.clock.set(box.clock.now() + 1)
    expect((await one.get('/console')).location).toMatch(/^\/console\/sign-in/)
  })

  it('ends with another token', async () => {
    const console = testConsole()
    const one = console.browser()
    await one.signIn()
    const renewed = testConsole({ secrets: { CONSOLE_TOKEN: 'another-token-of-this-test' } }).browser()
    for (const [name, value] of one.cookies) renewed.cookies.set(name, value)
    expect((await renewed.get('/console')).status).toBe(303)
  })

  it('ends with the sign-out', async () => {
    const browser = testConsole().browser()
    await browser.signIn()
    const out = await browser.submit(await browser.get('/console'), '/console/sign-out')
    expect([out.status, out.location, browser.cookies.size]).toEqual([303, '/console/sign-in', 0])
    expect((await browser.get('/console')).status).toBe(303)
  })

  it('gets a new cookie at each sign-in, whatever cookie the browser sent', async () => {
    const browser = testConsole().browser()
    browser.cookies.set('__Host-orderbridge', 'planted.by-an-attacker')
    await browser.signIn()
    expect(browser.cookies.get('__Host-orderbridge')).not.toContain('planted')
  })

  it.each([
    [
      'another name',
      (cookie: string) => cookie.replace(/^[^.]+/, btoa('["Eve",null,9999999999999]').replace(/=+$/, '')),
    ],
    ['no signature', (cookie: string) => cookie.replace(/\..*/, '.')],
    [
      'another signature',
      (cookie: string) =>
        cookie
          .replace(/.$/, (last) => (last === 'A' ? 'Q' : 'A'))
          .replace(/\.(.)/, (_, first) => `.${first === 'A' ? 'B' : 'A'}`),
    ],
    ['one part more', (cookie: string) => `${cookie}.x`],
    ['no text at all', () => '%%%'],
  ])('is refused with %s', async (_, change) => {
    const browser = testConsole().browser()
    await browser.signIn()
    browser.cookies.set('__Host-orderbridge', change(browser.cookies.get('__Host-orderbridge') ?? ''))
    expect((await browser.get('/console')).status).toBe(303)
  })
})

describe('a form', () => {
  it('is refused without its hidden field, with that of another visitor, and from another site', async () => {
    const { browser } = testConsole()
    const [mine, theirs] = [browser(), browser()]
    await mine.signIn('An')
    await theirs.signIn('Bo')
    const field = /name="form" value="([^"]+)"/
    const [own = '', other = ''] = (await Promise.all([mine, theirs].map((one) => one.get('/console')))).map(
      ({ text }) => field.exec(text)?.[1] ?? '',
    )
    expect(own).not.toBe(other)
    for (const [fields, headers] of [
      [{}, {}],
      [{ form: '' }, {}],
      [{ form: other }, {}],
      [{ form: own }, { 'sec-fetch-site': 'cross-site' }],
      [{ form: own }, { 'content-type': 'text/plain' }],
    ] as const)
      expect((await mine.post('/console/sign-out', { ...fields }, { ...headers })).status).toBe(403)
    expect((await mine.get('/console')).status).toBe(200)
    expect((await mine.post('/console/sign-out', { form: own })).status).toBe(303)
  })
})
