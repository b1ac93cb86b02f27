import { type AdminClient, Unable } from './admin-client.ts'
import type { Rename } from './deploy/renames.ts'
import { idsIn } from './export.ts'
import { openProgress, type Progress } from './progress.ts'
import { entriesOf, entryTallyText, newEntryTally, sendEntries } from './restore/entries.ts'
import { beginAnew, newTally, type RestoreActor, sendOrders, tallyText } from './restore/send.ts'

const BATCH_ORDERS = 200
const LISTED_TOGETHER = 200
/** A deploy reaches every place within a minute or so. */
const TRIES = 60
const TRY_EVERY_MS = 2_000

/** Waits between requests: a parameter, because a test must not wait. */
export type Wait = (milliseconds: number) => Promise<void>

export const sleep: Wait = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds))

/**
 * Moves the catalogue and the orders of a renamed supplier into the outbox of its new name, oldest first. The entries of
 * the catalogue come first, because new orders under the new name need the entries. Safe to run again: orders and entries
 * of the new outbox stay unchanged. Resolves to the exit code: 1 where the new outbox has another content.
 */
export async function moveOrders(client: AdminClient, { from, to }: Rename, actor: RestoreActor, wait: Wait) {
  await untilRenamed(client, { from, to }, wait)
  const tally = newTally()
  const entries = newEntryTally()
  const progress = openProgress()
  try {
    await sendEntries(client, to, entriesOf(client, from), { actor, tally: entries })
    const { counters = [] } = await client.ask(`/suppliers/${encodeURIComponent(from)}/counters`)
    const about = { ...actor, counters, renamedFrom: from }
    const ids = await oldestFirst(client, from, progress)
    await sendOrders(client, to, exportsOf(client, from, ids), {
      ...{ most: BATCH_ORDERS, about, tally, progress, total: ids.length },
    })
    await beginAnew(client, to, { by: actor.by, note: `The orders of ${from} were moved.` })
    await client.ask(`/suppliers/${encodeURIComponent(from)}/moved`, { method: 'POST', body: { ...actor, to } })
  } finally {
    progress.end()
    console.log([`${from} → ${to}: ${tallyText(tally)}`, entryTallyText(entries)].filter(Boolean).join('\n'))
  }
  return tally.conflicts.length + entries.conflicts.length === 0 ? 0 : 1
}

/** The old outbox must run the new configuration first: until then it may accept and send orders that the export lacks. */
async function untilRenamed(client: AdminClient, { from, to }: Rename, wait: Wait): Promise<void> {
  for (let attempt = 0; attempt < TRIES; attempt++) {
    if (attempt > 0) await wait(TRY_EVERY_MS)
    const { suppliers } = await client.ask('/suppliers')
    if (!Array.isArray(suppliers) || suppliers.includes(from) || !suppliers.includes(to)) continue
    const { configured } = await client.ask(`/suppliers/${encodeURIComponent(from)}/outbox`)
    if (configured === false) return
  }
  throw new Unable(`The gateway still has supplier '${from}', or not yet '${to}'. Deploy the new configuration first.`)
}

/** The old outbox does not change during the move, so the complete list can be read first. */
async function oldestFirst(client: AdminClient, supplier: string, progress: Progress): Promise<readonly string[]> {
  const newestFirst: string[] = []
  for await (const id of idsIn(client, supplier, { from: '', to: '' })) {
    newestFirst.push(id)
    if (newestFirst.length % LISTED_TOGETHER === 0)
      progress.show(newestFirst.length, null, `${newestFirst.length} orders found`)
  }
  return newestFirst.reverse()
}

async function* exportsOf(client: AdminClient, supplier: string, ids: readonly string[]): AsyncGenerator<string> {
  for (const id of ids) {
    const found = await client.fetch(`/orders/${encodeURIComponent(supplier)}/${encodeURIComponent(id)}/export`)
    if (!found) throw new Unable(`The gateway answers 404: order ${id} of '${supplier}' cannot be exported.`)
    yield new TextDecoder().decode(found.bytes)
  }
}
