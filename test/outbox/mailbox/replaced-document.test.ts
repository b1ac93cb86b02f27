import { describe, expect, it } from 'vitest'
import { mailboxRoute, supplierWith } from '../../fakes/orders.ts'
import { WORDS, withDocument } from './ready-document.ts'

const replacing = supplierWith({ revisions: 'replace', routes: [mailboxRoute('box')] })
const MINUTE = 60_000

describe('a document of an earlier version', () => {
  it('that a later version takes the place of is gone', async () => {
    const { test, listed, id, say } = await withDocument()
    test.accept({ content: 3 })
    await test.work()
    expect(test.deliveries()).toEqual(['box v1 superseded no', 'box v2 waiting no'])
    expect(listed().map((one) => one.fileName)).toEqual(['PO-order-1-2.json'])
    expect(test.outbox.fetchDocument('box', id)).toBe('superseded')
    expect(say('consumed')).toBe('superseded')
  })

  it('that was replaced is offered no more as soon as the later version may be collected', async () => {
    const { test, listed, id } = await withDocument(replacing)
    test.outbox.fetchDocument('box', id)
    test.accept({ content: 3 })
    expect(test.outbox.fetchDocument('box', id), 'the later one is not written yet').toMatchObject({ id })
    await test.work()
    test.outbox.pause('box', { by: 'ann' })
    expect(test.outbox.fetchDocument('box', id), 'the later one is kept back').toMatchObject({ id })
    test.outbox.resume('box', { by: 'ann' })
    expect(listed().map(({ fileName }) => fileName)).toEqual(['PO-order-1-2.json'])
    expect(test.outbox.fetchDocument('box', id)).toBe('superseded')
  })

  it.each(WORDS)('that was replaced stays gone after the later version was %s', async (word) => {
    const { test, listed, id, say } = await withDocument(replacing)
    test.outbox.fetchDocument('box', id)
    test.accept({ content: 3 })
    await test.work()
    say(word, listed()[0]?.id)
    expect(listed()).toEqual([])
    expect(test.outbox.fetchDocument('box', id)).toBe('superseded')
  })

  it('that was replaced is waited for no more once the later version was consumed', async () => {
    const { test, listed, id, say } = await withDocument(replacing)
    test.outbox.fetchDocument('box', id)
    test.accept({ content: 3 })
    await test.work()
    say('consumed', listed()[0]?.id)
    expect(test.deliveries()).toEqual(['box v1 superseded yes', 'box v2 delivered yes'])
    await test.pass(3 * 60 * MINUTE)
    expect(test.alerts).toEqual([])
  })

  it('that was replaced may still be spoken of: it had been fetched', async () => {
    const { test, id, say } = await withDocument(replacing)
    test.outbox.fetchDocument('box', id)
    test.accept({ content: 3 })
    await test.work()
    expect(say('consumed')).toEqual({ orderId: 'order-1', version: 1 })
    expect(test.deliveries()).toEqual(['box v1 delivered yes', 'box v2 waiting no'])
  })

  it('that failed once a later version was made ready is written down, and raises an alert', async () => {
    const { test, id, say } = await withDocument(replacing)
    say('collected')
    test.accept({ content: 3 })
    await test.work()
    test.outbox.applyMailboxStatus('box', id, 'failed', 'Unknown article.')
    await test.work()
    expect(test.deliveries()).toEqual(['box v1 superseded yes', 'box v2 waiting no'])
    expect(test.alerts).toMatchObject([{ kind: 'refused', cause: 'replaced', orderId: 'order-1' }])
    expect(JSON.stringify(test.outbox.view('order-1'))).toContain('Unknown article.')
  })
})
