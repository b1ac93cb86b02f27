import { describe, expect, it } from 'vitest'
import { utf8 } from '../../../src/text/utf8.ts'
import { ERP, httpRoute, supplierWith } from '../../fakes/orders.ts'
import { testOutbox } from '../../fakes/outbox.ts'
import { cut, status } from '../../fakes/wire.ts'
import { boxed, posted } from './single-route.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE

/** A delivery that waits in a mailbox when its route gets another transport. */
async function inMailbox() {
  const test = testOutbox({ supplier: boxed() })
  test.wire.answers(ERP, status(200))
  test.accept()
  await test.pass(HOUR)
  return test
}

describe('a mailbox that is one no more', () => {
  it('leaves nothing behind: what was not collected goes by what its route has now, the same document', async () => {
    const test = await inMailbox()
    const [entry] = test.outbox.listMailbox('erp')
    test.reopen(posted())
    await test.work()
    expect(test.deliveries()).toEqual(['erp v1 delivered yes'])
    expect(test.wire.calls).toHaveLength(1)
    expect(utf8(test.wire.calls[0]?.body ?? '').byteLength).toBe(entry?.size)
    expect(test.outbox.view('order-1')?.timeline.at(-2)).toMatchObject({ event: 'uncollected', route: 'erp' })
  })

  it('sends nothing that was fetched, and nothing twice', async () => {
    const test = await inMailbox()
    test.outbox.fetchDocument('erp', test.outbox.listMailbox('erp')[0]?.id ?? '')
    test.accept({ orderId: 'order-2' })
    await test.work()
    test.reopen(posted())
    test.reopen(posted())
    await test.pass(HOUR)
    expect(test.deliveries()).toEqual(['erp v1 sent yes'])
    expect(test.deliveries('order-2')).toEqual(['erp v1 delivered yes'])
    expect(test.wire.calls).toHaveLength(1)
  })

  it('sends nothing late in silence', async () => {
    const test = await inMailbox()
    test.clock.advance(48 * HOUR)
    test.reopen(posted())
    await test.pass(MINUTE)
    expect(test.deliveries()).toEqual(['erp v1 held/stale no'])
    expect(test.troubles.at(-1)).toMatchObject({ kind: 'held', cause: 'stale' })
  })

  it('waits in a mailbox that has another token', async () => {
    const test = await inMailbox()
    test.reopen(boxed({ transport: { kind: 'mailbox', token: 'OTHER_TOKEN' } }))
    await test.pass(HOUR)
    expect(test.deliveries()).toEqual(['erp v1 waiting no'])
    expect(test.outbox.listMailbox('erp')).toHaveLength(1)
  })
})

describe('a route that has a mailbox now', () => {
  it('offers no version again while a later one may have arrived by the transport in between', async () => {
    const test = testOutbox({ supplier: boxed({ revisions: 'replace' }) })
    test.accept()
    await test.work()
    test.outbox.fetchDocument('erp', test.outbox.listMailbox('erp')[0]?.id ?? '')
    test.reopen(supplierWith({ routes: [httpRoute('erp', ERP, { revisions: 'replace', whenUncertain: 'hold' })] }))
    test.wire.answers(ERP, cut)
    test.accept({ content: 3 })
    await test.work()
    expect(test.deliveries()).toEqual(['erp v1 sent yes', 'erp v2 held/uncertain maybe'])
    test.reopen(boxed({ revisions: 'replace' }))
    await test.work()
    expect(test.outbox.listMailbox('erp')).toEqual([])
  })

  it.each(['acknowledgement', 'person'])(
    'does not offer what was handed over before, and waits for the word: %s',
    async (receipt) => {
      const test = testOutbox({ supplier: supplierWith({ routes: [httpRoute('erp', ERP, { receipt })] }) })
      test.wire.answers(ERP, status(200))
      test.accept()
      await test.work()
      expect(test.deliveries()).toEqual(['erp v1 sent yes'])
      test.reopen(boxed({ receipt }))
      test.accept({ orderId: 'order-2' })
      await test.work()
      const ids = test.outbox.listMailbox('erp').map(({ fileName }) => fileName)
      expect(ids).toEqual(['PO-order-2-1.json'])
      expect(test.deliveries()).toEqual(['erp v1 sent yes'])
      expect(test.outbox.retry('order-1', 'erp', { by: 'ann' })).toEqual({ ok: true })
      await test.work()
      expect(test.outbox.listMailbox('erp')).toHaveLength(2)
    },
  )

  it('offers what was tried and has not arrived', async () => {
    const test = testOutbox({ supplier: posted() })
    test.wire.answers(ERP, status(503))
    test.accept()
    await test.work()
    test.reopen(boxed())
    await test.pass(MINUTE)
    expect(test.outbox.listMailbox('erp')).toHaveLength(1)
  })

  it('goes on listing what its system has fetched, whatever restarts', async () => {
    const test = testOutbox({ supplier: boxed() })
    test.accept()
    await test.work()
    test.outbox.fetchDocument('erp', test.outbox.listMailbox('erp')[0]?.id ?? '')
    test.reopen()
    expect(test.outbox.listMailbox('erp')).toHaveLength(1)
  })
})

describe('a route that sends mails now', () => {
  it.each([{ kind: 'email' }, { kind: 'smtp', host: 'smtp.example' }])(
    'refuses what was written in another format, and goes on with the others: %j',
    async (transport) => {
      const document = { format: 'email', from: 'orders@gateway.example', to: ['desk@fresco.example'] }
      const test = testOutbox({ supplier: posted() })
      test.wire.answers(ERP, status(503))
      test.accept()
      await test.work()
      test.reopen(supplierWith({ routes: [{ name: 'erp', document, transport }] }))
      await test.pass(MINUTE)
      expect(test.deliveries()).toEqual(['erp v1 refused no'])
      expect(test.outbox.routes()).toMatchObject([{ state: 'open' }])
      expect(test.troubles).toMatchObject([{ kind: 'refused', text: expect.stringContaining('in another format') }])
    },
  )
})
