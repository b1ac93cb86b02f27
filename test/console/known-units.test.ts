import { describe, expect, it } from 'vitest'
import { knownUnits } from '../../src/console/catalogue/known-units.ts'
import { supplierWithTables } from '../fakes/catalogue.ts'
import { EDIFACT, ERP, httpRoute } from '../fakes/orders.ts'

const X12 = {
  format: 'x12-850-4010',
  ...{ sender: { id: 'ORDERBRIDGE', qualifier: 'ZZ' }, recipient: { id: 'FRESCO', qualifier: 'ZZ' } },
}
const known = (document: object, articles: object[] = []) =>
  knownUnits(supplierWithTables({ articles, routes: [httpRoute('erp', ERP, { document })] }), 'nl')

describe('the units that a form offers', () => {
  it('are the units of the order mails, with their words', () => {
    expect(known(EDIFACT)).toContainEqual({ code: 'CT', word: 'doos' })
  })

  it('begin with the units of the articles table, each once', () => {
    const units = known(EDIFACT, [
      { article: '1', unit: 'VAT' },
      { article: '2', unit: 'KGM' },
      { article: '3', unit: 'VAT' },
    ])
    expect(units.slice(0, 2)).toEqual([
      { code: 'VAT', word: 'VAT' },
      { code: 'KGM', word: 'kg' },
    ])
    expect(new Set(units.map(({ code }) => code)).size).toBe(units.length)
  })

  it('have the unit of a route, and no unit that a document cannot hold', () => {
    const codes = known(X12).map(({ code }) => code)
    expect(codes).toContain('EA')
    expect(codes).not.toContain('PCE')
  })
})
