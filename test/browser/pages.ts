import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { LANGUAGES } from '../../src/model/language.ts'
import { freePort } from '../servers/free-port.ts'
import { createChecks } from './checks.ts'
import { launchChromium } from './chromium.ts'
import { DEEDS, type Deed } from './deeds.ts'
import { startErp } from './erp.ts'
import { type RunningGateway, startGateway } from './gateway.ts'
import { walk } from './keyboard.ts'
import {
  AXE,
  findBarriers,
  findBarriersIn,
  findBelow,
  findIntruders,
  findOverflow,
  languageOf,
  lookAs,
} from './page-checks.ts'
import { type PastGateway, startPast } from './past.ts'
import { photograph } from './photograph.ts'
import { findPlanted } from './planted.ts'
import { prepareDay } from './sample-day.ts'
import { FILES, HOSTILE_SCENES, SCENES, type Scene } from './scenes.ts'
import { sendFile } from './send-file.ts'
import { signIn } from './sign-in.ts'
import { WAIT_MS } from './until.ts'
import { contextOptions, looksOf, nameOf, VIEWS, type View, viewOfAction, WIDTHS } from './views.ts'
import { watch } from './watch.ts'

/**
 * Opens every page of the console in Chromium and does every action: four languages, phone and desk, light and dark,
 * with and without JavaScript, with sample orders and with hostile texts. Needs Debian's `chromium`:
 * npm run pages -- [part of a name in scenes.ts or deeds.ts]
 */
const SHOTS = path.resolve(import.meta.dirname, '../../.orderbridge/pages')
/** Pages that are open at once. Each needs a core while axe-core reads it. */
const AT_ONCE = 3
const part = process.argv[2] ?? ''
const chosen = <N extends { readonly name: string }>(all: readonly N[]): N[] =>
  all.filter(({ name }) => name.includes(part))
const scenes = chosen([...SCENES, ...HOSTILE_SCENES])

const checks = createChecks()
const { check } = checks
const folder = mkdtempSync(path.join(tmpdir(), 'orderbridge-pages-'))
rmSync(SHOTS, { recursive: true, force: true })
mkdirSync(SHOTS, { recursive: true })
const port = await freePort()
process.env.ERP_PORT = String(port)
const erp = await startErp(port)
const gateway = await startGateway(path.join(folder, 'today'))
const hasPast = [...scenes, ...chosen(DEEDS)].some((one) => one.in === 'past')
/** Its statement takes a minute, so the other pages are opened meanwhile. */
const past: Promise<PastGateway> | null = hasPast ? startPast(path.join(folder, 'past')) : null
try {
  const browser = await launchChromium()
  console.log(`Chromium ${browser.version()}`)
  try {
    await run(browser)
  } finally {
    await browser.close()
  }
} catch (error) {
  check(false, error instanceof Error ? (error.stack ?? error.message) : String(error))
} finally {
  gateway.stop()
  await past?.then(({ stop }) => stop()).catch(() => {})
  erp.stop()
  rmSync(folder, { recursive: true, force: true })
}
console.log(`Screenshots: ${path.relative(process.cwd(), SHOTS)}`)
process.exit(checks.end())

async function run(browser: Browser): Promise<void> {
  await prepareDay(gateway)
  const jobs = [
    ...(part === '' ? [() => watch(checks, browser, gateway)] : []),
    ...('planted'.includes(part) ? [() => findPlanted(checks, browser, gateway.url)] : []),
    () => act(browser),
    ...VIEWS.map((view) => () => showAll(browser, view)),
    ...(part === '' ? [() => openFiles(browser)] : []),
  ]
  const worker = async (): Promise<void> => {
    for (let job = jobs.shift(); job; job = jobs.shift()) await job()
  }
  await Promise.all(Array.from({ length: AT_ONCE }, worker))
}

async function openPage(browser: Browser, view: View): Promise<{ context: BrowserContext; page: Page }> {
  const context = await browser.newContext(contextOptions(view, gateway.url))
  context.setDefaultTimeout(WAIT_MS)
  const page = await context.newPage()
  page.on('console', (message) => {
    if (message.type() === 'error' && !/status of 4(01|03|04|09|22)/.test(message.text()))
      check(false, `${nameOf(view)}: ${message.text()}`)
  })
  return { context, page }
}

async function showAll(browser: Browser, view: View): Promise<void> {
  const { context, page } = await openPage(browser, view)
  if (view.hasScript) await context.addInitScript({ content: AXE })
  await signIn(page)
  for (const [at, scene] of scenes.entries()) {
    try {
      await show(page, scene, view, at)
    } catch (error) {
      check(false, `${scene.name}-${nameOf(view)}: ${error instanceof Error ? error.message : String(error)}`)
    }
  }
  await context.close()
}

async function show(page: Page, scene: Scene, view: View, at: number): Promise<void> {
  const place = at + LANGUAGES.indexOf(view.language)
  const isHostile = HOSTILE_SCENES.includes(scene)
  // The server sends the same page without JavaScript, so fewer languages are enough there.
  if (!view.hasScript && place % (isHostile ? 4 : 2) > 0) return
  // Over the languages, a page is a picture in both sizes and both colour schemes. The look of the picture comes last.
  const [first, second] = looksOf(place)
  const [other, pictured] = place % LANGUAGES.length < 2 ? [second, first] : [first, second]
  const walked = scene.isWalkedOnPhone ? { ...first, size: 'phone' as const } : first
  await lookAs(page, !view.hasScript ? walked : isHostile ? pictured : other)
  const name = `${scene.name}-${view.language}${view.hasScript ? '' : '-noscript'}`
  const response = await page.goto(await addressOf(scene, view))
  check(response?.status() === (scene.status ?? 200), `${name}: answered ${response?.status()}`)
  if (scene.fill) await sendFile(page, await fileOf(scene.fill))
  check((await languageOf(page)) === view.language, `${name}: is in another language`)
  await findIntruders(checks, page, name)
  if (!view.hasScript) {
    await findOverflow(checks, page, name)
    if (!isHostile && place % LANGUAGES.length === 0) await walk(checks, page, name)
    return
  }
  // A hostile text needs no look of its own: over the languages its page has all four.
  await findBarriersIn(checks, page, name, isHostile ? [pictured] : [other, pictured])
  await photograph(page, SHOTS, `${name}-${pictured.size}-${pictured.scheme}`)
  await findOverflow(checks, page, name, WIDTHS)
  if (scene.onFirstScreen) await findBelow(checks, page, name, scene.onFirstScreen)
}

async function fileOf(fill: NonNullable<Scene['fill']>): Promise<string> {
  if ('file' in fill) return fill.file
  return (await past)?.lostOrders?.get(fill.order) ?? gateway.exportOf(fill.order)
}

/** The page of a link is in the supplier's language until a person chooses another. */
async function addressOf({ path, mailOf, mailTo, in: place }: Scene, { language }: View): Promise<string> {
  if (mailTo !== undefined) return gateway.mailPath(mailTo)
  if (place === 'past' && past) return `${(await past).url}${path.replace(':made', (await past).statementDate)}`
  if (!path.startsWith('/confirm')) return path
  const found = mailOf === undefined ? path : await gateway.confirmPath(mailOf.orderId, mailOf.supplier)
  return `${found}?language=${language}`
}

/** Does each action in each language, one after the other, and looks at the page after it. */
async function act(browser: Browser): Promise<void> {
  for (const language of LANGUAGES) {
    const pages = await Promise.all(
      [0, 1, 2, 3].map(async (at) => {
        const view = viewOfAction(language, at)
        const opened = await openPage(browser, view)
        await signIn(opened.page)
        return { ...opened, view }
      }),
    )
    for (const [at, deed] of chosen(DEEDS).entries()) {
      const opened = pages[(at + LANGUAGES.indexOf(language)) % pages.length]
      if (opened) await done(opened.page, deed, opened.view)
    }
    for (const { context } of pages) await context.close()
  }
}

async function done(page: Page, deed: Deed, view: View): Promise<void> {
  const name = `${deed.name}-done-${nameOf(view)}`
  try {
    await deed.act(page, await gatewayOf(deed), `${deed.name}-${view.language}`)
    check((await languageOf(page)) === view.language, `${name}: is in another language`)
    await findIntruders(checks, page, name)
    await findOverflow(checks, page, name)
    if (!view.hasScript) return
    await findBarriers(checks, page, name)
    await photograph(page, SHOTS, name)
  } catch (error) {
    check(false, `${name}: ${error instanceof Error ? error.message : String(error)}`)
  }
}

async function gatewayOf(deed: Deed): Promise<RunningGateway> {
  return deed.in === 'past' && past ? await past : gateway
}

/** What a browser would open beside the page, and a spreadsheet would calculate. */
async function openFiles(browser: Browser): Promise<void> {
  const { context, page } = await openPage(browser, VIEWS[0] as View)
  await signIn(page)
  for (const file of FILES) {
    const response = await context.request.get(file)
    const headers = response.headers()
    const isThere = !file.includes('/receipts/')
    check(response.status() === (isThere ? 200 : 404), `${file}: answered ${response.status()}`)
    if (!isThere) continue
    check(headers['content-disposition']?.startsWith('attachment') === true, `${file}: is not a download`)
    check(headers['x-content-type-options'] === 'nosniff', `${file}: may be taken for another kind of file`)
    const isTable = headers['content-type']?.startsWith('text/csv') === true
    if (isTable) check(!/(?:^\uFEFF?|[,;\n])\s*"?\s*[=+\-@]/.test(await response.text()), `${file}: calculates`)
  }
  await context.close()
}
