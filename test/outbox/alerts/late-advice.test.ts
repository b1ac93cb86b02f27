import { describe, expect, it } from 'vitest'
import { ERP, httpRoute, supplierWith, WMS } from '../../fakes/orders.ts'
import { testOutbox } from '../../fakes/outbox.ts'
import { status } from '../../fakes/wire.ts'
import { MINUTE } from '../taking.ts'

/** The steps of the alert about an order that is late while the ERP answers so, and that route desk takes over at 10:20. */
async function lateSteps(answer: number, language = 'en', afterMinutes = 20, desk = {}, settings = {}) {
  const erp = httpRoute('erp', ERP, { fallbacks: [{ route: 'desk', afterMinutes }], test: true })
  const test = testOutbox({
    supplier: supplierWith({ routes: [erp, httpRoute('desk', WMS, desk)], language, ...settings }),
  })
  test.wire.answers(ERP, status(answer))
  test.accept()
  await test.pass(16 * MINUTE)
  return test.alerts.find(({ kind }) => kind === 'late')?.details?.steps ?? []
}

describe('the steps about a late order', () => {
  it.each([
    ['en', /^Look in the system behind route erp first/, /Otherwise wait: route desk takes over from 10:20 on\.$/],
    ['nl', /^Kijk eerst in het systeem achter route erp/, /Anders wacht u: route desk neemt over vanaf 10:20\.$/],
    [
      'fr',
      /^Vérifiez d’abord dans le système/,
      /Sinon, attendez\u00a0: la route desk prend le relais à partir de 10:20\.$/,
    ],
    [
      'de',
      /^Sehen Sie zuerst im System hinter Route erp nach/,
      /Sonst warten Sie: Route desk übernimmt ab 10:20 Uhr\.$/,
    ],
  ])(
    'begin with the ERP that may have the order, and name who takes over, and when, in %s',
    async (language, look, wait) => {
      const steps = await lateSteps(500, language)
      expect(steps[0]).toMatch(look)
      expect(steps.at(-1)).toMatch(wait)
    },
  )

  it.each([
    ['en', 'from Wednesday 25 November at 10:00 on.'],
    ['nl', 'vanaf woensdag 25 november om 10:00.'],
    ['fr', 'à partir de mercredi 25 novembre à 10:00.'],
    ['de', 'ab Mittwoch, 25. November, 10:00 Uhr.'],
  ])('name the day of a takeover that is not today, in %s', async (language, when) => {
    expect((await lateSteps(500, language, 1_440)).at(-1)).toContain(when)
  })

  it.each([
    ['C-77', true],
    ['C-78', false],
  ])('promise a takeover only by a route that takes the orders of the customer: %s', async (customer, isPromised) => {
    const steps = await lateSteps(503, 'en', 20, { when: { customers: [customer] } })
    expect(steps.join(' ').includes('route desk takes over')).toBe(isPromised)
  })

  it.each([
    [true, true],
    [false, false],
  ])('promise the takeover of a test order only by a route with test: %s', async (test, isPromised) => {
    const steps = await lateSteps(503, 'en', 20, { test }, { testCustomers: ['C-77'] })
    expect(steps.join(' ').includes('route desk takes over')).toBe(isPromised)
  })

  it('do not speak of an ERP that cannot have the order', async () => {
    expect((await lateSteps(503)).join(' ')).not.toContain('Look in')
  })
})
