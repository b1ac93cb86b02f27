import { formerNumbersOf } from '../former-numbers.ts'
import type { Sql } from '../sql.ts'
import { plainText } from './search-text.ts'

/** An action, with the texts by which people find the action. */
export interface EventTexts {
  readonly by: string
  readonly orderId: string | null
  readonly orderNumber: string | null
  readonly route: string | null
  readonly note: string | null
  readonly erpReference: string | null
  /** The numbers that the order had before; absent in storage from before migration 27. */
  readonly formerNumbers?: readonly string[]
}

/** The text of an action for the search. SQLite cannot lower letters outside ASCII, so no statement writes this text. */
export const eventText = (texts: EventTexts): string => {
  const { by, orderId, orderNumber, route, note, erpReference, formerNumbers = [] } = texts
  return plainText(
    [by, orderId, orderNumber, route, note, erpReference, ...formerNumbers].map((part) => part ?? '').join('\n'),
  )
}

/** Lets people find the actions of an order by the present number of the order, and by the numbers before. */
export function renumberEvents(sql: Sql, orderId: string): void {
  const rows = sql.all<EventTexts & { readonly seq: number; readonly text: string }>(
    `SELECT ${EVENT_TEXTS}, e.seq, e.search_text AS text FROM events e LEFT JOIN orders o ON o.id = e.order_id
     WHERE e.order_id = ?`,
    orderId,
  )
  const former = rows.length > 0 ? formerNumbersOf(sql, orderId) : []
  for (const { seq, text, ...texts } of rows) {
    const now = eventText({ ...texts, formerNumbers: former })
    if (now !== text) sql.all('UPDATE events SET search_text = ? WHERE seq = ?', now, seq)
  }
}

/** The columns of `EventTexts`, from `events e` and `orders o`. */
export const EVENT_TEXTS = `e.by, e.order_id AS orderId, o.number AS orderNumber, e.route, e.note,
  e.erp_reference AS erpReference`
