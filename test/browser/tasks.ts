import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { chromium } from 'playwright-core'
import { freePort } from '../servers/free-port.ts'
import { startErp } from './erp.ts'
import { startGateway } from './gateway.ts'
import { personAt } from './person.ts'

/**
 * Ten tasks of a clerk and five of the IT person, each from Today, in Chromium without JavaScript. The number of steps
 * must be the number in docs/dev/console-tasks.md. Needs Debian's `chromium`: npm run tasks
 */
const EXECUTABLE = process.env.CHROMIUM ?? '/usr/bin/chromium'
const TABLE = readFileSync(path.resolve(import.meta.dirname, '../../docs/dev/console-tasks.md'), 'utf8')
const WAIT_MS = 30_000

const folder = mkdtempSync(path.join(tmpdir(), 'orderbridge-tasks-'))
const port = await freePort()
process.env.ERP_PORT = String(port)
const erp = await startErp(port)
const gateway = await startGateway(folder, 'tasks.config.ts')
const browser = await chromium.launch({ executablePath: EXECUTABLE, args: ['--no-sandbox', '--disable-gpu'] })
const context = await browser.newContext({
  ...{ locale: 'en', colorScheme: 'light', javaScriptEnabled: false, viewport: { width: 1440, height: 900 } },
  baseURL: gateway.url,
})
const person = personAt(await context.newPage())

let [passed, failed] = [0, 0]
type Person = typeof person

/** A task ends on a page that holds the answer. */
async function task(id: string, sentence: string, answer: string, work: (person: Person) => Promise<void>) {
  try {
    await person.startAtToday()
    await work(person)
    await person.sees(answer)
    const steps = Number(new RegExp(`^\\| ${id} \\|.*\\| (\\d+) \\|`, 'm').exec(TABLE)?.[1])
    if (steps !== person.steps()) throw new Error(`took ${person.steps()} steps, and the table says ${steps}`)
    passed++
    console.log(`${id}  ${person.steps()} steps  ${sentence}`)
  } catch (error) {
    failed++
    console.log(`FAILED: ${id} ${sentence}: ${error instanceof Error ? error.message : String(error)}`)
  }
}

type Lines = Parameters<typeof gateway.place>[0]['lines']
const CREAM: Lines = [['AB-100', 'Crème fraîche 30% 1 L', 12]]
const JUICE: Lines = [['3105', 'Jus d’orange pressé 2 L', 3]]
const place = (number: string, lines: Lines = CREAM, more: { customer?: string; days?: number } = {}) =>
  gateway.place({ id: number.toLowerCase(), number, customer: 'K-774417', lines, ...more })

try {
  await person.signIn()
  await clerk()
  await itPerson()
} finally {
  await browser.close()
  gateway.stop()
  erp.stop()
  rmSync(folder, { recursive: true, force: true })
}
console.log(`${passed} passed, ${failed} failed`)
process.exit(failed === 0 ? 0 : 1)

async function clerk(): Promise<void> {
  await place('PO-ASKED')
  await erp.got('PO-ASKED')
  await task('IT4', 'Is everything well, since when?', 'Routes that work: 3.', (it) => it.sees('You can look away.'))

  await task('C1', 'A chef telephones: where is my order PO-ASKED?', 'Done: your ERP has it.', async (clerk) => {
    await clerk.clicks('link', 'Orders')
    await clerk.writes('Order, customer or article', 'PO-ASKED')
    await clerk.clicks('button', 'Find')
    await clerk.clicks('link', 'PO-ASKED')
  })

  for (let at = 1; at <= 7; at++) await place(`PO-JUICE-${at}`, JUICE)
  await task('C2', 'Article 3105 is new, and 7 orders wait', 'The orders that it settles leave now.', async (clerk) => {
    await clerk.sees('7 orders')
    await clerk.clicks('link', 'Enter it in the catalogue')
    await clerk.writes('Your article number', '303105')
    await clerk.clicks('button', 'Go on: see what will happen…')
    await clerk.clicks('button', 'Enter it, and send 7 orders')
    await erp.got('PO-JUICE-7')
  })

  await place('PO-CHANGED')
  await erp.got('PO-CHANGED')
  await place('PO-CHANGED', [['AB-100', 'Crème fraîche 30% 1 L', 24]])
  await task('C3', 'An order is held, because it changed after it was sent', 'The chef changed it', async (clerk) => {
    await clerk.clicks('link', 'Look at PO-CHANGED')
    await clerk.sees('What changed')
    await clerk.clicks('link', 'Send as a replacement…')
    await clerk.clicks('button', 'Send as a replacement')
    await erp.got('BGM+220+PO-CHANGED+5')
  })

  await place('PO-REFUSED', CREAM, { customer: 'K-770031', days: -3 })
  await task('C5', 'Who was refused today? Call them, and note the call', 'An Peeters called', async (clerk) => {
    await clerk.sees('+32 9 123 45 67')
    await clerk.clicks('link', 'I called…')
    await clerk.writes('Note, for whoever looks later', 'Orders again for tomorrow.')
    await clerk.clicks('button', 'I called')
    await clerk.clicks('link', 'Today')
  })

  await task('C6', 'Take an order back', 'Taken back on route erp by a person.', async (clerk) => {
    await clerk.clicks('link', 'Orders')
    await clerk.clicks('link', 'PO-ASKED')
    await clerk.clicks('summary', 'More')
    await clerk.clicks('link', 'Take it back, route erp…')
    await clerk.writes('Note, for whoever looks later', 'The chef ordered twice.')
    await clerk.clicks('button', 'Take it back')
  })

  await task('C9', 'The ERP has another number for a customer', 'It is written down with your name.', async (clerk) => {
    await clerk.clicks('link', 'Catalogue')
    await clerk.clicks('link', 'Customers')
    await clerk.clicksIn('K-771204', 'Change…')
    await clerk.writes('Your number for the buyer', '100999')
    await clerk.clicks('button', 'Go on: see what will happen…')
    await clerk.clicks('button', 'Enter it')
  })

  erp.goDown()
  for (const at of [1, 2, 3, 4, 5, 6]) await place(`PO-DOWN-${at}`)
  await person.waitsFor('does not answer since', WAIT_MS)
  await task('C8', 'Print what must be keyed, by delivery day', 'Deliver ', async (clerk) => {
    await clerk.clicks('link', 'Print what is not in your ERP yet')
    await clerk.sees('PO-DOWN-6')
  })

  await task('C4', 'The ERP is down: key an order by hand', 'Done: it was keyed by hand.', async (clerk) => {
    await clerk.clicks('link', 'PO-DOWN-1')
    await clerk.clicks('link', 'I keyed it by hand, route erp…')
    await clerk.writes('Number in your ERP', '4711')
    await clerk.clicks('button', 'It is keyed')
  })

  await task('C7', 'Send an order by another route', 'Sent by route desk by a person.', async (clerk) => {
    await clerk.clicks('link', 'PO-DOWN-2')
    await clerk.clicks('link', 'Send it by another route…')
    await clerk.clicks('button', 'Let that route take over')
  })

  await task('C10', 'What did my colleague do?', 'Marked as keyed by hand', async (clerk) => {
    await clerk.clicks('link', 'Who did what')
    await clerk.sees('4711')
  })
}

async function itPerson(): Promise<void> {
  await task('IT5', 'Find why nothing arrives', 'has not answered since', async (it) => {
    await it.clicks('link', 'Open route erp')
    await it.sees('If nobody does anything')
  })

  erp.comeUp()
  await task('IT1', 'What would my ERP get?', 'BGM+220+PO-ASKED', async (it) => {
    await it.clicks('link', 'What would my ERP get?')
    await it.writes('An order that you have', 'PO-ASKED')
    await it.clicks('button', 'Take it')
    await it.sees('Nothing is stored or sent from this page')
  })

  await task('IT2', 'Pause and resume a route around maintenance', 'and written down with your name', async (it) => {
    await it.clicks('link', 'Routes')
    await it.clicksIn('desk', 'Pause…')
    await it.writes('Note, for whoever looks later', 'The scales are serviced.')
    await it.clicks('button', 'Pause the route')
    await it.sees('Paused by An Peeters')
    await it.clicks('link', 'Resume…')
    await it.clicks('button', 'Resume the route')
  })

  await task('IT3', 'Which secret or certificate ends soon?', '31 March 2027', async (it) => {
    await it.clicks('link', 'Routes')
    await it.sees('ends on Wed 31 Mar')
    await it.clicks('link', 'Settings in force')
  })
}
