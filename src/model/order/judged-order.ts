import type { Decimal } from '../decimal.ts'

/** The fields of an order that the rules read; null or undefined for an invalid field. */
export interface JudgedOrder {
  readonly customer: string | null
  readonly deliveryDate: string | null | undefined
  readonly remarks: string
  readonly lines: readonly { readonly article: string | null; readonly quantity: Decimal | null }[]
}
