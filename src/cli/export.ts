import { appendFileSync, existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { ENTRIES_FILE, entriesEnd, entryLine } from '../exports/entry-lines.ts'
import { isPaperName, readLine } from '../exports/read-export.ts'
import { endText } from '../exports/write-export.ts'
import { isCalendarDate } from '../model/local-time.ts'
import { isGroup } from '../text/parsed-json.ts'
import { ADMIN_HELP, ADMIN_OPTIONS, type AdminClient, Unable } from './admin-client.ts'
import { type Command, readOptions, UsageError } from './command.ts'
import { fromCaller } from './place.ts'
import type { Progress } from './progress.ts'
import { type Print, withGateway } from './report.ts'
import { entriesOf } from './restore/entries.ts'

export const exportOrders: Command = {
  help: `npx orderbridge export --supplier NAME --out FOLDER [options]

Writes orders of a running gateway into a new or empty folder. The file orders.ndjson has one order a line, as the Admin
API shows orders. bodies/ holds the posted bytes, and documents/ the documents. A purged order is listed without both.
catalogue.ndjson has the numbers that people entered in the catalogue, with their history.
\`npx orderbridge restore\` reads the export. The export holds customers' data: protect it like the orders.

  npx orderbridge export --supplier fresco --out backup                      everything
  npx orderbridge export --supplier fresco --out november --from 2026-11-01 --to 2026-11-30
  npx orderbridge export --supplier fresco --out one --order order-1         one order, by its id

  --supplier NAME    whose orders
  --out FOLDER       where to
  --order ID         this one only, without the catalogue
  --from DATE        received from that day on (UTC)
  --to DATE          to the end of that day
${ADMIN_HELP}

Exit codes:
  0  every order was written
  1  an order is not there, or the gateway refused or was not reached
  2  wrong use, or a folder that is not empty`,

  async run(words) {
    const options = readOptions(words, {
      ...ADMIN_OPTIONS,
      ...{ supplier: 'text', out: 'text', order: 'text', from: 'text', to: 'text' },
    } as const)
    const { supplier, out, order } = options
    if (supplier === undefined || out === undefined)
      throw new UsageError('Give --supplier and --out: whose orders, and where to?')
    const span = { from: day(options.from, 'from') ?? '', to: day(options.to, 'to') ?? '' }
    if (span.from > (span.to || span.from)) throw new UsageError(`--from ${span.from} is later than --to ${span.to}.`)
    const folder = fromCaller(out)
    if (existsSync(folder) && readdirSync(folder).length > 0)
      throw new UsageError(`${folder} is not empty. Give a folder that is new or empty.`)
    const exportAll = async (client: AdminClient, _print: Print, progress: Progress): Promise<number> => {
      let count = 0
      const missing: string[] = []
      for await (const id of order === undefined ? idsIn(client, supplier, span) : [order])
        if (!(await exportOne(client, supplier, id, folder))) missing.push(id)
        else progress.show(++count, null, `${count} orders written`)
      progress.end()
      const { counters } = await client.ask(`/suppliers/${encodeURIComponent(supplier)}/counters`)
      // The last line of the orders says that the export is whole, so everything else is written before.
      if (order === undefined) await exportEntries(client, supplier, folder)
      write(folder, ORDERS_FILE, endText(Date.now(), count, Array.isArray(counters) ? counters : []))
      console.log(`${count} order${count === 1 ? '' : 's'} in ${folder}`)
      for (const id of missing) console.error(`The gateway answers 404: there is no order ${id}.`)
      return missing.length === 0 ? 0 : 1
    }
    return withGateway(options, exportAll, null)
  },
}

function day(text: string | undefined, option: string): string | undefined {
  if (text === undefined || (/^\d{4}-\d{2}-\d{2}$/.test(text) && isCalendarDate(text))) return text
  throw new UsageError(`--${option} must be a date, such as 2026-11-24, not '${text}'.`)
}

/** Lists order ids, newest first. */
export async function* idsIn(client: AdminClient, supplier: string, { from, to }: { from: string; to: string }) {
  for (let cursor: unknown = ''; typeof cursor === 'string'; ) {
    const query = new URLSearchParams({ supplier, limit: '200', from, to, cursor })
    const page = await client.ask(`/orders?${query}`)
    for (const order of Array.isArray(page.orders) ? page.orders : []) {
      if (isGroup(order) && typeof order.orderId === 'string') yield order.orderId
    }
    cursor = page.cursor
  }
}

/**
 * Returns false if the gateway does not have the order, or if the id cannot be part of an address. Other orders are
 * still exported.
 */
async function exportOne(client: AdminClient, supplier: string, id: string, folder: string): Promise<boolean> {
  const found = await client.fetch(`/orders/${encodeURIComponent(supplier)}/${encodeURIComponent(id)}/export`)
  if (!found) return false
  const [order = '', ...files] = new TextDecoder()
    .decode(found.bytes)
    .split('\n')
    .filter((line) => line !== '')
  for (const text of files) {
    const line = await readLine(text)
    // A name from outside must not choose the path of a file.
    if (!line.ok || line.value.kind !== 'file' || !isPaperName(line.value.file))
      throw new Unable(`The gateway's answer for order ${id} can't be read.`)
    const file = path.join(folder, line.value.file)
    mkdirSync(path.dirname(file), OWN_FOLDER)
    writeFileSync(file, line.value.bytes, OWN_FILE)
  }
  write(folder, ORDERS_FILE, `${order}\n`)
  return true
}

/** Other users of this machine must not read orders. */
const OWN_FOLDER = { recursive: true, mode: 0o700 }
const OWN_FILE = { mode: 0o600 }

const ORDERS_FILE = 'orders.ndjson'

function write(folder: string, file: string, line: string): void {
  mkdirSync(folder, OWN_FOLDER)
  appendFileSync(path.join(folder, file), line, OWN_FILE)
}

async function exportEntries(client: AdminClient, supplier: string, folder: string): Promise<void> {
  let count = 0
  for await (const number of entriesOf(client, supplier)) {
    write(folder, ENTRIES_FILE, await entryLine(supplier, number))
    count++
  }
  write(folder, ENTRIES_FILE, entriesEnd(Date.now(), count))
}
