import { describe, expect, it } from 'vitest'
import { DESK_MAIL } from '../fakes/mail-route.ts'
import { ERP, httpRoute, supplierWith, WMS } from '../fakes/orders.ts'
import { settled, testOutbox } from '../fakes/outbox.ts'
import { hanging, status } from '../fakes/wire.ts'
import { ANN, HOUR, OK, purposes } from './actions.ts'

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

it('leaves a change a replacement at a fallback route, where a person had the order sent by the primary route in place of a mail', async () => {
  const [mails, spare] = ['https://mails.example/', 'https://spare.example/orders']
  const routes = [
    httpRoute('erp', ERP, { fallbacks: [{ route: 'spare', afterMinutes: 5 }] }),
    ...[httpRoute('wms', WMS), httpRoute('spare', spare), httpRoute('desk', mails, { document: DESK_MAIL })],
  ]
  const test = testOutbox({ supplier: supplierWith({ revisions: 'replace', routes }) })
  for (const url of [ERP, spare]) test.wire.answers(url, status(200))
  const plan = (route: string, state: 'waiting' | 'refused') =>
    ({ route, revisions: 'replace', start: { state } }) as const
  test.outbox.pause('desk', ANN)
  test.accept({ content: 2, routes: [plan('desk', 'waiting')] })
  expect(test.outbox.sendBy('order-1', 'desk', 'erp', ANN)).toEqual(OK)
  await test.work()
  test.accept({ content: 3, routes: [plan('erp', 'refused'), plan('desk', 'waiting')] })
  await test.pass(HOUR)
  expect(purposes(test)).toEqual(['v1 original', 'v2 replacement'])
})
