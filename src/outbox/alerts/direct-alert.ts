import type { Alert } from '../../alerts/alert.ts'
import { linkTo } from '../../web/links.ts'
import { oneText, type Reader, type Why, whyText } from './alert-text.ts'
import type { Matter } from './incidents.ts'

/** What is told past the outbox, because it can't be reached or must not be touched. */
export interface DirectOccurrence extends Pick<Matter, 'kind'> {
  readonly cause?: string
  readonly orderId?: string
  readonly orderNumber?: string | null
  readonly why: Why
}

/** `id`: the same for a repetition only. */
export function directAlert(
  { kind, cause = '', orderId, orderNumber, why }: DirectOccurrence,
  { id, supplier, reader, publicUrl }: { id: string; supplier: string; reader: Reader; publicUrl: string | null },
): Alert {
  const url = linkTo(publicUrl, supplier, orderId)
  const order = orderNumber ?? orderId ?? ''
  return {
    id,
    kind,
    supplier,
    ...(orderId === undefined ? {} : { orderId }),
    ...(orderNumber ? { orderNumber } : {}),
    ...(cause === '' ? {} : { cause }),
    text: oneText({ kind, route: '', cause, order, version: undefined, why: whyText(why, reader) }, reader),
    ...(url === null ? {} : { url }),
  }
}
