import { expect, it } from 'vitest'
import { inSupplierTerms } from '../../src/profile/translation.ts'
import { parseStored } from '../../src/steps/validate.ts'
import { orderOf } from '../fakes/catalogue.ts'
import { bodyOf, postedOrder, supplierWith } from '../fakes/orders.ts'

it('reads a table of thousands of rows once, however many orders come, and a changed table anew', () => {
  let reads = 0
  const row = (erpArticle: string) => ({
    weighted: false,
    erpArticle,
    get article() {
      reads++
      return '3105'
    },
  })
  const supplier = { ...supplierWith(), articles: [row('303105')] }
  const order = parseStored(bodyOf(postedOrder(orderOf('one'))), supplier)
  const articleOf = (tables: typeof supplier) => inSupplierTerms(order, tables).lines[0].article
  expect(articleOf(supplier)).toBe('303105')
  const once = reads
  for (let count = 0; count < 10; count++) articleOf(supplier)
  expect(reads).toBe(once)
  expect(articleOf({ ...supplier, articles: [row('9')] })).toBe('9')
})
