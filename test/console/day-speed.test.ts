import { expect, it } from 'vitest'
import { testConsole } from '../fakes/console.ts'
import { ERP, httpRoute, supplierWith } from '../fakes/orders.ts'
import { status } from '../fakes/wire.ts'

/** The text of Today after so many orders arrived. */
async function today(count: number, language: string) {
  const { box, ...made } = testConsole({ supplier: supplierWith({ routes: [httpRoute('erp', ERP)] }) })
  const browser = made.browser({ 'accept-language': language })
  await browser.signIn('An')
  box.wire.answers(ERP, status(200))
  for (let at = 0; at < count; at++) box.accept({ orderId: `order-${at}` })
  await box.pass(60_000)
  return (await browser.get('/console')).text.replaceAll('\u00a0', ' ')
}

it.each([
  ['en', /1 delivery today: it arrived within [^,.]+\./],
  ['nl', /1 levering vandaag: aangekomen binnen [^,.]+\./],
  ['fr', /1 transmission aujourd’hui : arrivée en [^,.]+\./],
  ['de', /1 Zustellung heute: angekommen binnen [^,.]+\./],
])('one delivery has no half: %s', async (language, sentence) => {
  expect(await today(1, language)).toMatch(sentence)
})

it.each([
  ['en', /2 deliveries today: half arrived within [^,.]+, 95 in 100 within/],
  ['nl', /2 leveringen vandaag: de helft was er binnen [^,.]+, 95 van de 100 binnen/],
  ['fr', /2 transmissions aujourd’hui : la moitié est arrivée en [^,.]+, 95 sur 100 en/],
  ['de', /2 Zustellungen heute: die Hälfte war da binnen [^,.]+\.?, 95 von 100 binnen/],
])('several deliveries have one: %s', async (language, sentence) => {
  expect(await today(2, language)).toMatch(sentence)
})
