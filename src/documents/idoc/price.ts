import { multiply, toDecimal } from '../../model/decimal.ts'
import type { Warning } from '../../model/document.ts'
import type { Line } from '../../model/order/order.ts'
import { amount } from '../content/amounts.ts'
import { pricePath } from '../content/elements.ts'
import { ofOne, priceQuantity } from '../content/prices.ts'
import { ELEMENTS } from './settings.ts'

/** VPREI and PEINH. PEINH is a whole number, so 7.1 for 2.5 kilograms is written as 71 for 25. */
interface IdocPrice {
  readonly amount: string
  readonly per: string
}

/** Null if there is no price to write. SAP's fields are characters: sign and point need places too. */
export function idocPrice(line: Line, index: number, warnings: Warning[]): IdocPrice | null {
  const { price: posted } = line
  if (posted === null) return null
  const found = firstFitting(posted, priceQuantity(line))
  const was = { path: pricePath(index), was: posted }
  if (!found) warnings.push({ ...was, code: 'omitted', became: '' })
  else if (found.amount !== posted) warnings.push({ ...was, code: 'replaced', became: found.amount })
  return found ?? null
}

function firstFitting(posted: string, per: string): IdocPrice | undefined {
  for (const form of forms(posted, per)) if (fits(form)) return form
  return undefined
}

/** The price as posted, then without padding zeros, then for a quantity of 1. The first form nearly always fits. */
function* forms(posted: string, per: string): Generator<IdocPrice> {
  const exact = toDecimal(posted)
  if (exact === null) return
  const asPosted = amount(posted, ELEMENTS.price, () => '', [])
  const scale = `1${'0'.repeat(per.includes('.') ? per.length - per.indexOf('.') - 1 : 0)}`
  if (scale === '1' && asPosted !== null) yield { amount: asPosted, per }
  yield { amount: multiply(exact, scale), per: multiply(per, scale) }
  const single = ofOne(posted, per)
  if (single !== null) yield { amount: single, per: '1' }
}

const fits = ({ amount, per }: IdocPrice): boolean =>
  amount.length <= ELEMENTS.price.max && per.length <= ELEMENTS.priceUnit.max
