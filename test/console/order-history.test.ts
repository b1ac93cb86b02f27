import { describe, expect, it } from 'vitest'
import { RENAMED_EVENTS } from '../../src/outbox/migrations/006-standard-names.ts'
import { testConsole } from '../fakes/console.ts'
import { consoleWording } from '../fakes/console-wording.ts'
import { ERP, httpRoute, supplierWith } from '../fakes/orders.ts'
import { status } from '../fakes/wire.ts'
import { HELD, PATH, supplier } from './order-page.ts'

describe('the history on the page of an order', () => {
  it('tells what happened in the language of the reader, without a code', async () => {
    const { box, browser } = testConsole({ supplier })
    box.accept({ starts: { erp: HELD } })
    await box.work()
    box.accept({ content: 5, source: 'poll' })
    const dutch = browser({ 'accept-language': 'nl' })
    await dutch.signIn()
    const { text } = await dutch.get(PATH)
    for (const words of [
      'Een artikel staat niet in uw tabel.',
      'Klaar om opgehaald te worden.',
      'Gevonden in de bestellijst van Apicbase.',
    ])
      expect(text, words).toContain(words)
    for (const words of ['by webhook', 'by poll', 'unknown-article', 'takes its place', 'Ready to be'])
      expect(text, words).not.toContain(words)
  })

  it('says what to do after a failed attempt in the language of the reader', async () => {
    const { box, browser } = testConsole({ supplier: supplierWith({ routes: [httpRoute('erp', ERP)] }) })
    box.wire.answers(ERP, status(422))
    box.accept()
    await box.work()
    box.outbox.done('order-1', 'erp', { by: 'An', note: 'Per telefoon', erpReference: '4711' })
    box.accept({ orderId: 'order-2' })
    await box.work()
    for (const [language, advice, number] of [
      [
        'nl',
        'Vraag de beheerder van het ERP of de bestelling er is, en waarom het systeem die niet aanneemt.',
        'Per telefoon · Nummer in uw ERP: 4711',
      ],
      [
        'fr',
        'Demandez à l’administrateur de l’ERP s’il a la commande',
        'Per telefoon · Numéro dans votre ERP\u00a0: 4711',
      ],
      [
        'de',
        'Fragen Sie den Administrator des ERP, ob die Bestellung da ist',
        'Per telefoon · Nummer in Ihrem ERP: 4711',
      ],
    ] as const) {
      const reader = browser({ 'accept-language': language })
      await reader.signIn()
      expect((await reader.get(PATH.replace('order-1', 'order-2'))).text).toContain(advice)
      expect((await reader.get(PATH)).text).toContain(number)
    }
    expect(box.outbox.view('order-2')?.deliveries[0]?.nextStep).toMatch(
      /^Ask the administrator of the ERP whether they have it/,
    )
  })

  it('has words for every event under the name that the storage has today', () => {
    const names = Object.keys(consoleWording.en.events)
    expect(names).toEqual(expect.arrayContaining(Object.values(RENAMED_EVENTS)))
    for (const earlier of Object.keys(RENAMED_EVENTS)) expect(names).not.toContain(earlier)
  })
})

describe('the words of actions and events', () => {
  it('name the same actions in every language', () => {
    for (const words of Object.values(consoleWording))
      expect(Object.keys(words.actions)).toEqual(Object.keys(consoleWording.en.actions))
  })
})
