import { describe, expect, it } from 'vitest'
import { ERP, httpRoute, WMS } from '../fakes/orders.ts'
import { status } from '../fakes/wire.ts'
import { mailAfter } from './mail-after.ts'

/** The mail after an ERP that may have the order, and a second system that refuses it. */
function mailAfterTwo(language: string): Promise<string> {
  const fallbacks = [
    { route: 'wms', afterMinutes: 5 },
    { route: 'desk', afterMinutes: 10 },
  ]
  const blocked = () => new Response('Blocked', { status: 422 })
  const routes = [httpRoute('erp', ERP, { fallbacks }), httpRoute('wms', WMS)]
  return mailAfter(routes, { [ERP]: status(500), [WMS]: blocked }, language)
}

describe('the mail of an order that one system may have, and that another system refused', () => {
  it.each([
    ['en', 'Look there first', 'A system refused the order. The reason:', 'Your system refused this order'],
    ['nl', 'Kijk daar eerst', 'Een systeem weigerde de bestelling. De reden:', 'Uw systeem weigerde'],
    ['fr', 'Vérifiez d’abord', 'Un système a refusé la commande. Le motif', 'Votre système a refusé cette'],
    [
      'de',
      'Sehen Sie zuerst dort nach',
      'Ein System hat die Bestellung abgelehnt. Der Grund:',
      'Ihr System hat diese Bestellung ab',
    ],
  ])('asks to look first, and names the refusal, in %s', async (language, look, refusal, key) => {
    const mail = await mailAfterTwo(language)
    for (const sentence of [look, refusal]) expect(mail.split(sentence)).toHaveLength(3)
    expect(mail).toContain('Blocked')
    expect(mail).not.toContain(key)
  })
})
