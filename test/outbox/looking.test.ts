import { describe, expect, it } from 'vitest'
import type { Bucket } from '../../src/ports.ts'
import { supplierWith } from '../fakes/orders.ts'
import { testOutbox } from '../fakes/outbox.ts'

const MINUTE = 60_000
const BY = { by: 'an', note: '' }

/** A bucket whose `put` fails before or after it stored the document, and from which a job may fetch the document. */
function setting(more: object = {}, route: object = {}) {
  const objects = new Map<string, Uint8Array>()
  const puts: string[] = []
  let manner: 'well' | 'fails-before' | 'fails-after' | 'eats' | 'archives' = 'well'
  let blind = false
  const bucket: Bucket = {
    async put(key, { bytes }) {
      puts.push(key)
      if (manner !== 'fails-before') objects.set(key, bytes)
      if (manner === 'eats' || manner === 'archives') objects.delete(key)
      if (manner === 'archives') objects.set(key.replace('in/', 'done/'), bytes)
      if (manner !== 'well') throw new Error('internal error')
    },
    async get(key) {
      if (blind) throw new Error('internal error')
      return objects.get(key) ?? null
    },
  }
  const supplier = supplierWith({
    whenUncertain: 'check',
    routes: [
      {
        name: 'erp',
        document: { format: 'json' },
        transport: { kind: 'r2', bucket: 'ORDERS', prefix: 'in/', ...more },
        retry: { delaysSeconds: [10], giveUpAfterHours: 24 },
        ...route,
      },
    ],
  })
  const test = testOutbox({ supplier, ports: { buckets: { get: () => bucket } } })
  return {
    test,
    objects,
    puts,
    be(next: typeof manner): void {
      manner = next
    },
    blind(is: boolean): void {
      blind = is
    },
    notes: () => test.outbox.view('order-1')?.timeline.map((one) => (one as { text: string }).text) ?? [],
  }
}

const ARCHIVE = { archiveFolder: 'done' }

describe('an uncertain delivery on a route that looks', () => {
  it('is delivered without being sent again where it is found', async () => {
    const { test, puts, be, notes } = setting()
    be('fails-after')
    test.accept()
    await test.pass(MINUTE)
    expect(test.deliveries()).toEqual(['erp v1 delivered yes'])
    expect(puts).toHaveLength(1)
    expect(notes().at(-1)).toMatch(/^Found there: .+ is in in\/, \d+ bytes/)
  })

  it('is found where the job puts what it has taken', async () => {
    const { test, puts, be } = setting(ARCHIVE)
    be('archives')
    test.accept()
    await test.pass(MINUTE)
    expect(test.deliveries()).toEqual(['erp v1 delivered yes'])
    expect(puts).toHaveLength(1)
  })

  it('is sent again where it is neither there nor in the archive', async () => {
    const { test, puts, be } = setting(ARCHIVE)
    be('fails-before')
    test.accept()
    await test.work()
    be('well')
    await test.pass(MINUTE)
    expect(test.deliveries()).toEqual(['erp v1 delivered yes'])
    expect(puts).toHaveLength(2)
  })

  it.each(['eats', 'fails-before'] as const)('waits for a person where absence proves nothing: %s', async (manner) => {
    const { test, puts, be } = setting()
    be(manner)
    test.accept()
    await test.pass(MINUTE)
    expect(test.deliveries()).toEqual(['erp v1 held/uncertain maybe'])
    expect(puts).toHaveLength(1)
    expect(test.troubles).toMatchObject([{ kind: 'held', cause: 'uncertain' }])
    be('well')
    expect(test.outbox.release('order-1', BY)).toEqual({ ok: true })
    await test.pass(MINUTE)
    expect(test.deliveries()).toEqual(['erp v1 delivered yes'])
    expect(puts).toHaveLength(2)
  })

  it('is not sent by a person either while it lies there', async () => {
    const { test, puts, be, objects } = setting()
    be('eats')
    test.accept()
    await test.pass(MINUTE)
    const document = test.outbox.document('order-1', 'erp', 1)
    objects.set(puts[0] ?? '', document?.bytes ?? new Uint8Array())
    test.outbox.release('order-1', BY)
    await test.pass(MINUTE)
    expect(test.deliveries()).toEqual(['erp v1 delivered yes'])
    expect(puts).toHaveLength(1)
  })

  it('waits while nobody can look, and looks again', async () => {
    const { test, puts, be, blind } = setting(ARCHIVE)
    be('fails-after')
    blind(true)
    test.accept()
    await test.pass(5 * MINUTE)
    expect(test.deliveries()).toEqual(['erp v1 deferred maybe'])
    blind(false)
    await test.pass(MINUTE)
    expect(test.deliveries()).toEqual(['erp v1 delivered yes'])
    expect(puts).toHaveLength(1)
  })

  it('is looked for when the object stopped in the middle of a try', async () => {
    const { test, puts, be } = setting()
    be('fails-after')
    test.accept()
    test.outbox.wake()
    test.reopen()
    await test.pass(5 * MINUTE)
    expect(test.deliveries()).toEqual(['erp v1 delivered yes'])
    expect(puts).toHaveLength(1)
  })

  it('goes once more in any case when a person resends it', async () => {
    const { test, puts } = setting()
    test.accept()
    await test.work()
    expect(test.outbox.resend('order-1', 'erp', { ...BY, intent: 'same' })).toEqual({ ok: true })
    await test.work()
    expect(test.deliveries()).toEqual(['erp v1 delivered yes'])
    expect(puts).toHaveLength(2)
  })

  it('is passed on at its time all the same', async () => {
    const desk = { name: 'desk', document: { format: 'json' }, transport: { kind: 'mailbox', token: 'BOX_TOKEN' } }
    const { test, be, blind } = setting({}, { fallbacks: [{ route: 'desk', afterMinutes: 10 }] })
    be('fails-after')
    blind(true)
    const supplier = test.supplier
    test.reopen({ ...supplier, routes: [...supplier.routes, ...supplierWith({ routes: [desk] }).routes] })
    test.accept()
    await test.pass(15 * MINUTE)
    expect(test.deliveries()).toEqual(['desk v1 waiting no', 'erp v1 superseded maybe'])
  })
})
