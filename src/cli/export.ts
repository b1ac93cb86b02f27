import { appendFileSync, existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { isGroup } from '../config/mistake.ts'
import { isCalendarDate } from '../local-time.ts'
import { ADMIN_HELP, ADMIN_OPTIONS, type AdminClient, adminClient, Unable } from './admin-client.ts'
import { type Command, readOptions, UsageError } from './command.ts'

export const exportOrders: Command = {
  help: `npx orderbridge export --supplier NAME --out FOLDER [options]

Writes orders of a running gateway into a folder that is new or empty: orders.ndjson has one order a line, as the Admin
API shows it; bodies/ holds what was posted, byte for byte, and documents/ what was written of it. What has been purged
is listed without either. It holds customers' data: keep it as you keep the orders.

  --supplier NAME    whose orders
  --out FOLDER       where to
  --order ID         this one only
  --from DATE        received from that day on (UTC)
  --to DATE          to the end of that day
${ADMIN_HELP}`,

  async run(words) {
    const given = readOptions(words, {
      ...ADMIN_OPTIONS,
      ...{ supplier: 'text', out: 'text', order: 'text', from: 'text', to: 'text' },
    } as const)
    const { supplier, out, order } = given
    if (supplier === undefined || out === undefined)
      throw new UsageError('Give --supplier and --out: whose orders, and where to?')
    const span = { from: day(given.from, 'from') ?? '', to: day(given.to, 'to') ?? '9999-12-31' }
    const folder = path.resolve(out)
    if (existsSync(folder) && readdirSync(folder).length > 0)
      throw new UsageError(`${folder} is not empty. Give a folder that is new or empty.`)
    try {
      const client = adminClient(given)
      let count = 0
      for await (const id of order === undefined ? idsIn(client, supplier, span) : [order]) {
        await exportOne(client, supplier, id, folder)
        if (++count % 100 === 0) console.error(`${count} orders …`)
      }
      console.log(`${count} order${count === 1 ? '' : 's'} in ${folder}`)
      return 0
    } catch (error) {
      if (!(error instanceof Unable)) throw error
      console.error(error.message)
      return 1
    }
  },
}

function day(text: string | undefined, option: string): string | undefined {
  if (text === undefined || (/^\d{4}-\d{2}-\d{2}$/.test(text) && isCalendarDate(text))) return text
  throw new UsageError(`--${option} must be a date, such as 2026-11-24, not '${text}'.`)
}

/** Newest first. */
async function* idsIn(client: AdminClient, supplier: string, { from, to }: { from: string; to: string }) {
  for (let cursor: unknown = ''; typeof cursor === 'string'; ) {
    const query = new URLSearchParams({ supplier, limit: '200', cursor })
    const page = await client.ask(`/orders?${query}`)
    for (const order of Array.isArray(page.orders) ? page.orders : []) {
      if (!isGroup(order) || typeof order.orderId !== 'string') continue
      const received = String(order.receivedAt).slice(0, 10)
      if (received < from) return
      if (received <= to) yield order.orderId
    }
    cursor = page.cursor
  }
}

async function exportOne(client: AdminClient, supplier: string, id: string, folder: string): Promise<void> {
  const at = `/orders/${encodeURIComponent(supplier)}/${encodeURIComponent(id)}`
  const order = await client.ask(at)
  const versions = [...numbersIn(order.versions), ...(order.version === 0 ? [0] : [])]
  // A name from outside must not choose where a file goes.
  const name = encodeURIComponent(id).replaceAll('.', '%2E').replaceAll('*', '%2A').slice(0, 100)
  for (const version of versions) {
    const body = await client.fetch(`${at}/body?version=${version}`)
    if (body) write(path.join(folder, 'bodies'), `${name}-${version}.json`, body.bytes)
    for (const route of routesIn(order.deliveries, version)) {
      const document = await client.fetch(`${at}/documents/${encodeURIComponent(route)}?version=${version}`)
      if (document)
        write(
          path.join(folder, 'documents'),
          `${name}-${version}-${route}${path.extname(document.fileName ?? '')}`,
          document.bytes,
        )
    }
  }
  mkdirSync(folder, { recursive: true })
  appendFileSync(path.join(folder, 'orders.ndjson'), `${JSON.stringify(order)}\n`)
}

function write(folder: string, name: string, bytes: Uint8Array): void {
  mkdirSync(folder, { recursive: true })
  writeFileSync(path.join(folder, name), bytes)
}

const groupsIn = (list: unknown): Record<string, unknown>[] => (Array.isArray(list) ? list.filter(isGroup) : [])

const numbersIn = (versions: unknown): number[] => groupsIn(versions).map(({ version }) => Number(version))

const routesIn = (deliveries: unknown, version: number): string[] =>
  groupsIn(deliveries)
    .filter((one) => one.version === version)
    .map(({ route }) => String(route))
