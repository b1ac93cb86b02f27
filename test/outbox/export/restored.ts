import { readExported } from '../../../src/exports/read-export.ts'
import { exportText } from '../../../src/exports/write-export.ts'
import type { Kept } from '../../../src/outbox/export/order-record.ts'
import { type TestOutbox, testOutbox } from '../../fakes/outbox.ts'

export const JO = { by: 'jo', note: 'The account was lost.' }

export const ids = (test: TestOutbox): string[] =>
  test.sql.all<{ id: string }>('SELECT id FROM orders ORDER BY seq').map(({ id }) => id)

/** Passes an order through the text of an export file. */
export async function exported(test: TestOutbox): Promise<Kept[]> {
  const orders: Kept[] = []
  for (const id of ids(test)) {
    const found = test.outbox.exported(id)
    const read = found && (await readExported(await exportText(found)))
    if (!read?.ok) throw new Error(read?.error ?? 'There is no such order.')
    orders.push(read.value)
  }
  return orders
}

/** Another outbox of the same supplier that has only the export. */
export async function restored(test: TestOutbox, counters = test.outbox.counters()) {
  const other = testOutbox({ supplier: test.supplier, storageId: '~0fe1dc2ba3948576' })
  other.clock.set(test.clock.now())
  const results = other.outbox.restore(await exported(test), counters, JO)
  return { other, results }
}
