import { describe, expect, it } from 'vitest'
import { ERP, httpRoute } from '../fakes/orders.ts'
import type { Answer } from '../fakes/wire.ts'
import { mailAfter } from './mail-after.ts'

const erp = httpRoute('erp', ERP, { fallbacks: [{ route: 'desk', afterMinutes: 10 }] })
const mailInstead = (answer: Answer, language?: string) => mailAfter([erp], { [ERP]: answer }, language)

describe('the mail of a fallback route', () => {
  it.each([
    ['en', 'Your system refused this order', /The reason: .*A & B blocked/],
    ['nl', 'Uw systeem weigerde deze bestelling', /De reden: .*A & B blocked/],
    ['fr', 'Votre système a refusé cette commande', /Le motif\u00a0: .*A & B blocked/],
    ['de', 'Ihr System hat diese Bestellung abgelehnt', /Der Grund: .*A & B blocked/],
  ])('says that the system refused the order, and why, in %s', async (language, sentence, why) => {
    const mail = await mailInstead(() => new Response('A & B blocked', { status: 422 }), language)
    expect(mail.split(sentence)).toHaveLength(3)
    expect(mail).toMatch(why)
    expect(mail).toContain('A &amp; B blocked')
  })

  it.each([
    ['en', 'this mail takes its place', 'Key the order by hand in your system'],
    ['nl', 'deze mail komt in de plaats', 'Voer de bestelling met de hand in uw systeem in'],
    ['fr', 'cet e-mail en tient lieu', 'Saisissez la commande à la main dans votre système'],
    ['de', 'diese Mail tritt an ihre Stelle', 'Erfassen Sie die Bestellung von Hand in Ihrem System'],
  ])('says to key an order that the system did not take, in %s', async (language, place, key) => {
    const mail = await mailInstead(() => new Response('', { status: 503 }), language)
    expect([mail.split(place).length, mail.split(key).length]).toEqual([3, 3])
  })

  it.each([
    ['en', 'Look there first'],
    ['nl', 'Kijk daar eerst'],
    ['fr', 'Vérifiez d’abord'],
    ['de', 'Sehen Sie zuerst dort nach'],
  ])('says to look first where the system may have the order, in %s', async (language, look) => {
    const mail = await mailInstead(() => new Response('', { status: 500 }), language)
    expect(mail.split(look)).toHaveLength(3)
  })

  it('speaks of no refusal where the system only does not answer', async () => {
    const mail = await mailInstead(() => new Response('', { status: 503 }))
    expect(mail).not.toContain('refused')
  })
})
