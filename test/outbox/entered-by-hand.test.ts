import { describe, expect, it } from 'vitest'
import { ERP, httpRoute, mailboxRoute, supplierWith } from '../fakes/orders.ts'
import { type TestOutbox, testOutbox } from '../fakes/outbox.ts'
import { status } from '../fakes/wire.ts'
import { ANN, OK, purposes } from './actions.ts'

const replacing = (route: object) => supplierWith({ revisions: 'replace', routes: [route] })

/** Version 1 is marked as done, and the chef sends version 2. */
async function changed(test: TestOutbox) {
  expect(test.outbox.done('order-1', 'erp', ANN)).toEqual(OK)
  const answer = test.accept({ content: 3 })
  await test.work()
  return answer
}

describe("a change of an order that a person keyed by hand, with revisions: 'replace'", () => {
  it('asks a person, because the receiver has no document to replace', async () => {
    for (const code of [503, 500]) {
      const test = testOutbox({ supplier: replacing(httpRoute('erp', ERP)) })
      test.wire.answers(ERP, status(code))
      test.accept({ content: 2 })
      await test.work()
      expect(await changed(test)).toMatchObject({ status: 'held', holdReason: 'revision' })
      test.wire.answers(ERP, status(200))
      expect(test.outbox.release('order-1', { ...ANN, as: 'original' })).toEqual(OK)
      await test.work()
      expect(purposes(test).at(-1)).toBe('v2 original')
    }
  })

  it('asks a person about a document that no system collected', async () => {
    const test = testOutbox({ supplier: replacing(mailboxRoute('erp')) })
    test.accept({ content: 2 })
    await test.work()
    expect(await changed(test)).toMatchObject({ status: 'held', holdReason: 'revision' })
  })

  it('replaces a document that was handed over before', async () => {
    const test = testOutbox({ supplier: replacing(httpRoute('erp', ERP, { receipt: 'person' })) })
    test.wire.answers(ERP, status(200))
    test.accept({ content: 2 })
    await test.work()
    expect(await changed(test)).toMatchObject({ status: 'revised' })
    expect(purposes(test)).toEqual(['v1 original', 'v2 replacement'])
  })
})
