import { describe, expect, it } from 'vitest'
import { contrl, ordrsp, x855 } from '../../fakes/acknowledgements.ts'
import { EDIFACT, ERP, httpRoute, WMS } from '../../fakes/orders.ts'
import type { TestOutbox } from '../../fakes/outbox.ts'
import { status } from '../../fakes/wire.ts'
import { HOUR, open, sent, waiting, X12 } from './acknowledged-order.ts'

const HANDLED = { by: 'ann', note: 'The chef called.' }
const replacing = { revisions: 'replace', cancellations: 'send' }

/** Sends two versions to the receiver. */
async function twice(settings: Record<string, unknown> = {}) {
  const opened = await sent(settings, replacing)
  opened.test.accept({ content: 3 })
  await opened.test.work()
  expect(opened.test.deliveries()).toEqual(['erp v1 sent yes', 'erp v2 sent yes'])
  return opened
}

/** Sends an order and its cancellation to the receiver. */
async function cancelled(settings: Record<string, unknown> = {}) {
  const opened = await sent(settings, replacing)
  expect(opened.test.outbox.cancel('order-1', 'erp', HANDLED)).toEqual({ ok: true })
  await opened.test.work()
  expect(opened.test.deliveries()).toEqual(['erp v1 sent yes', 'erp v2 sent yes'])
  return opened
}

async function told({ work, alerts }: TestOutbox) {
  await work()
  return alerts.map(({ kind, cause, orderId }) => [kind, cause, orderId].join(' '))
}

describe('a rejection under the number of an order', () => {
  it('is of the newest version that has left, whatever was said of the others before', async () => {
    const { test, say } = await twice()
    say(contrl('1'))
    say(contrl('2', '7', [], { own: '78' }))
    expect(test.deliveries()).toEqual(['erp v1 delivered yes', 'erp v2 delivered yes'])
    expect(say(ordrsp('PO-order-1', '27')).matched).toMatchObject([{ version: 2, effect: 'refused' }])
    expect(test.deliveries()).toEqual(['erp v1 delivered yes', 'erp v2 refused yes'])
    expect(await told(test)).toEqual(['refused rejected order-1'])
  })

  it('is of the newest version though that was accepted before', async () => {
    const { test, say } = await twice()
    say(ordrsp('PO-order-1', '29'))
    expect(test.deliveries()).toEqual(['erp v1 superseded yes', 'erp v2 delivered yes'])
    say(ordrsp('PO-order-1', '27', [], { own: '78' }))
    expect(test.deliveries()).toEqual(['erp v1 superseded yes', 'erp v2 refused yes'])
    expect(await told(test)).toEqual(['refused rejected order-1'])
  })

  it('is of the version that it names, and raises an alert though a later version has left', async () => {
    const { test, say } = await twice()
    const answer = ordrsp('PO-order-1', '27').replace('RFF+ON:PO-order-1', 'RFF+ON:PO-order-1::1')
    expect(say(answer).matched).toMatchObject([{ version: 1, effect: 'noted' }])
    expect(test.deliveries()).toEqual(['erp v1 superseded yes', 'erp v2 sent yes'])
    expect(await told(test)).toEqual(['refused replaced order-1'])
    expect(test.alerts[0]?.text).toMatch(
      /did not accept version 1 of order PO-order-1\. That version had been replaced/,
    )
  })

  it('is of the newest version where it names one that never was', async () => {
    const { say } = await twice()
    const answer = ordrsp('PO-order-1', '27').replace('RFF+ON:PO-order-1', 'RFF+ON:PO-order-1::9')
    expect(say(answer).matched).toMatchObject([{ version: 2, effect: 'refused' }])
  })

  it('raises an alert each time that it comes as another answer, and none when the same comes again', async () => {
    const { test, say } = await twice()
    say(contrl('1', '4+12'))
    say(contrl('1', '4+12'))
    expect(await told(test)).toEqual(['refused replaced order-1'])
    say(contrl('1', '4+39', [], { own: '78' }))
    expect(await told(test)).toHaveLength(2)
    expect(test.wire.calls).toHaveLength(2)
  })

  it('raises an alert again after a person has dealt with it', async () => {
    const { test, say } = await sent()
    say(ordrsp('PO-order-1', '27'))
    say(ordrsp('PO-order-1', '27', [], { own: '78' }))
    expect(await told(test)).toHaveLength(1)
    test.outbox.done('order-1', 'erp', HANDLED)
    say(ordrsp('PO-order-1', '27', [], { own: '79' }))
    expect(await told(test)).toHaveLength(2)
  })

  it('raises an alert for a version that a person discarded since', async () => {
    const { test, say } = await sent()
    test.sql.all("UPDATE deliveries SET state = 'discarded', next_at = NULL")
    expect(say(ordrsp('PO-order-1', '27')).matched).toMatchObject([{ effect: 'noted' }])
    expect(await told(test)).toEqual(['refused replaced order-1'])
  })
})

describe('a rejected cancellation', () => {
  it.each([
    ['ORDRSP', {}, () => ordrsp('PO-order-1', '27')],
    ['CONTRL', {}, () => contrl('2', '4+12')],
    ['855', { document: X12 }, () => x855('PO-order-1', 'RJ')],
    ['855 with changes', { document: X12 }, () => x855('PO-order-1', 'AC')],
  ])('by %s needs a person, who is told that the goods may come', async (_, settings, answer) => {
    const { test, say } = await cancelled(settings)
    expect(say(answer()).matched).toMatchObject([{ version: 2, effect: 'refused' }])
    expect(test.deliveries()[1]).toBe('erp v2 refused yes')
    expect(await told(test)).toEqual(['refused cancellation order-1'])
    expect(test.alerts[0]?.text).toMatch(/cancellation of order PO-order-1 was not accepted.*will deliver it/)
  })
})

describe('an acceptance under the number of an order', () => {
  it('is of the newest version, and ends the wait for answers to earlier ones', async () => {
    const { test, say } = await twice()
    expect(say(ordrsp('PO-order-1')).matched).toMatchObject([{ version: 2, effect: 'settled' }])
    expect(test.deliveries()).toEqual(['erp v1 superseded yes', 'erp v2 delivered yes'])
    expect(say(ordrsp('PO-order-1', '29', [], { own: '78' })).matched).toMatchObject([
      { version: 2, effect: 'repeated' },
    ])
    await test.pass(7_200_000)
    expect(test.alerts).toEqual([])
  })

  it('is never of a cancellation while the order itself has no answer', async () => {
    const { test, say } = await cancelled()
    expect(say(ordrsp('PO-order-1')).matched).toMatchObject([{ version: 1, effect: 'settled' }])
    expect(test.deliveries()).toEqual(['erp v1 delivered yes', 'erp v2 sent yes'])
    expect(say(ordrsp('PO-order-1', '29', [], { own: '78' })).matched).toMatchObject([{ version: 2 }])
    expect(test.deliveries()).toEqual(['erp v1 delivered yes', 'erp v2 delivered yes'])
  })

  it('is of the cancellation where it says so', async () => {
    const { test, say } = await cancelled({ document: X12 })
    expect(say(x855('PO-order-1').replace('BAK*00', 'BAK*01')).matched).toMatchObject([{ version: 2 }])
    expect(test.deliveries()[1]).toBe('erp v2 delivered yes')
  })
})

describe('an earlier version that the receiver never answers', () => {
  it('is settled by a person who marks the order done, though a later version is delivered', async () => {
    const { test, say } = await twice()
    say(contrl('2'))
    expect(test.deliveries()).toEqual(['erp v1 sent yes', 'erp v2 delivered yes'])
    expect(test.outbox.done('order-1', 'erp', HANDLED)).toEqual({ ok: true })
    expect(test.deliveries()).toEqual(['erp v1 superseded yes', 'erp v2 delivered yes'])
    expect(test.outbox.view('order-1')?.state).toBe('settled')
    expect(test.outbox.done('order-1', 'erp', HANDLED)).toMatchObject({ ok: false, status: 409 })
  })
})

describe('a rejection on a route with a fallback', () => {
  const routes = [
    httpRoute('erp', ERP, { document: EDIFACT, ...waiting, fallbacks: [{ route: 'wms', afterMinutes: 600 }] }),
    httpRoute('wms', WMS),
  ]

  it.each([
    [
      'of a translator lets the fallback take over',
      contrl('1', '4'),
      ['erp v1 superseded yes', 'wms v1 delivered yes'],
    ],
    ['of the order desk lets no fallback take over', ordrsp('PO-order-1', '27'), ['erp v1 refused yes']],
  ])('%s', async (_, reply, deliveries) => {
    const { test } = open({}, { routes })
    test.wire.answers(WMS, status(200))
    test.accept()
    await test.work()
    test.hear(reply)
    await test.pass(HOUR)
    expect(test.deliveries()).toEqual(deliveries)
  })
})
