import fc from 'fast-check'
import { expect, it } from 'vitest'
import { readTable, writeTable } from '../../src/profile/table-file.ts'
import { utf8 } from '../../src/text/utf8.ts'

const cell = fc
  .string({ unit: 'grapheme-ascii', minLength: 1, maxLength: 12 })
  .map((text) => text.trim())
  .filter((text) => text !== '')

const hostile = fc.oneof(cell, fc.constantFrom('=1+1', "'=1", "''@x", '-5', '+32 9', '@a', "'", '"', 'a;b', 'a,b'))

const articles = fc.uniqueArray(
  fc.record(
    {
      article: hostile,
      unit: hostile,
      factor: fc.constantFrom('6', '0.5'),
      erpArticle: hostile,
      weighted: fc.boolean(),
    },
    { requiredKeys: ['article', 'weighted'] },
  ),
  { selector: ({ article }) => article, maxLength: 8 },
)

it('reads every table back as it wrote the table, and writes no cell that a spreadsheet calculates', () => {
  fc.assert(
    fc.property(articles, (rows) => {
      const csv = writeTable('articles', rows)
      const { rows: again, mistakes } = readTable('articles', utf8(csv), 'a.csv')
      expect(mistakes).toEqual([])
      expect(again.map((row) => ({ weighted: false, ...row }))).toEqual(rows)
      const cells = [...csv.matchAll(/(?:^|,|\r\n)("(?:[^"]|"")*"|[^",\r\n]*)/g)].map(([, written]) => written)
      expect(cells.filter((written) => /^"?[=+@-]/.test(written ?? ''))).toEqual([])
    }),
  )
})

it('writes the dates and the Peppol address of a customer in the columns that the configuration reads', () => {
  const rows = [
    {
      customer: 'K-1',
      endpoint: { scheme: '0208', id: '0123456749' },
      calendar: { cutOff: '22:00', leadDays: 1, deliveryDays: ['mon' as const, 'tue' as const] },
    },
  ]
  expect(readTable('customers', utf8(writeTable('customers', rows)), 'c.csv').rows).toEqual(rows)
})
