import { describe, expect, it } from 'vitest'
import { deliveryKey } from '../../../src/model/order/identity.ts'
import type { As2Keys } from '../../../src/transports/as2/keys.ts'
import { messageIdOf } from '../../../src/transports/as2/message-id.ts'
import { EDIFACT, ERP, httpRoute, mailboxRoute, supplierWith } from '../../fakes/orders.ts'
import { type TestOutbox, testOutbox } from '../../fakes/outbox.ts'
import { status } from '../../fakes/wire.ts'
import { emptyDrawer } from '../../transports/means.ts'
import { parcelOf } from '../../transports/parcel.ts'
import { exported, JO, restored } from './restored.ts'

const MINUTE = 60_000
const BATCH = httpRoute('erp', ERP, { batch: { orders: 2, minutes: 1 }, fileName: '{sequence}.{ext}' })

const keysOf = (test: TestOutbox): string[] => test.wire.calls.map(({ key }) => key)

/** An outbox of the same supplier whose receiver accepts all documents. */
function opened(routes: object[], storageId: string): TestOutbox {
  const test = testOutbox({ supplier: supplierWith({ routes }), storageId })
  test.wire.answers(ERP, status(200))
  return test
}

async function send(test: TestOutbox, ...orderIds: string[]): Promise<void> {
  for (const orderId of orderIds) test.accept({ orderId })
  await test.pass(2 * MINUTE)
}

describe('the keys of an outbox whose storage was lost', () => {
  it('are never those of the storage before, though interchanges are counted from 1 again', async () => {
    const [lost, next] = [opened([BATCH], '~lost'), opened([BATCH], '~next')]
    await send(lost, 'a', 'b', 'c')
    await send(next, 'd', 'e', 'f')
    expect(keysOf(lost)).toHaveLength(2)
    expect(keysOf(next)).toHaveLength(2)
    expect(new Set([...keysOf(lost), ...keysOf(next)]).size).toBe(4)
  })

  it('are kept by an order that an export brings back, so that its receiver knows a repeat', async () => {
    const lost = opened([httpRoute('erp', ERP)], '~lost')
    lost.wire.answers(ERP, status(500))
    await send(lost, 'a')
    const { other } = await restored(lost)
    other.wire.answers(ERP, status(200))
    other.outbox.release('a', JO)
    await other.work()
    expect(keysOf(other)).toEqual(keysOf(lost).slice(0, 1))
  })

  it('are other ones for what the next storage writes of an order that an export brought back', async () => {
    const lost = opened([httpRoute('erp', ERP)], '~lost')
    await send(lost, 'a')
    const { other } = await restored(lost)
    for (const test of [lost, other]) {
      test.wire.answers(ERP, status(200))
      test.outbox.resend('a', 'erp', { ...JO, intent: 'correction' })
      await test.work()
      test.accept({ orderId: 'a', content: 7 })
      test.outbox.release('a', { ...JO, as: 'replacement' })
      await test.pass(MINUTE)
    }
    expect(keysOf(lost)).toHaveLength(3)
    expect(keysOf(other)).toHaveLength(2)
    expect(new Set([...keysOf(lost), ...keysOf(other)]).size).toBe(5)
  })

  it('are made as before in storage from before ids, and stay with the orders when another supplier takes them in', async () => {
    const old = opened([httpRoute('erp', ERP)], '~never-used')
    old.accept({ orderId: 'a' })
    old.sql.all("DELETE FROM key_values WHERE name = 'storage-id'")
    old.reopen()
    old.wire.answers(ERP, status(500))
    await old.work()
    expect(keysOf(old)).toEqual([await deliveryKey('fresco', 'erp', 'a', 1, 1)])
    const other = testOutbox({ supplier: old.supplier, storageId: '~next', ports: { name: 'fresco-new' } })
    other.clock.set(old.clock.now())
    other.wire.answers(ERP, status(200))
    other.outbox.restore(await exported(old), old.outbox.counters(), JO)
    other.outbox.release('a', JO)
    await other.work()
    expect(keysOf(other)).toEqual(keysOf(old))
  })
})

describe('the numbers of an outbox whose storage was lost', () => {
  const numbered = httpRoute('erp', ERP, { document: EDIFACT, fileName: 'ORD{sequence:6}.{ext}' })
  const numbersOf = (test: TestOutbox, orderId: string) =>
    test.outbox.view(orderId)?.deliveries.map(({ controlNumber, fileName }) => `${controlNumber} ${fileName}`)

  it('go on 1,000 after those of the export: nobody knows how many were given out since', async () => {
    const lost = opened([numbered], '~1057')
    await send(lost, 'a', 'b')
    const { other } = await restored(lost)
    other.wire.answers(ERP, status(200))
    for (const orderId of ['c', 'd']) {
      await send(lost, orderId)
      await send(other, `new-${orderId}`)
    }
    expect(numbersOf(lost, 'd')).toEqual(['4 ORD000004.edi'])
    expect(numbersOf(other, 'new-c')).toEqual(['1003 ORD001003.edi'])
    expect(numbersOf(other, 'new-d')).toEqual(['1004 ORD001004.edi'])
  })

  it('go on by a tenth of a range that is small', async () => {
    const lost = opened([{ ...numbered, controlNumbers: { start: 1_001, wrapAt: 3_000 } }], '~1057')
    await send(lost, 'a')
    const { other } = await restored(lost)
    other.wire.answers(ERP, status(200))
    await send(other, 'b')
    expect(numbersOf(other, 'b')).toEqual(['1202 ORD001202.edi'])
  })

  it('leave nothing out when the outbox takes orders of its own in again', async () => {
    const test = opened([numbered], '~1057')
    await send(test, 'a')
    const orders = await exported(test)
    for (const table of ['orders', 'versions', 'blobs', 'deliveries', 'timeline']) test.sql.all(`DELETE FROM ${table}`)
    test.outbox.restore(orders, test.outbox.counters(), JO)
    await send(test, 'b')
    expect(numbersOf(test, 'b')).toEqual(['2 ORD000002.edi'])
  })
})

describe('an order that an export brings back', () => {
  it('says POSSIBLE REPEAT where it had no document yet: the lost outbox may have sent one since', async () => {
    const lost = opened([httpRoute('erp', ERP)], '~lost')
    lost.accept({ orderId: 'a' })
    const { other } = await restored(lost)
    other.wire.answers(ERP, status(200))
    other.outbox.release('a', JO)
    await other.work()
    expect(JSON.parse(other.wire.calls[0]?.body ?? '')).toMatchObject({ possibleRepeat: true })
  })

  it('has another AS2 Message-ID when it is resent than it can have had before the loss', async () => {
    const keys = { signer: { privateKey: new Uint8Array(32) } } as As2Keys
    const idsOf = (test: TestOutbox): Promise<string[]> =>
      Promise.all(
        test.sql
          .all<{ resent: number }>("SELECT resend_count AS resent FROM deliveries WHERE route = 'erp'")
          .map(({ resent }) => messageIdOf(parcelOf('', { resendCount: resent }), keys, emptyDrawer())),
      )
    const lost = opened([httpRoute('erp', ERP, { document: EDIFACT })], '~lost')
    await send(lost, 'a')
    const { other } = await restored(lost)
    for (const test of [lost, other]) test.outbox.resend('a', 'erp', { ...JO, intent: 'same' })
    expect(await idsOf(other)).not.toEqual(await idsOf(lost))
  })

  it('has another mailbox id than the same version in the storage before, and keeps its own', async () => {
    const id = (test: TestOutbox): string | undefined => test.outbox.listMailbox('box')[0]?.id
    const routes = [mailboxRoute('box')]
    const [lost, next] = [opened(routes, '~1057'), opened(routes, '~0e47')]
    await send(lost, 'a')
    await send(next, 'a')
    expect(id(lost)).toMatch(/^[0-9a-f]+$/)
    expect(id(next)).not.toBe(id(lost))
    const { other } = await restored(lost)
    other.outbox.release('a', JO)
    await other.work()
    expect(id(other)).toBe(id(lost))
  })

  it('is not settled by a word about the mail that the lost storage wrote', async () => {
    const test = opened([mailboxRoute('box')], '~0e47')
    await send(test, 'a')
    const mailed = { orderId: 'a', version: 1, documentRevision: 1, storageId: '~1057' }
    expect(test.outbox.confirm('box', mailed)).toMatchObject({ state: 'replaced' })
    expect(test.deliveries('a')).toEqual(['box v1 waiting no'])
  })
})
