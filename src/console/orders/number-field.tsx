import { colonIn } from '../../text/colon.ts'
import { h } from '../frame/jsx.ts'
import { orderLabel } from '../frame/order-links.tsx'
import type { Visit } from '../frame/visit.ts'
import { type ChosenOrder, ERP_NUMBER_LENGTH, erpField } from './chosen-orders.ts'

interface NumberFieldProps {
  readonly visit: Visit
  readonly order: ChosenOrder
  readonly typed: URLSearchParams | undefined
}

/** The number that the ERP gave to one order. */
export function NumberField({ visit: { words, language }, order: { name, view }, typed }: NumberFieldProps) {
  const number = orderLabel(view)
  const field = erpField(name, view.orderId)
  return (
    <input
      name={field}
      value={typed?.get(field) ?? ''}
      autocomplete="off"
      maxlength={ERP_NUMBER_LENGTH}
      dir="auto"
      aria-label={`${words.confirm.erp}${colonIn(language)} ${number}`}
    />
  )
}
