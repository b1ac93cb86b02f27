import type { Decimal } from '../decimal.ts'

/** A moment on the supplier's local clock. */
export interface LocalMoment {
  /** `YYYY-MM-DD` */
  readonly date: string
  /** `HH:MM:SS` */
  readonly time: string
  /** `+01:00`; UTC is `+00:00` */
  readonly offset: string
}

/** A time of day on a customer's local clock. */
export interface LocalTime {
  /** `HH:MM` */
  readonly time: string
  /** `+01:00`; UTC is `+00:00` */
  readonly offset: string
}

/** An ordered article. Apicbase sends no line number: the position in `packages` identifies a line. */
export interface Line {
  /** The supplier's own article number. A key: never cut, never altered. */
  readonly article: string
  /** The article's number in the articles table, if `article` is the supplier's other number. */
  readonly tableArticle?: string
  /** Wording: may be wrapped, cut or transliterated by a format. */
  readonly name: string
  readonly quantity: Decimal
  /** Theoretical price per package, as posted (`12.50` keeps its zero); null when absent or unreadable. */
  readonly price: string | null
  /** The quantity that `price` is for, in units of `quantity`; default: 1. */
  readonly priceQuantity?: Decimal
  readonly total: string | null
}

/** The order, as all parts of the gateway use it. Keys, quantities and dates are exact. Wording is free text. */
export interface Order {
  /** Apicbase's opaque id: a reference, never shown to people. */
  readonly id: string
  /** The order number people use. A key. */
  readonly number: string
  /** The supplier's own number for the customer's location. A key. */
  readonly customer: string
  readonly orderedOn: LocalMoment
  /** `YYYY-MM-DD` in the customer's zone; null if the chef asked for no day. */
  readonly deliveryDate: string | null
  /** The time on that day; absent if the chef asked for the day only. */
  readonly deliveryTime?: LocalTime
  readonly remarks: string
  /** The chef: usually a mail address. */
  readonly person: string | null
  readonly lines: readonly [Line, ...Line[]]
  readonly total: string | null
}

/** The form for people: `2026-11-26 09:30`, or the date alone; null if the order has no date. */
export const deliveryText = ({ deliveryDate, deliveryTime }: Pick<Order, 'deliveryDate' | 'deliveryTime'>) =>
  deliveryDate === null || deliveryTime === undefined ? deliveryDate : `${deliveryDate} ${deliveryTime.time}`

/** The form for programs: `2026-11-26T09:30:00+01:00`; null if the order has no time. */
export const deliveryMoment = ({ deliveryDate, deliveryTime }: Pick<Order, 'deliveryDate' | 'deliveryTime'>) =>
  deliveryDate === null || deliveryTime === undefined
    ? null
    : `${deliveryDate}T${deliveryTime.time}:00${deliveryTime.offset}`
