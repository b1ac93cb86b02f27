import { archive } from '../../src/exports/archive.ts'
import type { Archivable } from '../../src/outbox/export/exports.ts'
import { ERP, supplierWith } from '../fakes/orders.ts'
import { testOutbox } from '../fakes/outbox.ts'
import { status } from '../fakes/wire.ts'

const DAY = 86_400_000

/** An outbox with an archive, and a cron that comes when it is called. */
export function archived(settings: Record<string, unknown> = {}) {
  const test = testOutbox({ supplier: supplierWith({ maxAgeHours: 10_000, archive: { bucket: 'OLD' }, ...settings }) })
  test.wire.answers(ERP, status(200))
  const kept = new Map<string, string>()
  const bucket = { fails: (_key: string): boolean => false }
  const { outbox } = test
  return {
    ...test,
    kept,
    bucket,
    /** What happens while the bucket is being written. */
    meanwhile: { happens: (): void => {} },
    async cron(): Promise<void> {
      const { archive: settings } = test.supplier
      if (!settings) throw new Error('There is no archive.')
      const buckets = {
        get: (name: string) =>
          name === 'OLD'
            ? {
                get: async () => null,
                put: async (key: string, { bytes }: { bytes: Uint8Array }) => {
                  if (bucket.fails(key)) throw new Error('down')
                  kept.set(key, new TextDecoder().decode(bytes))
                  this.meanwhile.happens()
                },
              }
            : undefined,
      }
      const asked = {
        takeArchivable: async () => outbox.takeArchivable(),
        counters: async () => outbox.counters(),
        archived: async (orders: readonly Archivable[]) => outbox.archived(orders),
        tell: async (occurrence: Parameters<typeof outbox.tell>[0]) => outbox.tell(occurrence),
        over: async (ended: Parameters<typeof outbox.over>[0]) => outbox.over(ended),
      }
      await archive('fresco', settings, asked as never, { buckets, clock: test.clock })
    },
    purged: (): number =>
      test.sql.all<{ count: number }>('SELECT count(*) AS count FROM orders WHERE purged_at IS NOT NULL')[0]?.count ??
      0,
  }
}

export async function placed(test: ReturnType<typeof archived>, count: number): Promise<void> {
  for (let at = 0; at < count; at++) test.accept({ orderId: `order-${at}` })
  await test.pass(91 * DAY)
}
