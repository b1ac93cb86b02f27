import { readdirSync, statSync } from 'node:fs'
import path from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Gateway } from '../crash/gateway.ts'
import { SUPPLIER, type UpgradeSetting } from './stage.ts'

/** What a kill left in the storage of the outbox. */
export interface Remains {
  readonly version: number
  /** Anything that the slow migration would have changed. */
  readonly traces: readonly string[]
}

const LOOK_MS = 5
/** A busy machine may take minutes to build and start a gateway. */
const GROWTH_LIMIT_MS = 240_000

/**
 * Starts the gateway, and kills everything once the migration has written so many bytes, which SQLite keeps in a file of their own
 * until the transaction ends.
 */
export async function killWhileMigrating(
  gateway: Gateway,
  setting: UpgradeSetting,
  bytes: number,
  deliveries: number,
): Promise<Remains> {
  const file = outboxFile(setting.persist)
  const before = sizeOf(`${file}-wal`)
  // An alarm opens the outbox as soon as the gateway runs; if there is none, this does.
  const started = gateway.start().then(() => deepHealth(gateway, setting))
  let failure: unknown = null
  started.catch((error) => {
    failure = error
  })
  for (const until = Date.now() + GROWTH_LIMIT_MS; sizeOf(`${file}-wal`) < before + bytes; await sleep(LOOK_MS)) {
    if (failure !== null) throw failure
    if (Date.now() > until) throw new Error('No migration began to write.')
  }
  await gateway.kill()
  return remainsIn(file, deliveries)
}

const sizeOf = (file: string): number => statSync(file, { throwIfNoEntry: false })?.size ?? 0

function outboxFile(persist: string): string {
  const folder = path.join(persist, 'v3/do/orderbridge-Outbox')
  const files = readdirSync(folder).filter((file) => /^[0-9a-f]{64}\.sqlite$/.test(file))
  const found = files.map((name) => path.join(folder, name)).find(hasOrders)
  if (!found) throw new Error(`There is no storage of the outbox in ${folder}.`)
  return found
}

/** The storage of the supplier with the orders of `placeOrder(…, SUPPLIER)`. */
function hasOrders(file: string): boolean {
  const database = new DatabaseSync(file)
  const found = database.prepare(`SELECT 1 FROM orders WHERE id GLOB 'crash-${SUPPLIER}-*' LIMIT 1`).all()
  database.close()
  return found.length > 0
}

export async function deepHealth(
  gateway: Gateway,
  { secrets }: UpgradeSetting,
): Promise<{ status: number; text: string }> {
  const response = await fetch(`${gateway.url}/healthz?deep=1`, {
    headers: { authorization: `Bearer ${secrets.CONSOLE_TOKEN}` },
    signal: AbortSignal.timeout(GROWTH_LIMIT_MS),
  })
  return { status: response.status, text: await response.text() }
}

function remainsIn(file: string, deliveries: number): Remains {
  const database = new DatabaseSync(file)
  const one = (query: string): Record<string, unknown> => database.prepare(query).get() ?? {}
  const exists = (table: string) => one(`SELECT count(*) AS n FROM sqlite_master WHERE name = '${table}'`).n === 1
  const hasTable = exists('slow')
  const version = exists('migrations') ? Number(one('SELECT coalesce(max(version), 0) AS v FROM migrations').v) : 0
  const open = Number(one("SELECT count(*) AS n FROM deliveries WHERE state <> 'delivered'").n)
  const renamed = one("SELECT count(*) AS n FROM pragma_table_info('versions') WHERE name = 'slow_digest'").n
  const lines = Number(one('SELECT count(*) AS n FROM timeline').n)
  database.close()
  const traces = [
    ...(hasTable ? ['the table of the slow migration is there'] : []),
    ...(renamed === 0 ? [] : ['a column is renamed']),
    ...(open === deliveries ? [] : [`${open} of ${deliveries} deliveries are open`]),
    ...(lines > 0 ? [] : ['the timeline is empty']),
  ]
  return { version, traces }
}
