import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { type Browser, type ContextOptions, chromium, type Page } from 'playwright-core'
import { type RunningGateway, startGateway, TOKEN } from './gateway.ts'
import { SCENES, type Scene } from './scenes.ts'

/**
 * Opens every page of the console in Chromium: four languages, phone and desk, light and dark, with and without
 * JavaScript. Needs Debian's `chromium`: npm run pages -- [part of a page's name in scenes.ts]
 */
const EXECUTABLE = process.env.CHROMIUM ?? '/usr/bin/chromium'
const SHOTS = path.resolve(import.meta.dirname, '../../.orderbridge/pages')
const chosen = SCENES.filter(({ name }) => name.includes(process.argv[2] ?? ''))
const LANGUAGES = ['nl', 'fr', 'de', 'en'] as const
const SIZES = {
  desk: { width: 1440, height: 900 },
  phone: { width: 375, height: 740 },
  narrow: { width: 320, height: 640 },
}
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

interface View {
  readonly language: (typeof LANGUAGES)[number]
  readonly size: keyof typeof SIZES
  readonly scheme: 'light' | 'dark'
  readonly hasScript: boolean
}

/** Each language once in each size, and each colour scheme; each of these with and without JavaScript. */
const VIEWS: readonly View[] = LANGUAGES.flatMap((language, at): View[] => [
  { language, size: 'desk', scheme: 'light', hasScript: at % 2 === 0 },
  { language, size: 'phone', scheme: 'dark', hasScript: at % 2 === 0 },
  { language, size: 'desk', scheme: 'dark', hasScript: at % 2 === 1 },
  { language, size: 'phone', scheme: 'light', hasScript: at % 2 === 1 },
  { language, size: 'narrow', scheme: 'light', hasScript: true },
])

/** Longer than two polls of an open page. */
const LIVE_MS = 30_000
const failures: string[] = []
let checks = 0
const check = (passed: boolean, what: string): void => {
  checks++
  if (passed) return
  failures.push(what)
  console.log(`FAILED: ${what}`)
}

const folder = mkdtempSync(path.join(tmpdir(), 'orderbridge-pages-'))
rmSync(SHOTS, { recursive: true, force: true })
mkdirSync(SHOTS, { recursive: true })
const gateway = await startGateway(folder)
try {
  const browser = await chromium.launch({ executablePath: EXECUTABLE, args: ['--no-sandbox', '--disable-gpu'] })
  console.log(`Chromium ${browser.version()}`)
  try {
    await run(browser, gateway)
  } finally {
    await browser.close()
  }
} catch (error) {
  check(false, error instanceof Error ? error.message : String(error))
} finally {
  gateway.stop()
  rmSync(folder, { recursive: true, force: true })
}
console.log(`Screenshots: ${path.relative(process.cwd(), SHOTS)}`)
console.log(`${checks - failures.length} passed, ${failures.length} failed`)
process.exit(failures.length === 0 ? 0 : 1)

async function run(browser: Browser, { url, place, confirmPath }: RunningGateway): Promise<void> {
  await prepare(place)
  await enter(url)
  await pauseErp(url)
  for (const view of VIEWS) {
    const context = await browser.newContext(options(view, url))
    const page = await context.newPage()
    page.on('console', (message) => {
      if (message.type() === 'error' && !/status of 4(04|22)/.test(message.text()))
        check(false, `${nameOf(view)}: ${message.text()}`)
    })
    for (const scene of chosen) await show(page, await addressed(scene, view, confirmPath), view)
    await context.close()
  }
  await act(browser, url)
  await watch(browser, url, place)
}

/** The page of a link is in the supplier's language until a person chooses another. */
async function addressed(scene: Scene, { language }: View, confirmPath: RunningGateway['confirmPath']): Promise<Scene> {
  if (!/^\/confirm/.test(scene.path)) return scene
  const path = scene.mailOf === undefined ? scene.path : await confirmPath(scene.mailOf)
  return { ...scene, path: `${path}?language=${language}` }
}

function options({ language, size, scheme, hasScript }: View, url: string): ContextOptions {
  return { locale: language, colorScheme: scheme, javaScriptEnabled: hasScript, viewport: SIZES[size], baseURL: url }
}

function nameOf({ language, size, scheme, hasScript }: View): string {
  return `${language}-${size}-${scheme}${hasScript ? '' : '-noscript'}`
}

async function prepare(place: RunningGateway['place']): Promise<void> {
  const spoor = { id: 'changed-1', number: 'PO-MX35F9QP0E', customer: 'K-774417' }
  await place({
    ...spoor,
    lines: [
      ['AB-100', 'Crème fraîche 30% 1 L', 12],
      ['T-457', 'Tomaten los 5 kg', 6],
    ],
    remarks: 'Graag vóór 10:00, langs de achterdeur.',
  })
  await place({
    id: 'held-1',
    number: 'PO-MX35M0AA9F',
    customer: 'K-771204',
    lines: [
      ['AB-100', 'Crème fraîche 30% 1 L', 6],
      ['3105', 'Jus d’orange pressé 2 L', 3],
    ],
  })
  await place({
    id: 'held-2',
    number: 'PO-MX35LX9K44',
    customer: 'K-770031',
    lines: [['3105', 'Jus d’orange pressé 2 L', 2]],
  })
  await place({
    id: 'wms-1',
    number: 'PO-MX35M2T7C1',
    customer: 'K-776120',
    lines: [['B-811', 'Roomboter ongezouten 500 g', 10]],
  })
  await place({
    id: 'refused-1',
    number: 'PO-MX35KQ81D2',
    customer: 'K-770031',
    days: -3,
    lines: [['B-811', 'Roomboter', 1]],
  })
  await place({
    id: 'confirm-1',
    number: 'PO-MX35N6R2B8',
    customer: 'K-779900',
    lines: [['AB-100', 'Crème fraîche 30% 1 L', 6]],
  })
  await place({
    id: 'hostile-1',
    number: 'PO-HOSTILE',
    customer: 'K-<b>',
    lines: [['<script>alert(1)</script>', `\u202E${'lang '.repeat(100)}`, 1]],
    remarks: `"><img src=x onerror=alert(1)> ${'x'.repeat(4_000)}`,
  })
  await place({
    ...spoor,
    lines: [
      ['AB-100', 'Crème fraîche 30% 1 L', 12],
      ['T-457', 'Tomaten los 5 kg', 12],
      ['B-811', 'Roomboter ongezouten 500 g', 10],
    ],
    remarks: 'Graag vóór 10:00, langs de achterdeur.',
  })
}

/** An entry over a row of the configuration. */
async function enter(url: string): Promise<void> {
  const row = { article: 'AB-100', erpArticle: '300101', unit: 'LTR' }
  const { ok } = await fetch(`${url}/api/suppliers/vanacker/catalogue/articles/AB-100`, {
    ...{ method: 'PUT', headers: { authorization: `Bearer ${TOKEN}` } },
    body: JSON.stringify({ by: 'An Peeters', note: 'New number from 1 December', row }),
  })
  check(ok, 'The entry was stored.')
}

/** A route that a person can resume. */
async function pauseErp(url: string): Promise<void> {
  const { ok } = await fetch(`${url}/api/suppliers/vanacker/routes/erp/pause`, {
    ...{ method: 'POST', headers: { authorization: `Bearer ${TOKEN}` } },
    body: JSON.stringify({ by: 'An Peeters', note: 'The ERP is being updated' }),
  })
  check(ok, 'The route was paused.')
}

async function sendFile(page: Page, text: string): Promise<void> {
  const file = { name: 'articles.csv', mimeType: 'text/csv', buffer: Buffer.from(text) }
  await page.setInputFiles('main input[type=file]', file)
  await page.click('main form button')
}

async function show(page: Page, scene: Scene, view: View): Promise<void> {
  const name = `${scene.name}-${nameOf(view)}`
  if (scene.path === '/console/sign-in') await page.goto('/console/sign-in')
  else if (scene.isOpen !== true) await signIn(page)
  const response = await page.goto(scene.path)
  check(response?.status() === (scene.status ?? 200), `${name}: answered ${response?.status()}`)
  if (scene.fill) await sendFile(page, scene.fill.file)
  check((await page.getAttribute('html', 'lang')) === view.language, `${name}: is in another language`)
  const wide = await page.evaluate<number>('document.documentElement.scrollWidth - window.innerWidth')
  check(wide <= 0, `${name}: is ${wide} px too wide`)
  if (view.hasScript) await findBarriers(page, name)
  if (view.size !== 'narrow') await page.screenshot({ path: path.join(SHOTS, `${name}.png`), fullPage: true })
}

async function signIn(page: Page): Promise<void> {
  await page.goto('/console')
  if (!page.url().includes('/sign-in')) return
  await page.fill('#name', 'An Peeters')
  await page.fill('#token', TOKEN)
  await page.click('main button')
  check(!page.url().includes('/sign-in'), 'The sign-in did not lead to the console.')
}

interface Barrier {
  readonly id: string
  readonly impact: string
  readonly help: string
  readonly nodes: readonly { readonly html: string }[]
}

async function findBarriers(page: Page, name: string): Promise<void> {
  await page.evaluate(axe)
  const found = await page.evaluate<readonly Barrier[]>('axe.run(document).then(({ violations }) => violations)')
  check(
    found.length === 0,
    `${name}: ${found.map(({ id, impact, help, nodes }) => `${impact} ${id} (${help}) ${nodes[0]?.html.slice(0, 120)}`).join('; ')}`,
  )
}

/** An open page shows a new order by itself, and keeps what a person is doing. */
async function watch(browser: Browser, url: string, place: RunningGateway['place']): Promise<void> {
  const context = await browser.newContext(
    options({ language: 'en', size: 'desk', scheme: 'light', hasScript: true }, url),
  )
  const page = await context.newPage()
  await signIn(page)
  await page.goto('/console/orders')
  const lines = [['AB-100', 'Crème fraîche 30% 1 L', 1]] as const
  await place({ id: 'live-1', number: 'PO-LIVE-1', customer: 'K-774417', lines })
  check(await appears(page, 'PO-LIVE-1'), 'An open list shows a new order by itself.')
  await page.fill('#q', 'half a word')
  await place({ id: 'live-2', number: 'PO-LIVE-2', customer: 'K-774417', lines })
  check(!(await appears(page, 'PO-LIVE-2', LIVE_MS / 2)), 'A list does not change while a form is filled in.')
  check((await page.inputValue('#q')) === 'half a word', 'A form keeps the words of a person.')
  await page.fill('#q', '')
  await page.evaluate('document.activeElement.blur()')
  check(await appears(page, 'PO-LIVE-2'), 'The list goes on when the form is as before.')
  await context.clearCookies()
  const asked: string[] = []
  page.on('request', (request: { url(): string }) => request.url().endsWith('/console/orders') && asked.push('orders'))
  await page.waitForTimeout(LIVE_MS)
  check(asked.length <= 1, `A page without a sign-in asks once, and asked ${asked.length} times.`)
  await context.close()
}

async function appears(page: Page, text: string, timeout = LIVE_MS): Promise<boolean> {
  try {
    await page.waitForSelector(`text=${text}`, { timeout })
    return true
  } catch {
    return false
  }
}

/** Releases an order by the keys of a person, without JavaScript. */
async function act(browser: Browser, url: string): Promise<void> {
  const view = { language: 'en', size: 'desk', scheme: 'light', hasScript: false } as const
  const context = await browser.newContext(options(view, url))
  const page = await context.newPage()
  await signIn(page)
  await page.goto('/console/orders?q=PO-MX35LX9K44')
  await page.click('tbody th a')
  await page.click('a[href*="/do/discard"]')
  check(
    (await page.textContent('h1'))?.includes('Discard version 1?') === true,
    'The page before the action says what will happen.',
  )
  await page.fill('#note', 'Called: ordered twice.')
  await page.click('main form .btn.bad')
  check(page.url().includes('?done=discard'), `The action led to ${page.url()}`)
  check((await page.textContent('#verdict'))?.startsWith('Discarded') === true, 'The order shows its new state.')
  await page.click('.who button')
  check(page.url().includes('/sign-in'), 'The sign-out led elsewhere.')
  await context.close()
}
