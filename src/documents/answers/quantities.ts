import { compare, sum, toDecimal } from '../../model/decimal.ts'

/** A quantity of a reply, as the reply says it. Both are empty if the reply leaves them out. */
export interface Quantity {
  readonly quantity: string
  readonly unit: string
}

/**
 * `4 of 6` if the receiver takes another quantity or unit than `ordered`, or a quantity that is no number. Null if the
 * given parts are the ordered quantity together, or if either is not given.
 */
export function differing(ordered: Quantity, parts: readonly Quantity[]): string | null {
  const given = parts.filter(({ quantity }) => quantity !== '')
  if (given.length === 0 || ordered.quantity === '') return null
  const wanted = toDecimal(ordered.quantity)
  const amounts = given.flatMap(({ quantity }) => toDecimal(quantity) ?? [])
  // 6 pieces are not 6 cases. A unit that either side leaves out proves no difference.
  const hasOtherUnit = given.some(({ unit }) => unit !== '' && ordered.unit !== '' && unit !== ordered.unit)
  const total = amounts.length === given.length && !hasOtherUnit ? sum(amounts) : null
  if (total === null || wanted === null) return `${given.map(shown).join(' + ')} of ${shown(ordered)}`
  return compare(total, wanted) === 0 ? null : `${total} of ${ordered.quantity}`
}

/** The first quantity that is not zero: the receiver delivers the quantity later. */
export const backOrderedIn = (quantities: readonly string[]): string | null =>
  quantities.find((quantity) => quantity !== '' && toDecimal(quantity) !== '0') ?? null

const shown = ({ quantity, unit }: Quantity): string => [quantity, unit].filter((part) => part !== '').join(' ')
