import { describe, expect, it } from 'vitest'
import { arrivalIn } from '../../../src/model/erp-holding.ts'
import { mailboxRoute, supplierWith } from '../../fakes/orders.ts'
import { testOutbox } from '../../fakes/outbox.ts'
import { supplier, WORDS, withDocument } from './ready-document.ts'

const MINUTE = 60_000

describe('a document', () => {
  it('is listed once written, with what it takes to check it', async () => {
    const { test, first } = await withDocument()
    expect(first).toMatchObject({ fileName: 'PO-order-1-1.json', mediaType: 'application/json; charset=utf-8' })
    const document = test.outbox.fetchDocument('box', first.id)
    if (typeof document === 'string') throw new Error(document)
    expect(document.bytes.byteLength).toBe(first.size)
    expect(document.digest).toBe(first.digest)
    expect(JSON.parse(new TextDecoder().decode(document.bytes))).toMatchObject({ orderNumber: 'PO-order-1' })
  })

  it('is kept back while its route is paused, unless it was handed over before', async () => {
    const { test, listed, id } = await withDocument()
    test.outbox.fetchDocument('box', id)
    test.accept({ orderId: 'order-2' })
    await test.work()
    const [, second = { id: '' }] = listed()
    test.outbox.pause('box', { by: 'ann' })
    expect(listed().map((one) => one.id)).toEqual([id])
    expect(test.outbox.fetchDocument('box', id)).toMatchObject({ id })
    expect(test.outbox.fetchDocument('box', second.id)).toBe('paused')
    expect(test.deliveries('order-2')).toEqual(['box v1 waiting no'])
    test.outbox.resume('box', { by: 'ann' })
    expect(listed()).toHaveLength(2)
    expect(test.outbox.fetchDocument('box', second.id)).toMatchObject({ id: second.id })
  })

  it('counts as the last success of its route once the system has read it, with the time on the page of the order', async () => {
    const { test, say } = await withDocument()
    expect(test.outbox.routes()[0]).not.toHaveProperty('lastSuccess')
    test.clock.advance(MINUTE)
    say('consumed')
    const at = new Date(test.clock.now()).toISOString()
    expect(test.outbox.routes()[0]).toMatchObject({ lastSuccess: { orderId: 'order-1', at } })
    const timeline = test.outbox.view('order-1')?.timeline ?? []
    expect(arrivalIn(timeline, { version: 1, route: 'box' })?.at).toBe(at)
  })

  it('is given to nobody after its delivery day, and the desk is told', async () => {
    for (const isListed of [true, false]) {
      const { test, listed, id } = await withDocument()
      await test.pass(3 * 24 * 60 * MINUTE)
      if (isListed) expect(listed()).toEqual([])
      expect(test.outbox.fetchDocument('box', id)).toBe('absent')
      await test.work()
      expect(test.deliveries()).toEqual(['box v1 held/stale no'])
      expect(test.troubles.at(-1)).toMatchObject({ kind: 'held', cause: 'stale', orderId: 'order-1' })
      expect(test.outbox.release('order-1', { by: 'ann' })).toEqual({ ok: true })
      await test.work()
      expect(listed()).toMatchObject([{ id }])
      expect(test.outbox.fetchDocument('box', id)).toMatchObject({ id })
    }
  })

  it('that was fetched in time stays listed after its delivery day', async () => {
    const { test, listed, id } = await withDocument()
    test.outbox.fetchDocument('box', id)
    await test.pass(3 * 24 * 60 * MINUTE)
    expect(listed()).toMatchObject([{ id }])
    expect(test.deliveries()).toEqual(['box v1 sent yes'])
  })

  it('stays listed when fetched, and has then reached the supplier', async () => {
    const { test, listed, id } = await withDocument()
    expect(test.deliveries()).toEqual(['box v1 waiting no'])
    test.outbox.fetchDocument('box', id)
    expect(test.deliveries()).toEqual(['box v1 sent yes'])
    expect(listed()).toHaveLength(1)
    test.outbox.fetchDocument('box', id)
    expect(
      test.outbox.view('order-1')?.timeline.filter((entry) => JSON.stringify(entry).includes('fetched')),
    ).toHaveLength(1)
  })

  it.each([
    ['collected', 'box v1 sent yes'],
    ['consumed', 'box v1 delivered yes'],
    ['failed', 'box v1 refused yes'],
  ] as const)('is listed no more once %s', async (word, state) => {
    const { test, listed, say } = await withDocument()
    expect(say(word)).toEqual({ orderId: 'order-1', version: 1 })
    expect(test.deliveries()).toEqual([state])
    expect(listed()).toEqual([])
  })

  const after = {
    collected: { collected: 'new', consumed: 'new', failed: 'new' },
    consumed: { collected: 'repeated', consumed: 'repeated', failed: 'settled' },
    failed: { collected: 'repeated', consumed: 'settled', failed: 'repeated' },
  } as const
  for (const first of WORDS)
    it.each(WORDS)(`that was ${first} and then %s`, async (second) => {
      const { say } = await withDocument()
      say(first)
      const answer = say(second)
      expect(typeof answer === 'string' ? answer : 'new').toBe(after[first][second])
    })

  it('that failed is told once, and listed again after a retry', async () => {
    const { test, listed, id, say } = await withDocument()
    test.outbox.applyMailboxStatus('box', id, 'failed', 'Unknown article.')
    say('failed')
    await test.work()
    expect(test.alerts).toMatchObject([{ kind: 'refused', orderId: 'order-1', route: 'box' }])
    expect(test.alerts[0]?.text).toContain('Unknown article.')
    test.outbox.retry('order-1', 'box', { by: 'ann' })
    await test.work()
    expect(listed().map((one) => one.id)).toEqual([id])
    say('consumed')
    expect(test.deliveries()).toEqual(['box v1 delivered yes'])
  })

  it('that nobody fetches is told late', async () => {
    const { test } = await withDocument()
    await test.pass(16 * MINUTE)
    expect(test.alerts.map(({ kind }) => kind)).toEqual(['late'])
  })

  it('that was collected and never spoken of again holds up no replacement', async () => {
    const { test, listed, say } = await withDocument(
      supplierWith({ revisions: 'replace', routes: [mailboxRoute('box')] }),
    )
    say('collected')
    test.accept({ content: 3 })
    await test.work()
    expect(test.deliveries()).toEqual(['box v1 sent yes', 'box v2 waiting no'])
    expect(listed().map((one) => one.fileName)).toEqual(['PO-order-1-2.json'])
  })

  it('of a held version is not there', async () => {
    const { test, id, say } = await withDocument()
    test.outbox.fetchDocument('box', id)
    test.accept({ content: 3 })
    const second = id.replace('31', '32')
    expect(test.deliveries()).toEqual(['box v1 sent yes', 'box v2 held/revision no'])
    expect(test.outbox.fetchDocument('box', second)).toBe('absent')
    expect(say('consumed', second)).toBe('absent')
  })

  it.each(['', 'zz', '3a', '313a', 'ff3a61', '313A6F', '../../etc', '313a6f726465722d32'])(
    'nobody wrote is absent: %s',
    async (id) => {
      const { test, say } = await withDocument()
      expect(test.outbox.fetchDocument('box', id)).toBe('absent')
      expect(say('consumed', id)).toBe('absent')
    },
  )

  it('of another route is absent', async () => {
    const { test, id } = await withDocument()
    expect(test.outbox.fetchDocument('erp', id)).toBe('absent')
    expect(test.outbox.listMailbox('erp')).toEqual([])
  })
})

it('lists orders in the order they came, up to a thousand', async () => {
  const test = testOutbox({ supplier })
  for (let at = 0; at < 12; at++) test.accept({ orderId: `order-${at}` })
  await test.work()
  const names = test.outbox.listMailbox('box').map(({ fileName }) => fileName)
  expect(names).toEqual(Array.from({ length: 12 }, (_, at) => `PO-order-${at}-1.json`))
})

it('lists new documents of a system that only fetches, and the documents that it fetched last', async () => {
  const test = testOutbox({ supplier })
  for (let at = 1; at <= 1_000; at++) test.accept({ orderId: `o-${at}` })
  await test.pass(MINUTE)
  const fetchAll = () => {
    const all = test.outbox.listMailbox('box')
    for (const { id } of all) test.outbox.fetchDocument('box', id)
    return all.map(({ fileName }) => fileName)
  }
  expect(fetchAll().at(0)).toContain('PO-o-1-')
  test.accept({ orderId: 'new' })
  await test.pass(MINUTE)
  for (const listed of [fetchAll(), fetchAll()]) {
    expect(listed).toHaveLength(1_000)
    expect([listed.at(0), listed.at(-1)]).toEqual(['PO-o-2-1.json', 'PO-new-1.json'])
  }
})
