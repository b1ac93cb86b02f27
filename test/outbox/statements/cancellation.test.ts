import { describe, expect, it } from 'vitest'
import { ERP, httpRoute, supplierWith } from '../../fakes/orders.ts'
import { testOutbox } from '../../fakes/outbox.ts'
import { status } from '../../fakes/wire.ts'

const MINUTE = 60_000

/** Why the order waits, after a cancellation that the ERP answers so. `pause`: the note of a pause of the route. */
async function whyOpen(answer: number, language = 'en', pause?: string) {
  const test = testOutbox({
    supplier: supplierWith({ routes: [httpRoute('erp', ERP)], cancellations: 'send', language }),
  })
  test.wire.answers(ERP, status(200))
  test.outbox.makeStatements()
  test.accept()
  await test.pass(MINUTE)
  test.wire.answers(ERP, status(answer))
  test.outbox.cancel('order-1', 'erp', { by: 'An', note: 'The chef called.' })
  if (pause !== undefined) test.outbox.pause('erp', { by: 'An', note: pause })
  await test.pass(Date.parse('2026-11-24T17:00:00Z') - test.clock.now())
  test.outbox.makeStatements()
  return test.outbox.statementsOn('2026-11-24')[0]?.waiting[0]?.why
}

describe('a cancellation that no receiver took, in a statement', () => {
  it.each([
    ['en', /^cancelled, but not for certain on route erp: the order may still stand there\. /],
    ['nl', /^geannuleerd, maar nog niet zeker op route erp: daar kan de bestelling nog gelden\. /],
    [
      'fr',
      /^annulée, mais pas encore avec certitude sur la route erp\u00a0: la commande y est peut-être encore valable\. /,
    ],
    ['de', /^storniert, aber auf Route erp noch nicht sicher: Dort gilt die Bestellung vielleicht noch\. /],
  ])('is no order that the ERP refused, or did not get yet, in %s', async (language, why) => {
    for (const answer of [422, 503]) expect(await whyOpen(answer, language)).toMatch(why)
  })

  it.each([
    ['en', 'there. Route erp is paused: New server'],
    ['nl', 'gelden. Route erp staat stil: New server'],
    ['fr', 'valable. La route erp est à l’arrêt\u00a0: New server'],
    ['de', 'noch. Route erp steht still: New server'],
  ])('names the note of a pause as the note of the pause, in %s', async (language, end) => {
    const why = await whyOpen(503, language, 'New server')
    expect(why?.slice(-end.length)).toBe(end)
  })
})
