import { describe, expect, it } from 'vitest'
import { contrl, ordrsp } from '../../fakes/acknowledgements.ts'
import { EDIFACT, ERP, httpRoute, mailboxRoute, supplierWith, WMS } from '../../fakes/orders.ts'
import { testOutbox } from '../../fakes/outbox.ts'
import { hanging, status } from '../../fakes/wire.ts'
import { open, sent, waiting } from './acknowledged-order.ts'

const ANN = { by: 'ann', note: 'By telephone.' }

/** An attempt after which nobody knows whether the document arrived. */
async function doubtful() {
  const opened = open({}, { whenUncertain: 'hold' })
  opened.test.wire.answers(ERP, status(500))
  opened.test.accept()
  await opened.test.work()
  expect(opened.test.deliveries()).toEqual(['erp v1 held/uncertain maybe'])
  return opened
}

const told = async ({ test }: Awaited<ReturnType<typeof doubtful>>) => {
  await test.work()
  return test.troubles.filter(({ kind }) => kind === 'arrived-after-all').map(({ text }) => text)
}

describe('an acceptance of a document', () => {
  it('that a person had discarded tells the desk that the goods may come', async () => {
    const opened = await doubtful()
    opened.test.outbox.discard('order-1', ANN)
    opened.say(ordrsp('PO-order-1'))
    expect(await told(opened)).toEqual([expect.stringContaining('a person had discarded it')])
    expect(opened.test.deliveries()).toEqual(['erp v1 discarded yes'])
    expect(opened.test.outbox.view('order-1')?.state).toBe('settled')
    const query = { text: null, state: 'discarded', before: null, limit: 9 } as const
    expect(opened.test.outbox.list(query).rows).toEqual([])
  })

  it('of an order that a person had keyed by hand tells the desk that the receiver may have it twice', async () => {
    const opened = await doubtful()
    opened.test.outbox.done('order-1', 'erp', ANN)
    opened.say(ordrsp('PO-order-1'))
    opened.say(ordrsp('PO-order-1'))
    expect(await told(opened)).toEqual([expect.stringContaining('twice')])
  })

  it('is told once, however often and in whichever form the receiver says it', async () => {
    const opened = await doubtful()
    opened.test.outbox.discard('order-1', ANN)
    opened.say(contrl('1'))
    opened.say(ordrsp('PO-order-1'))
    expect(await told(opened)).toHaveLength(1)
  })

  it('is no news where the document had been handed over before a person marked the order as done', async () => {
    const opened = await sent()
    opened.test.outbox.done('order-1', 'erp', ANN)
    opened.say(ordrsp('PO-order-1'))
    expect(await told(opened)).toEqual([])
  })
})

describe('an acceptance by a route that a fallback route had replaced', () => {
  /** The warehouse took over from a route whose document may have arrived, and is paused. */
  async function replaced() {
    const fallbacks = [{ route: 'wms', afterMinutes: 10 }]
    const erp = httpRoute('erp', ERP, { document: EDIFACT, ...waiting, fallbacks })
    const opened = open({}, { routes: [erp, httpRoute('wms', WMS)] })
    const { test } = opened
    test.wire.answers(ERP, status(500))
    test.outbox.pause('wms', ANN)
    test.accept()
    await test.pass(20 * 60_000)
    expect(test.deliveries()).toEqual(['erp v1 superseded maybe', 'wms v1 waiting no'])
    return opened
  }

  it('tells the desk that the goods may come, though a person had discarded the order', async () => {
    const opened = await replaced()
    expect(opened.test.outbox.discardOn('order-1', 'wms', ANN)).toEqual({ ok: true })
    opened.say(ordrsp('PO-order-1'))
    expect(await told(opened)).toEqual([expect.stringContaining('a person had discarded it')])
  })

  it('tells the desk that the receiver may have the order twice, once a person has keyed it by hand', async () => {
    const opened = await replaced()
    expect(opened.test.outbox.done('order-1', 'wms', ANN)).toEqual({ ok: true })
    opened.say(ordrsp('PO-order-1'))
    expect(await told(opened)).toEqual([expect.stringContaining('twice')])
  })
})

describe('an answer that comes after a fallback route took over', () => {
  it.each([
    [200, [expect.stringContaining('a person had discarded it')]],
    [503, []],
  ])('tells the desk that the goods may come, only if the receiver has the document: %i', async (code, expected) => {
    const fallbacks = [{ route: 'wms', afterMinutes: 1 }]
    const erp = httpRoute('erp', ERP, { fallbacks, retry: { delaysSeconds: [55], giveUpAfterHours: 9 } })
    const opened = open({}, { routes: [erp, httpRoute('wms', WMS)] })
    const { test } = opened
    test.outbox.pause('wms', ANN)
    test.wire.answers(ERP, status(503))
    test.accept()
    await test.work()
    const receiver = hanging()
    test.wire.answers(ERP, receiver.answer)
    await test.pass(80_000)
    expect(test.deliveries()).toEqual(['erp v1 superseded maybe', 'wms v1 waiting no'])
    expect(test.outbox.discardOn('order-1', 'wms', ANN)).toEqual({ ok: true })
    receiver.end(new Response(null, { status: code }))
    expect(await told(opened)).toEqual(expected)
  })
})

describe('a document in a mailbox', () => {
  const listed = async () => {
    const test = testOutbox({ supplier: supplierWith({ routes: [mailboxRoute('box')] }) })
    test.accept()
    await test.work()
    const [document] = test.outbox.listMailbox('box')
    if (!document) throw new Error('A document was to be listed.')
    return { test, id: document.id }
  }

  it('is given out no more once a person has keyed its order by hand', async () => {
    const { test, id } = await listed()
    test.outbox.done('order-1', 'box', ANN)
    expect(test.outbox.fetchDocument('box', id)).toBe('absent')
  })

  it('is given out again if the system had fetched the document before', async () => {
    const { test, id } = await listed()
    expect(test.outbox.fetchDocument('box', id)).not.toBeTypeOf('string')
    test.outbox.done('order-1', 'box', ANN)
    expect(test.outbox.fetchDocument('box', id)).not.toBeTypeOf('string')
  })
})
