import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { readExported } from '../../src/exports/read-export.ts'
import { migrate } from '../../src/outbox/migrate.ts'
import { nodeSql } from '../fakes/node-sql.ts'
import { testOutbox } from '../fakes/outbox.ts'
import { recordedStorage } from './recorded.ts'
import { supplier } from './setting.ts'

const ANN = { by: 'ann' }
const recorded = recordedStorage('450cd56')
/** One text an order, with its bodies and documents. */
const texts = readFileSync(new URL('450cd56.jsonl', import.meta.url), 'utf8')
  .split(/^(?=\{"supplier")|^(?=\{"end")/m)
  .filter((text) => text.startsWith('{"supplier"'))

async function readAll() {
  const read = await Promise.all(texts.map(readExported))
  return read.map((one) => {
    if (!one.ok) throw new Error(one.error)
    return one.value
  })
}

describe('an export that commit 450cd56 wrote, in format 1', () => {
  it('holds for each order what the upgraded storage of that commit holds', async () => {
    const sql = nodeSql(':memory:', recorded.sql)
    migrate(sql, recorded.now)
    const test = testOutbox({ supplier, sql, now: recorded.now })
    for (const { supplier: _, ...kept } of await readAll()) {
      const exported = test.outbox.exported(kept.dossier.order.id)
      if (!exported) throw new Error('The storage does not have the order.')
      const { view: __, ...stored } = exported
      // The destination of an attempt is younger than that commit, and migration 5 fills it in storage only.
      const deliveries = kept.dossier.deliveries.map((one, at) => {
        return { ...one, destination: stored.dossier.deliveries[at]?.destination }
      })
      expect({ ...kept, dossier: { ...kept.dossier, deliveries } }).toEqual(stored)
    }
    expect(texts).toHaveLength(9)
  })

  it('is restored into another outbox, with its timeline and acknowledgements in the names of today', async () => {
    const test = testOutbox({ supplier, storageId: '~0fe1dc2ba3948576', now: recorded.now })
    const restored = test.outbox.restore(await readAll(), [], ANN)
    expect(restored.filter(({ outcome }) => outcome !== 'restored')).toEqual([])
    const events = (id: string) =>
      test.sql.all<{ event: string }>('SELECT event FROM timeline WHERE order_id = ?', id).map(({ event }) => event)
    expect(events('batch-1-deferred')).toContain('batched')
    expect(events('first-deferred')).toContain('fallback-started')
    const [answered] = test.outbox.view('answered')?.deliveries ?? []
    expect(answered?.acknowledgements).toMatchObject([{ kind: 'functional' }])
  })
})
