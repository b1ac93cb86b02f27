import { describe, expect, it } from 'vitest'
import { ERP, httpRoute, supplierWith } from '../fakes/orders.ts'
import { settled, testOutbox } from '../fakes/outbox.ts'
import { hanging, status } from '../fakes/wire.ts'
import { purposes } from './actions.ts'

/** A change arrives while version 1 is under way, and the receiver then answers version 1 with this status. */
async function changedUnderWay(code: number) {
  const test = testOutbox({ supplier: supplierWith({ revisions: 'replace', routes: [httpRoute('erp', ERP)] }) })
  const erp = hanging()
  test.wire.answers(ERP, erp.answer)
  test.accept({ content: 2 })
  await test.work()
  expect(test.accept({ content: 3 })).toMatchObject({ status: 'revised' })
  test.wire.answers(ERP, status(200))
  erp.end(new Response(null, { status: code }))
  await settled()
  await test.work()
  return test
}

describe('a change that arrives while the first version is under way', () => {
  it('is an original if the receiver refuses the first version', async () => {
    const test = await changedUnderWay(422)
    expect(test.deliveries()).toEqual(['erp v1 superseded no', 'erp v2 delivered yes'])
    expect(purposes(test)).toEqual(['v1 original', 'v2 original'])
  })

  it('is a replacement if the receiver takes the first version', async () => {
    expect(purposes(await changedUnderWay(200))).toEqual(['v1 original', 'v2 replacement'])
  })
})
