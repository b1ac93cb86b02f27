import { describe, expect, it } from 'vitest'
import { contrl } from '../fakes/acknowledgements.ts'
import { EDIFACT, ERP, httpRoute, mailboxRoute, supplierWith } from '../fakes/orders.ts'
import { testOutbox } from '../fakes/outbox.ts'
import { status } from '../fakes/wire.ts'

const ANN = { by: 'ann', note: 'They want to see one.' }

async function delivered(more: object = {}, document: object = EDIFACT) {
  const test = testOutbox({ supplier: supplierWith({ routes: [httpRoute('erp', ERP, { document, ...more })] }) })
  test.wire.answers(ERP, status(200))
  test.accept()
  await test.pass(1_000)
  return test
}

type Test = Awaited<ReturnType<typeof delivered>>

const controlNumber = (test: Test, at: number) =>
  /^UNB\+(?:[^+]*\+){4}(\w+)/m.exec(test.wire.calls[at]?.body.replace(/^UNA.{6}/, '') ?? '')?.[1]
const testEntries = (test: Test) =>
  test.outbox.view('order-1')?.timeline.filter((entry) => Reflect.get(Object(entry), 'event') === 'test') ?? []

describe('an order sent as a test', () => {
  it('says so in its document, under names and numbers of its own, and no delivery knows of it', async () => {
    const test = await delivered()
    const before = test.outbox.view('order-1')?.deliveries
    expect(test.outbox.sendTest('order-1', 'erp', ANN)).toEqual({ ok: true })
    await test.work()
    const [order, sent, ...others] = test.wire.calls
    expect(others).toEqual([])
    expect(sent?.body).toMatch(/UNB\+.*\+1'/)
    expect(order?.body).not.toMatch(/UNB\+[^']*\+1'/)
    expect(sent?.body).toMatch(/BGM\+220\+TEST-\w+\+9/)
    expect(sent?.body).toContain('TEST ORDER, NOT TO BE DELIVERED')
    expect(sent?.key).not.toBe(order?.key)
    expect(controlNumber(test, 1)).not.toBe(controlNumber(test, 0))
    expect(test.outbox.view('order-1')?.deliveries).toEqual(before)
    expect(test.outbox.events(1).rows).toMatchObject([{ action: 'resend-test', by: 'ann' }])
    expect(testEntries(test)).toMatchObject([
      { text: expect.stringMatching(/^TEST-\w+: TEST-\w+-1\.edi, \d+ bytes: delivered\./) },
    ])

    test.accept({ orderId: 'order-2' })
    await test.pass(1_000)
    expect(Number(controlNumber(test, 2))).toBe(Number(controlNumber(test, 0)) + 1)
  })

  it('may be one that is held, and stays held; its route may be paused', async () => {
    const test = await delivered()
    test.accept({ orderId: 'order-3', starts: { erp: { state: 'held', reason: 'quantity' } } })
    test.outbox.pause('erp', ANN)
    expect(test.outbox.sendTest('order-3', 'erp', ANN)).toEqual({ ok: true })
    await test.pass(60_000)
    expect(test.wire.calls).toHaveLength(2)
    expect(test.deliveries('order-3')).toEqual(['erp v1 held/quantity no'])
  })

  it('is tried once, and stops nothing: how it ended stands in the timeline', async () => {
    const test = await delivered()
    test.wire.answers(ERP, status(401))
    test.outbox.sendTest('order-1', 'erp', ANN)
    await test.pass(600_000)
    expect(test.wire.calls).toHaveLength(2)
    expect(testEntries(test)).toMatchObject([{ text: expect.stringContaining('refused.') }])
    expect([test.outbox.routes()[0]?.state, test.alerts]).toEqual(['open', []])
  })

  it('is settled by no acknowledgement, and settles none', async () => {
    const test = await delivered({ receipt: 'acknowledgement', acknowledgements: { token: 'ACK_TOKEN' } })
    test.outbox.sendTest('order-1', 'erp', ANN)
    await test.work()
    test.hear(contrl(controlNumber(test, 1) ?? ''))
    expect(test.deliveries()).toEqual(['erp v1 sent yes'])
  })

  it.each([
    ['a document without a test indicator', { document: { format: 'json' } }, 'no test indicator'],
    ['file names that an order could have', { fileName: '{sequence:6}.{ext}' }, '{orderNumber}'],
  ])('is refused with %s, unless the route reaches a test system', async (_, more, why) => {
    const test = await delivered(more)
    expect(test.outbox.sendTest('order-1', 'erp', ANN)).toMatchObject({
      ...{ ok: false, status: 409 },
      message: expect.stringContaining(why),
    })
    test.reopen(supplierWith({ routes: [httpRoute('erp', ERP, { document: EDIFACT, ...more, test: true })] }))
    expect(test.outbox.sendTest('order-1', 'erp', ANN)).toEqual({ ok: true })
    await test.work()
    expect(test.wire.calls).toHaveLength(2)
  })

  it('is refused by a mailbox, of a purged order, and of what is not there', async () => {
    const box = testOutbox({ supplier: supplierWith({ routes: [mailboxRoute('erp', { document: EDIFACT })] }) })
    box.accept()
    expect(box.outbox.sendTest('order-1', 'erp', ANN)).toMatchObject({ status: 409 })
    const test = await delivered()
    expect(test.outbox.sendTest('order-9', 'erp', ANN)).toMatchObject({ status: 404 })
    expect(test.outbox.sendTest('order-1', 'wms', ANN)).toMatchObject({ status: 404 })
    test.outbox.erase('order-1', ANN)
    expect(test.outbox.sendTest('order-1', 'erp', ANN)).toMatchObject({ status: 409 })
    expect(test.wire.calls).toHaveLength(1)
  })
})
