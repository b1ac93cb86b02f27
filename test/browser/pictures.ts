import '../../src/cli/hooks.ts'
import { mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { freePort } from '../servers/free-port.ts'
import { launchChromium } from './chromium.ts'
import { startErp } from './erp.ts'
import { startGateway } from './gateway.ts'
import { personAt } from './person.ts'

/**
 * Writes the pictures of docs/pictures: the console and the mails on a day with sample orders, at 1200 px, in light
 * colours. Needs Debian's `chromium`: npm run pictures
 */
const { mailSamples } = await import('./mail-samples.ts')
const PICTURES = path.resolve(import.meta.dirname, '../../docs/pictures')
const MOST_BYTES = 120_000
const [WIDTH, HEIGHT] = [1200, 900]

const folder = mkdtempSync(path.join(tmpdir(), 'orderbridge-pictures-'))
mkdirSync(PICTURES, { recursive: true })
const port = await freePort()
process.env.ERP_PORT = String(port)
const erp = await startErp(port)
const gateway = await startGateway(folder, 'tasks.config.ts')
const browser = await launchChromium()
const context = await browser.newContext({
  ...{ locale: 'en', colorScheme: 'light', javaScriptEnabled: false, viewport: { width: WIDTH, height: HEIGHT } },
  baseURL: gateway.url,
})
const page = await context.newPage()
let [passed, failed] = [0, 0]

async function take(name: string, address: string, height = HEIGHT): Promise<void> {
  await page.setViewportSize({ width: WIDTH, height })
  await page.goto(address)
  const file = path.join(PICTURES, `${name}.png`)
  await page.screenshot({ path: file, fullPage: false })
  const { size } = statSync(file)
  if (size <= MOST_BYTES) passed++
  else failed++
  console.log(`${size <= MOST_BYTES ? '' : 'FAILED: '}${name}.png has ${size} bytes`)
}

type Lines = Parameters<typeof gateway.place>[0]['lines']
const CREAM: Lines[number] = ['AB-100', 'Crème fraîche 30% 1 L', 12]
const TOMATOES: Lines[number] = ['T-457', 'Tomaten los 5 kg', 6]
const BUTTER: Lines[number] = ['B-811', 'Roomboter ongezouten 500 g', 10]
const JUICE: Lines[number] = ['3105', 'Jus d’orange pressé 2 L', 3]

async function place(number: string, customer: string, lines: Lines, days = 2): Promise<void> {
  const remarks = 'Graag vóór 10:00, langs de achterdeur.'
  await gateway.place({ id: number.toLowerCase(), number, customer, lines, days, remarks })
}

try {
  for (const [number, customer, lines] of [
    ['PO-MX35C2K7A1', 'K-776120', [BUTTER, CREAM]],
    ['PO-MX35D81MZ4', 'K-771204', [CREAM, TOMATOES]],
    ['PO-MX35E0P3L9', 'K-770031', [TOMATOES]],
    ['PO-MX35F9QP0E', 'K-774417', [CREAM, TOMATOES, BUTTER]],
  ] as const) {
    await place(number, customer, lines)
    await erp.got(number)
  }
  await take('welcome', '/', 760)
  await personAt(page).signIn()
  await take('today-well', '/console', 760)
  await take('order', '/console/orders/vanacker/po-mx35f9qp0e', 640)
  await take('what-would', '/console/what-would?supplier=vanacker&order=PO-MX35F9QP0E', 580)
  await needPeople()
  await take('today', '/console', 660)
  await take('orders', '/console/orders', 760)
  await take('replacement', '/console/orders/vanacker/po-mx35d81mz4', 760)
  await take('catalogue', '/console/catalogue/vanacker', 700)
  await take('routes', '/console/routes', 800)
  await take('we-have-it', `${await gateway.confirmPath('po-mx35n6r2b8')}?language=en`, 500)
  for (const [name, sample] of [
    ['mail-order', 'replacement-en'],
    ['mail-alert', 'alert-held-en'],
  ] as const) {
    const html = (await mailSamples()).find((mail) => mail.name === sample)?.html
    if (!html) throw new Error(`No mail is called ${sample}.`)
    const file = path.join(folder, `${name}.html`)
    writeFileSync(file, html)
    await take(name, `file://${file}`, name === 'mail-alert' ? 520 : 700)
  }
} finally {
  await browser.close()
  gateway.stop()
  erp.stop()
  rmSync(folder, { recursive: true, force: true })
}
console.log(`${passed} passed, ${failed} failed`)
process.exit(failed === 0 ? 0 : 1)

/** Orders that wait for the clerk: an unknown article, a change, a refusal and an unconfirmed mail. */
async function needPeople(): Promise<void> {
  await place('PO-MX35M0AA9F', 'K-771204', [CREAM, JUICE])
  await place('PO-MX35M2T7C1', 'K-776120', [JUICE])
  await place('PO-MX35LX9K44', 'K-774417', [BUTTER, JUICE])
  await place('PO-MX35D81MZ4', 'K-771204', [['AB-100', 'Crème fraîche 30% 1 L', 24], TOMATOES])
  await place('PO-MX35KQ81D2', 'K-770031', [BUTTER], -3)
  await place('PO-MX35N6R2B8', 'K-779900', [CREAM])
}
