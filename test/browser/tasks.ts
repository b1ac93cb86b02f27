import '../../src/cli/hooks.ts'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { Browser } from 'playwright-core'
import { freePort } from '../servers/free-port.ts'
import { launchChromium } from './chromium.ts'
import { startErp } from './erp.ts'
import { startGateway } from './gateway.ts'
import { type Person, personAt } from './person.ts'
import { WAIT_MS } from './until.ts'
import { contextOptions, nameOf, type View } from './views.ts'

/**
 * Eleven tasks of a clerk and five of the IT person, each from Today, in Chromium without JavaScript: in English at a desk,
 * and in German on a phone. The number of steps must be the number in docs/dev/console-tasks.md. Needs Debian's
 * `chromium`: npm run tasks
 */
const { consoleWording } = await import('../fakes/console-wording.ts')
const { CREAM, clerkTasks, itTasks } = await import('./day-tasks.ts')
const TABLE = readFileSync(path.resolve(import.meta.dirname, '../../docs/dev/console-tasks.md'), 'utf8')
const VIEWS: readonly View[] = [
  { language: 'en', size: 'desk', scheme: 'light', hasScript: false },
  { language: 'de', size: 'phone', scheme: 'dark', hasScript: false },
]

let [passed, failed] = [0, 0]
const browser = await launchChromium()
try {
  for (const view of VIEWS) await playDay(browser, view)
} finally {
  await browser.close()
}
console.log(`${passed} passed, ${failed} failed`)
process.exit(failed === 0 ? 0 : 1)

/** A day with a gateway and an ERP of its own. */
async function playDay(browser: Browser, view: View): Promise<void> {
  const folder = mkdtempSync(path.join(tmpdir(), 'orderbridge-tasks-'))
  const port = await freePort()
  process.env.ERP_PORT = String(port)
  const erp = await startErp(port)
  const gateway = await startGateway(folder, 'tasks.config.ts')
  try {
    const context = await browser.newContext(contextOptions(view, gateway.url))
    context.setDefaultTimeout(WAIT_MS)
    const person = personAt(await context.newPage())
    const day = {
      ...{ language: view.language, words: consoleWording[view.language], person, erp },
      place: (number: string, lines = CREAM, more = {}) =>
        gateway.place({ id: number.toLowerCase(), number, customer: 'K-774417', lines, ...more }),
      task: (id: string, sentence: string, answer: string, work: (one: typeof person) => Promise<void>) =>
        task(view, person, { id, sentence, answer, work }),
    }
    await person.signIn()
    await clerkTasks(day)
    await itTasks(day)
    await context.close()
  } finally {
    gateway.stop()
    erp.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}

interface Task {
  readonly id: string
  readonly sentence: string
  readonly answer: string
  work(person: Person): Promise<void>
}

async function task(view: View, person: Person, { id, sentence, answer, work }: Task) {
  try {
    await person.startAtToday()
    await work(person)
    await person.sees(answer)
    const steps = Number(new RegExp(`^\\| ${id} \\|.*\\| (\\d+) \\|`, 'm').exec(TABLE)?.[1])
    if (steps !== person.steps()) throw new Error(`took ${person.steps()} steps, and the table says ${steps}`)
    passed++
    console.log(`${nameOf(view)}: ${id}  ${person.steps()} steps  ${sentence}`)
  } catch (error) {
    failed++
    console.log(`FAILED: ${nameOf(view)}: ${id} ${sentence}: ${error instanceof Error ? error.message : String(error)}`)
  }
}
