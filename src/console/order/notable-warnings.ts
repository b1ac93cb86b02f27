import { pricePath } from '../../documents/content/elements.ts'
import { multiply, toDecimal } from '../../model/decimal.ts'
import type { Warning } from '../../model/document.ts'
import type { Order } from '../../model/order/order.ts'
import type { Supplier } from '../../profile/supplier.ts'
import { articlesByNumber } from '../../profile/table-index.ts'

type Articles = Supplier['articles']

/**
 * The differences that a clerk must read. Leaves out the id of Apicbase, which no clerk uses, the price of
 * one piece, and capital letters. A note on every document would hide a name that was respelled.
 */
export function notableWarnings(
  warnings: readonly Warning[],
  order: Order | null,
  articles: Articles,
): readonly Warning[] {
  const rows = articlesByNumber(articles)
  const factors = new Map(
    order?.lines.map(({ article }, index) => [pricePath(index), rows.get(article)?.factor ?? '1'] as const),
  )
  return warnings.filter(
    (warning) =>
      warning.path !== 'id' &&
      !isSamePrice(warning, factors.get(warning.path) ?? '1') &&
      !(warning.code === 'omitted' && (factors.get(warning.path) ?? '1') !== '1') &&
      !isSameInCapitals(warning),
  )
}

/** `factor`: the supplier's units in one of Apicbase's units. */
function isSamePrice({ code, was, became }: Warning, factor: string): boolean {
  const [posted, written, per] = [toDecimal(was), toDecimal(became), toDecimal(factor)]
  if (code !== 'replaced' || posted === null || written === null || per === null) return false
  // IDoc needs a whole quantity: 7.1 for 2.5 is written as 71 for 25.
  const scale = `1${'0'.repeat(per.split('.')[1]?.length ?? 0)}`
  return written === posted || written === multiply(posted, scale) || multiply(written, per) === posted
}

/** A format may have capital letters only. */
const isSameInCapitals = ({ code, was, became }: Warning): boolean =>
  code === 'replaced' && was.toUpperCase() === became.toUpperCase()
