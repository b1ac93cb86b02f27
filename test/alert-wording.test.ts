import { describe, expect, it } from 'vitest'
import { alertWording } from '../templates/alerts.ts'
import { supplierWith } from './fakes/orders.ts'
import { testOutbox } from './fakes/outbox.ts'

const placeholders = (text: string): string[] => [...text.matchAll(/\{\w+\}/g)].map(([name]) => name).sort()

describe('what the desk reads', () => {
  it.each(['nl', 'fr', 'de'] as const)('speaks in %s of everything that English speaks of', (language) => {
    const { advice, ...sentences } = alertWording.en
    const said = alertWording[language]
    expect(Object.keys(said.advice).sort()).toEqual(Object.keys(advice).sort())
    for (const [name, english] of Object.entries(sentences)) {
      const other = Reflect.get(said, name)
      expect([name, placeholders(other)]).toEqual([name, placeholders(english)])
      expect(other).not.toBe(english)
    }
  })

  it.each([
    ['en', 'Order PO-order-1 (version 2) is held: revision. An earlier version may have left.'],
    ['nl', 'Bestelling PO-order-1 (versie 2) wordt vastgehouden: revision. Een eerdere versie kan vertrokken zijn.'],
    ['fr', 'La commande PO-order-1 (version 2) est retenue : revision. Une version antérieure est peut-être partie.'],
    [
      'de',
      'Bestellung PO-order-1 (Version 2) wird angehalten: revision. Eine frühere Version könnte schon unterwegs sein.',
    ],
  ])('is in the supplier’s language: %s', async (language, text) => {
    const test = testOutbox({ supplier: supplierWith({ language }) })
    test.wire.answers('https://erp.example/orders', () => new Response())
    test.accept({ content: 1 })
    await test.pass(1_000)
    test.accept({ content: 2 })
    await test.pass(1_000)
    expect(test.alerts.find(({ kind }) => kind === 'held')?.text).toContain(text)
  })
})
