import '../../src/cli/hooks.ts'
import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import type { Browser } from 'playwright-core'
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
  for (const size of ['desk', 'phone'] as const)
    for (const scheme of ['light', 'dark'] as const) await showAll(browser, size, scheme)
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

async function showAll(browser: Browser, size: keyof typeof SIZES, scheme: 'light' | 'dark'): Promise<void> {
  const base = { locale: 'en', colorScheme: scheme, viewport: SIZES[size], baseURL: 'http://localhost' }
  const context = await browser.newContext({ ...base, javaScriptEnabled: true })
  const page = await context.newPage()
  page.on('console', (message) => check(false, `${size}-${scheme}: ${message.text()}`))
  for (const { name, html } of samples) {
    const file = path.join(SHOTS, `mail-${name}.html`)
    writeFileSync(file, html)
    await page.goto(`file://${file}`)
    const wide = await page.evaluate<number>('document.documentElement.scrollWidth - window.innerWidth')
    check(wide <= 0, `${name}-${size}-${scheme}: is ${wide} px too wide`)
    const ran = await page.evaluate<boolean>('window.hostile === true || document.scripts.length > 0')
    check(!ran, `${name}-${size}-${scheme}: ran a script`)
    await photograph(page, SHOTS, `mail-${name}-${size}-${scheme}`, !name.includes('100'))
  }
  await context.close()
}
