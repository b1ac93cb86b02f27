import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { NumberHistory } from '../../src/outbox/catalogue/entry-history.ts'
import { articleRow, customerRow, orderOf, supplierWithTables } from '../fakes/catalogue.ts'
import { histories } from '../fakes/histories.ts'
import { bodyOf, ERP, postedOrder, submission } from '../fakes/orders.ts'
import { testOutbox } from '../fakes/outbox.ts'
import { status } from '../fakes/wire.ts'

const box = () => testOutbox({ supplier: supplierWithTables() })
type Box = ReturnType<typeof box>

function historiesOf({ outbox }: Box): NumberHistory[] {
  const found: NumberHistory[] = []
  for (let after: string | null = ''; after !== null; ) {
    const page = outbox.entryHistories(after)
    found.push(...page.numbers)
    after = page.next
  }
  return found
}
const versionOf = ({ outbox }: Box, key: string) => outbox.catalogueRow('article', key)?.entry?.version ?? null

describe('the entries of another storage', () => {
  it('are all given, page after page, each number once', () => {
    const old = box()
    const rows = Array.from({ length: 450 }, (_, at) => articleRow(`A/${at}`, { erpArticle: `N-${at}` }))
    old.outbox.importRows(
      rows,
      { by: 'An' },
      old.outbox.catalogueRows('article', { text: null, after: null, limit: 1 }).catalogueVersion,
    )
    old.outbox.enterRow(customerRow('A/1'), { by: 'An' }, null)
    const keys = historiesOf(old).map(({ kind, key }) => `${kind} ${key}`)
    expect(new Set(keys).size).toBe(451)
    expect(keys).toHaveLength(451)
  })

  it('are stored as they were, whatever was entered and taken back, once and again', () => {
    fc.assert(
      fc.property(
        fc.array(fc.record({ key: fc.constantFrom('1', '2'), erp: fc.option(fc.constantFrom('x', 'y')) }), {
          maxLength: 8,
        }),
        fc.nat(8),
        (steps, split) => {
          const [old, fresh] = [box(), box()]
          const apply = (from: number, to: number): void => {
            for (const { key, erp } of steps.slice(from, to)) {
              old.clock.advance(1_000)
              const seen = versionOf(old, key)
              if (erp !== null) old.outbox.enterRow(articleRow(key, { erpArticle: erp }), { by: 'An' }, seen)
              else if (seen !== null) old.outbox.undoRow('article', key, { by: 'Jo' }, seen)
            }
          }
          apply(0, split)
          // An earlier export, and then a later export of the same storage.
          for (const to of [split, steps.length]) {
            if (to > split) apply(split, to)
            for (const _ of [1, 2]) fresh.outbox.restoreEntries(historiesOf(old), { by: 'Ed' })
          }
          expect(historiesOf(fresh)).toEqual(historiesOf(old))
          for (const key of ['1', '2'])
            expect(fresh.outbox.catalogueRow('article', key)?.effective).toEqual(
              old.outbox.catalogueRow('article', key)?.effective,
            )
        },
      ),
      { numRuns: histories(30) },
    )
  })

  it('send the orders that were held for their numbers', async () => {
    const [old, fresh] = [box(), box()]
    old.outbox.enterRow(articleRow('3105', { erpArticle: '303105' }), { by: 'An' }, null)
    fresh.wire.answers(ERP, status(200))
    const starts = { erp: { state: 'held', reason: 'unknown-article' } } as const
    const body = bodyOf(postedOrder({ ...orderOf('o'), supplier_customer_number: 'C-77' }))
    fresh.outbox.accept(submission(fresh.supplier, { orderId: 'o', starts, body, customer: 'C-77' }))
    fresh.outbox.restoreEntries(historiesOf(old), { by: 'Ed' })
    await fresh.work()
    expect(fresh.deliveries('o')).toEqual(['erp v1 delivered yes'])
  })

  it('count as present where the same row counts, though another person entered it', () => {
    const [old, fresh] = [box(), box()]
    old.outbox.enterRow(articleRow('3105', { erpArticle: '1' }), { by: 'An' }, null)
    fresh.outbox.enterRow(articleRow('3105', { erpArticle: '1' }), { by: 'Jo' }, null)
    expect(fresh.outbox.restoreEntries(historiesOf(old), { by: 'Ed' })).toEqual([
      { kind: 'article', key: '3105', outcome: 'already-present' },
    ])
    expect(fresh.outbox.catalogueRow('article', '3105')?.history).toHaveLength(1)
  })
})
