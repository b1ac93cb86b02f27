import type { CustomerRow } from '../../profile/catalogue.ts'
import type { Supplier } from '../../profile/supplier.ts'
import type { CatalogueRow } from '../../supplier/catalogue/catalogue-actions.ts'

/** The numbers of Apicbase that name the article of an entry: the entry's own, and those with the same number in the ERP. */
export function numbersOfArticle(row: CatalogueRow, { articles = [] }: Pick<Supplier, 'articles'>): string[] {
  if (row.kind !== 'article') return []
  const { key, row: own } = row
  const erp = own.erpArticle ?? key
  return [
    key,
    ...articles.flatMap(({ article, erpArticle = article }) =>
      erpArticle === erp && article !== key ? [article] : [],
    ),
  ].slice(0, MOST)
}

const MOST = 4

/** The customer of the table that has a number of the entry already: the goods would go to that customer. */
export function otherCustomer(
  row: CatalogueRow,
  { customers = [] }: Pick<Supplier, 'customers'>,
): { readonly number: string; readonly customer: CustomerRow } | null {
  if (row.kind !== 'customer') return null
  const numbers = numbersOf(row.row)
  for (const customer of customers) {
    const number = customer.customer === row.key ? undefined : numbersOf(customer).find((one) => numbers.includes(one))
    if (number !== undefined) return { number, customer }
  }
  return null
}

const numbersOf = ({ customer, soldTo = customer, shipTo = customer }: CustomerRow): string[] => [shipTo, soldTo]
