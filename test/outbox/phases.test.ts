import { describe, expect, it } from 'vitest'
import { findingNote } from '../../src/model/finding.ts'
import { NEXT_STEP } from '../../src/model/next-step.ts'
import { ERP, httpRoute, supplierWith } from '../fakes/orders.ts'
import { testOutbox } from '../fakes/outbox.ts'
import { type Answer, cut, status } from '../fakes/wire.ts'

async function tried(answer: Answer, settings: Record<string, unknown> = {}) {
  const test = testOutbox({ supplier: supplierWith({ routes: [httpRoute('erp', ERP, settings)] }) })
  test.wire.answers(ERP, answer)
  test.accept()
  await test.work()
  const seen = () => test.outbox.view('order-1')?.deliveries[0]
  return { test, seen }
}

describe('a try that ended early', () => {
  it.each([
    [401, 'refused', 'sign in'],
    [422, 'refused', 'receipt'],
    [503, 'deferred', 'receipt'],
  ])('says, when it was answered %i, in which phase it ended and what to do', async (code, state, phase) => {
    const { seen } = await tried(status(code))
    expect(seen()).toMatchObject({
      state,
      phase,
      nextStep: expect.stringContaining(findingNote(NEXT_STEP[phase as 'receipt'])),
    })
  })

  it('says that nobody has to do anything where it goes on by itself', async () => {
    const { seen } = await tried(cut)
    expect(seen()).toMatchObject({ state: 'uncertain', phase: 'write', nextStep: expect.stringMatching(/again/) })
  })

  it('asks a person where it does not', async () => {
    const { seen } = await tried(cut, { whenUncertain: 'hold' })
    expect(seen()).toMatchObject({
      state: 'held',
      phase: 'write',
      nextStep: expect.stringMatching(/^Ask the receiver/),
    })
  })

  it('says nothing of it any more once the document has arrived', async () => {
    const { test, seen } = await tried(status(503))
    test.wire.answers(ERP, status(200))
    await test.pass(60_000)
    expect(seen()).toMatchObject({ state: 'delivered', phase: null, nextStep: null })
  })
})

describe('a delivery that is held', () => {
  it('says what its reason asks for, though no try of it was made', async () => {
    const { test } = await tried(status(200))
    test.accept({ content: 3 })
    expect(test.outbox.view('order-1')?.deliveries[1]).toMatchObject({
      ...{ state: 'held', holdReason: 'revision', phase: null },
      nextStep: expect.stringMatching(/send this one as a replacement or as one more order/),
    })
  })
})
