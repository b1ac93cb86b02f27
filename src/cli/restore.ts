import { existsSync, readFileSync, statSync } from 'node:fs'
import path from 'node:path'
import { ENTRIES_FILE } from '../exports/entry-lines.ts'
import type { NumberHistory } from '../outbox/catalogue/entry-history.ts'
import type { Counter } from '../outbox/numbers.ts'
import { ADMIN_HELP, ADMIN_OPTIONS, adminClient, Unable } from './admin-client.ts'
import { type Command, readNumber, readWords, UsageError } from './command.ts'
import { fromCaller, shown } from './place.ts'
import { openProgress } from './progress.ts'
import { ACTOR_HELP, ACTOR_OPTIONS, actorOf } from './report.ts'
import { entryTallyText, newEntryTally, numbersText, sendEntries, surveyEntries } from './restore/entries.ts'
import { textBetween } from './restore/lines.ts'
import { beginAnew, newTally, ordersText, sendOrders, tallyText } from './restore/send.ts'
import { type Entry, type Survey, survey } from './restore/survey.ts'

const BATCH_ORDERS = '200'
const COMPLAINTS = 20

export const restore: Command = {
  help: `npx orderbridge restore FILE … --supplier NAME [options]

Gives a running gateway back what an export holds: the folder of \`npx orderbridge export\`, its orders.ndjson or
catalogue.ndjson, or objects of an archive bucket. Everything is read and checked before anything is sent. Settled orders are known again, so that they are
duplicates when they come; whatever was not settled is held as 'restored', and you are told once. What is there already
stays as it is, so the same command may be given again.

  npx orderbridge restore backup --supplier fresco --check    reads the files, and asks no gateway
  npx orderbridge restore backup --supplier fresco            gives the orders back
  npx orderbridge restore backup/orders.ndjson --supplier fresco --batch 50

  --supplier NAME    whose orders
  --batch N          so many orders in one request (default 200, at most 500): few, where the plan allows little time
  --begin            then have the outbox begin anew: it holds orders as 'history-missing' no longer
  --check            only read the files, and ask no gateway
${ACTOR_HELP}
${ADMIN_HELP}

Exit codes:
  0  the gateway has every order; with --check: the files are whole
  1  a damaged file, a refusal, no gateway, or another content of an order in the gateway
  2  wrong use`,

  async run(words) {
    const { options, rest } = readWords(words, {
      ...ADMIN_OPTIONS,
      ...ACTOR_OPTIONS,
      ...{ supplier: 'text', batch: 'text', check: 'switch', begin: 'switch' },
    } as const)
    const { supplier } = options
    if (supplier === undefined) throw new UsageError('Give --supplier: whose orders?')
    if (rest.length === 0) throw new UsageError('Give the files of an export.')
    const most = readNumber(options.batch ?? BATCH_ORDERS, 'batch', 1, 500)
    const surveys: Survey[] = []
    const complaints: string[] = []
    const entries: NumberHistory[] = []
    for (const file of rest.flatMap(exportFiles)) {
      if (path.basename(file) === ENTRIES_FILE) {
        const found = await surveyEntries(file, supplier)
        complaints.push(...found.complaints)
        entries.push(...found.numbers)
        continue
      }
      const found = await survey(file, supplier)
      if (Array.isArray(found)) complaints.push(...found)
      else surveys.push(found)
    }
    if (complaints.length > 0) return refuse(complaints)
    const orders = inSequence(surveys)
    const count = rest.flatMap(exportFiles).length
    const catalogue = entries.length === 0 ? '' : ` Catalogue: ${numbersText(entries.length)}.`
    console.log(`${count === 1 ? '1 file' : `${count} files`}, whole: ${ordersText(orders.length)}.${catalogue}`)
    if (options.check) return 0
    const actor = actorOf(options)
    const tally = newTally()
    const entryTally = newEntryTally()
    const progress = openProgress()
    try {
      const client = adminClient(options)
      const about = { ...actor, counters: newestCounters(surveys) }
      await sendEntries(client, supplier, entries, { actor, tally: entryTally })
      await sendOrders(client, supplier, textsOf(orders), { most, about, tally, progress, total: orders.length })
      if (options.begin) await beginAnew(client, supplier, actor)
    } catch (error) {
      if (!(error instanceof Unable)) throw error
      progress.end()
      console.error(error.message)
      console.error('Not all were taken. Given again, the same command goes on.')
      return 1
    } finally {
      progress.end()
      console.log([entryTallyText(entryTally), surveys.length > 0 ? tallyText(tally) : ''].filter(Boolean).join('\n'))
    }
    return tally.conflicts.length + entryTally.conflicts.length === 0 ? 0 : 1
  },
}

/** The orders of a folder, and the catalogue, which earlier exports lack. */
function exportFiles(name: string): string[] {
  const file = fromCaller(name)
  if (!existsSync(file)) throw new UsageError(`There is no file ${shown(file)}.`)
  if (!statSync(file).isDirectory()) return [file]
  const inside = path.join(file, 'orders.ndjson')
  if (!existsSync(inside)) throw new UsageError(`There is no orders.ndjson in ${shown(file)}.`)
  const entries = path.join(file, ENTRIES_FILE)
  return existsSync(entries) ? [inside, entries] : [inside]
}

function refuse(complaints: readonly string[]): number {
  for (const complaint of complaints.slice(0, COMPLAINTS)) console.error(complaint)
  if (complaints.length > COMPLAINTS) console.error(`… and ${complaints.length - COMPLAINTS} more.`)
  console.error('Nothing was restored.')
  return 1
}

/** Sorts by arrival. If several exports hold an order, the newest export counts. */
function inSequence(surveys: readonly Survey[]): Entry[] {
  const newest = new Map<string, Entry>()
  for (const entry of surveys.flatMap(({ entries }) => entries)) {
    const known = newest.get(entry.orderId)
    if (!known || known.exportedAt <= entry.exportedAt) newest.set(entry.orderId, entry)
  }
  return [...newest.values()].sort((a, b) => a.seq - b.seq)
}

function newestCounters(surveys: readonly Survey[]): Counter[] {
  const oldestFirst = [...surveys].sort((a, b) => a.end.exportedAt.localeCompare(b.end.exportedAt))
  const last = new Map(
    oldestFirst.flatMap(({ end }) => end.counters.map((counter) => [counter.sequence, counter.last] as const)),
  )
  return [...last].map(([sequence, last]) => ({ sequence, last }))
}

function* textsOf(entries: readonly Entry[]): Generator<string> {
  for (const entry of entries) yield textOf(entry)
}

/** An order with all its files, from the export and from the folder. */
function textOf({ file, from, to, beside }: Entry): string {
  const papers = beside.map((name) => {
    const base64 = readFileSync(path.join(path.dirname(file), name)).toString('base64')
    return `${JSON.stringify({ file: name, base64 })}\n`
  })
  return [textBetween(file, from, to), ...papers].join('')
}
