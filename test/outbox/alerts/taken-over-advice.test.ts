import { describe, expect, it } from 'vitest'
import { DESK_MAIL } from '../../fakes/mail-route.ts'
import { ERP, httpRoute, supplierWith, WMS } from '../../fakes/orders.ts'
import { testOutbox } from '../../fakes/outbox.ts'
import { type Answer, cut, status } from '../../fakes/wire.ts'
import { MINUTE } from '../taking.ts'

/** The steps of the alert that route desk took over an order, because the ERP answered so. */
async function steps(answer: Answer, fallback: Record<string, unknown> = { document: DESK_MAIL }, language = 'en') {
  const erp = httpRoute('erp', ERP, { fallbacks: [{ route: 'desk', afterMinutes: 4 }] })
  const test = testOutbox({ supplier: supplierWith({ routes: [erp, httpRoute('desk', WMS, fallback)], language }) })
  test.wire.answers(ERP, answer)
  test.wire.answers(WMS, status(200))
  test.accept()
  await test.pass(5 * MINUTE)
  return test.alerts.find(({ kind }) => kind === 'fallback')?.details?.steps
}

describe('the steps of the alert about a takeover', () => {
  it.each([
    [
      'en',
      'Check route erp.',
      'Each order comes as a mail: key it in the system behind route erp, if nobody has.',
      'Then report that on its page.',
    ],
    [
      'nl',
      'Kijk route erp na.',
      'Elke bestelling komt als mail: voer ze in het systeem achter route erp in, als niemand dat al deed.',
      'Meld dat daarna op haar pagina.',
    ],
    [
      'fr',
      'Vérifiez la route erp.',
      'Chaque commande arrive par e-mail : saisissez-la dans le système derrière la route erp, si personne ne l’a fait.',
      'Marquez-la ensuite comme saisie, sur sa page.',
    ],
    [
      'de',
      'Prüfen Sie Route erp.',
      'Jede Bestellung kommt als Mail: Erfassen Sie sie im System hinter Route erp, wenn es noch niemand getan hat.',
      'Markieren Sie sie danach auf ihrer Seite als erfasst.',
    ],
  ])('ask to key from the mail what the ERP never took, in %s', async (language, ...expected) => {
    const found = await steps(status(503), { document: DESK_MAIL }, language)
    expect(found?.map((step) => step.replaceAll('\u00a0', ' '))).toEqual(expected)
  })

  it('begin with a look into an ERP that may have the order', async () => {
    expect((await steps(cut))?.[1]).toBe('Look in the system behind route erp first: it may have the order.')
  })

  it('ask nothing of people where another system brought the order', async () => {
    expect(await steps(status(503), {})).toEqual(['Check route erp.'])
  })

  it('ask to open an order that the ERP refused', async () => {
    expect(await steps(status(422), {})).toEqual([
      'Check route erp.',
      'Open the order that the route refused.',
      'If you deliver that order: key it in the system that refused it, and report that. Otherwise: discard it, if its page has that button.',
    ])
  })
})
