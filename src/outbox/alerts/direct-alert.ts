import type { Alert } from '../../alerts/alert.ts'
import type { Why } from '../../alerts/why.ts'
import type { Supplier } from '../../profile/supplier.ts'
import { linkTo } from '../../web/links.ts'
import { occurrenceText, type Reader, reasonText, resolvedText, stepsFor, titleText } from './alert-text.ts'
import type { IncidentKey } from './incidents.ts'

/** An occurrence that is alerted past the outbox, because the outbox cannot be reached or must not be used. */
export interface DirectOccurrence extends Pick<IncidentKey, 'kind'> {
  readonly cause?: string
  readonly orderId?: string
  readonly orderNumber?: string | null
  readonly why: Why
}

/** `id`: identical for a repetition only. A reader without a name reads about a removed supplier. */
interface About {
  readonly id: string
  readonly supplier: string
  readonly reader: Reader & Partial<Pick<Supplier, 'name'>>
  readonly publicUrl: string | null
}

export function directAlert(
  { kind, cause = '', orderId, orderNumber, why }: DirectOccurrence,
  { id, supplier, reader, publicUrl }: About,
): Alert {
  const url = linkTo(publicUrl, supplier, orderId)
  const order = orderNumber ?? orderId ?? ''
  return {
    id,
    kind,
    supplier,
    ...namedOf(reader),
    ...(orderId === undefined ? {} : { orderId }),
    ...(orderNumber ? { orderNumber } : {}),
    ...(cause === '' ? {} : { cause }),
    title: titleText({ kind, route: '', cause }, false, reader, 1),
    text: occurrenceText(
      { kind, route: '', cause, order, version: undefined, why: reasonText(why, reader) },
      reader,
      stepsFor({ kind, route: '', cause }, reader),
    ),
    ...(url === null ? {} : { url }),
  }
}

/** Alerts that a condition which was alerted past the outbox has ended. Milliseconds since 1970. */
export function directRecovery(
  { kind, since, now }: Pick<IncidentKey, 'kind'> & { readonly since: number; readonly now: number },
  { id, supplier, reader, publicUrl }: About,
): Alert {
  const url = linkTo(publicUrl, supplier, undefined)
  const text = resolvedText({ kind, route: '', cause: '', openedAt: since, lastAt: now }, now, 1, reader)
  const title = titleText({ kind, route: '', cause: '' }, true, reader, 1)
  return { id, kind: 'resolved', of: kind, supplier, ...namedOf(reader), title, text, ...(url === null ? {} : { url }) }
}

const namedOf = ({ name }: About['reader']): Pick<Alert, 'supplierName'> =>
  name === undefined ? {} : { supplierName: name }
