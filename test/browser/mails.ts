import '../../src/cli/hooks.ts'
import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { launchChromium } from './chromium.ts'
import type { MailSample } from './mail-samples.ts'
import { photograph } from './photograph.ts'

/**
 * Opens every mail in Chromium: four languages, phone and desk, light and dark, with 1 and 100 lines, and with hostile
 * text. Needs Debian's `chromium`: npm run mails -- [part of a mail's name]
 */
const { mailSamples } = await import('./mail-samples.ts')
const SHOTS = path.resolve(import.meta.dirname, '../../.orderbridge/pages')
const SIZES = { desk: { width: 800, height: 900 }, phone: { width: 375, height: 740 } }
/** The largest mail of 100 lines; Gmail cuts a mail at 102 KB. */
const LIMIT = 60_000
/** Remarks of 10,000 characters come on top of the lines. */
const HOSTILE_LIMIT = 102_000

/** Too wide on a phone in the dark only, which proves that each look of a mail is looked at. */
const PLANTED = {
  name: 'planted',
  html: `<meta name=viewport content="width=device-width">
    <style>@media (prefers-color-scheme: dark) { p { width: 500px } }</style><p>Wide</p>`,
}

let [checks, failed] = [0, 0]
function check(passed: boolean, what: string): void {
  checks++
  if (passed) return
  failed++
  console.log(`FAILED: ${what}`)
}

mkdirSync(SHOTS, { recursive: true })
const samples = (await mailSamples()).filter(({ name }) => name.includes(process.argv[2] ?? ''))
const browser = await launchChromium()
try {
  for (const sample of samples) inspect(sample)
  await showAll(browser)
} finally {
  await browser.close()
}
console.log(`Screenshots: ${path.relative(process.cwd(), SHOTS)}`)
console.log(`${checks - failed} passed, ${failed} failed`)
process.exit(failed === 0 ? 0 : 1)

function inspect({ name, html, bytes, text, isHostile }: MailSample): void {
  check(bytes < (isHostile ? HOSTILE_LIMIT : LIMIT), `${name}: has ${bytes} bytes`)
  check(!/<(?:script|img|link|iframe|form)\b|javascript:|@import|url\(/i.test(html), `${name}: loads or runs something`)
  check(!/[\u202a-\u202e\u2066-\u2069]/u.test(html + text), `${name}: turns the direction of its text`)
  if (isHostile)
    check(html.includes('{{7*7}}') && text.includes('{{7*7}}'), `${name}: calculates what a customer wrote`)
}

/** Opens each mail once and changes the size and the colours: a mail cannot know them before. */
async function showAll(browser: Browser): Promise<void> {
  const base = { locale: 'en', colorScheme: 'light', viewport: SIZES.desk, baseURL: 'http://localhost' } as const
  const context = await browser.newContext({ ...base, javaScriptEnabled: true })
  const page = await context.newPage()
  page.on('console', (message) => check(false, message.text()))
  for (const { name, html } of [...samples, PLANTED]) {
    const file = path.join(SHOTS, `mail-${name}.html`)
    writeFileSync(file, html)
    await page.goto(`file://${file}`)
    for (const size of ['desk', 'phone'] as const)
      for (const scheme of ['light', 'dark'] as const) {
        await page.setViewportSize(SIZES[size])
        await page.emulateMedia({ colorScheme: scheme })
        await inspectLook(page, name, size, scheme)
      }
  }
  await context.close()
}

async function inspectLook(
  page: Page,
  name: string,
  size: keyof typeof SIZES,
  scheme: 'light' | 'dark',
): Promise<void> {
  const look = `${name}-${size}-${scheme}`
  const wide = await page.evaluate<number>('document.documentElement.scrollWidth - window.innerWidth')
  if (name === PLANTED.name)
    return check(wide > 0 === (size === 'phone' && scheme === 'dark'), `${look}: is ${wide} px too wide`)
  check(wide <= 0, `${look}: is ${wide} px too wide`)
  const ran = await page.evaluate<boolean>('window.hostile === true || document.scripts.length > 0')
  check(!ran, `${look}: ran a script`)
  await photograph(page, SHOTS, `mail-${look}`, !name.includes('100'))
}
