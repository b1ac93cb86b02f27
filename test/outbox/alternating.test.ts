import { describe, expect, it } from 'vitest'
import { ERP, httpRoute, supplierWith } from '../fakes/orders.ts'
import { testOutbox } from '../fakes/outbox.ts'
import { status } from '../fakes/wire.ts'

/** Posts two captured orders alternately. Returns the answers to the last two posts. */
async function alternate(revisions: 'hold' | 'replace', sentFirst: boolean) {
  const test = testOutbox({ supplier: supplierWith({ revisions, routes: [httpRoute('erp', ERP)] }) })
  test.wire.answers(ERP, status(200))
  test.accept({ content: 1 })
  if (sentFirst) await test.work()
  for (let round = 0; round < 20; round++) {
    test.accept({ content: 2 })
    test.accept({ content: 1 })
    test.clock.advance(60_000)
  }
  const last = [test.accept({ content: 2 }), test.accept({ content: 1 })]
  await test.work()
  return { test, last, held: test.deliveries().filter((one) => one.includes('held')) }
}

describe('two posts of one order, alternating', () => {
  it.each([
    ['hold', true],
    ['hold', false],
    ['replace', true],
    ['replace', false],
  ] as const)('store one hold at most, with revisions %s, the first sent before: %s', async (revisions, sentFirst) => {
    const { test, last, held } = await alternate(revisions, sentFirst)
    expect(held).toHaveLength(1)
    expect(test.sql.all('SELECT * FROM versions').length).toBeLessThanOrEqual(3)
    expect(last.map((answer) => answer?.version)).toEqual(Array(2).fill(last[0]?.version))
    expect(last.every((answer) => answer?.status === 'held' || answer?.status === 'duplicate')).toBe(true)
    expect(test.sql.all("SELECT * FROM timeline WHERE event = 'earlier-again'")).toHaveLength(1)
  })

  it('tell the desk that the earlier one came again, once', async () => {
    const { test } = await alternate('hold', true)
    await test.pass(3_600_000)
    const told = test.troubles.filter(({ text }) => text.includes('An earlier version of it was placed again'))
    expect(told).toHaveLength(1)
  })

  it('make a new question once a person has answered the first', async () => {
    const { test } = await alternate('hold', true)
    test.outbox.discard('order-1', { by: 'jo', note: 'The first one.' })
    expect(test.accept({ content: 1 })).toMatchObject({ status: 'held', holdReason: 'reverted' })
    expect(test.deliveries().filter((one) => one.includes('held'))).toHaveLength(1)
  })
})
