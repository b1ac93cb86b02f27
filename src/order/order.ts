import type { Decimal } from '../decimal.ts'

/** A moment as the clock on the supplier's wall shows it. */
export interface LocalMoment {
  /** `YYYY-MM-DD` */
  readonly date: string
  /** `HH:MM:SS` */
  readonly time: string
  /** `+01:00`; UTC is `+00:00` */
  readonly offset: string
}

/** A time of day as the clock on a customer's wall shows it. */
export interface LocalTime {
  /** `HH:MM` */
  readonly time: string
  /** `+01:00`; UTC is `+00:00` */
  readonly offset: string
}

/** One article asked for. Apicbase sends no line number: a line is known by its place in `packages`. */
export interface Line {
  /** The supplier's own article number. A key: never cut, never altered. */
  readonly article: string
  /** The number by which the articles table knows it, where `article` is the supplier's other one for it. */
  readonly tableArticle?: string
  /** Wording: may be wrapped, cut or transliterated by a format. */
  readonly name: string
  readonly quantity: Decimal
  /** Theoretical price per package, as posted (`12.50` keeps its zero); null when absent or unreadable. */
  readonly price: string | null
  /** How many of what `quantity` counts `price` is for; one where it isn't said. */
  readonly priceQuantity?: Decimal
  readonly total: string | null
}

/** What a buyer asked: the one language between the rooms. Keys, quantities and dates are exact; wording is free text. */
export interface Order {
  /** Apicbase's opaque id: a reference, never shown to people. */
  readonly id: string
  /** The order number people use. A key. */
  readonly number: string
  /** The supplier's own number for the customer's location. A key. */
  readonly customer: string
  readonly orderedOn: LocalMoment
  /** `YYYY-MM-DD`, in the customer's zone; null when the chef asked for none. */
  readonly deliveryDate: string | null
  /** When on that day; absent where the chef asked for the day only. */
  readonly deliveryTime?: LocalTime
  readonly remarks: string
  /** Who ordered: usually a mail address. */
  readonly person: string | null
  readonly lines: readonly [Line, ...Line[]]
  readonly total: string | null
}

/** As people read it: `2026-11-26 09:30`, or the date alone; null where there is none. */
export const deliveryText = ({ deliveryDate, deliveryTime }: Pick<Order, 'deliveryDate' | 'deliveryTime'>) =>
  deliveryDate === null || deliveryTime === undefined ? deliveryDate : `${deliveryDate} ${deliveryTime.time}`

/** As programs exchange it: `2026-11-26T09:30:00+01:00`; null where the order names no time. */
export const deliveryMoment = ({ deliveryDate, deliveryTime }: Pick<Order, 'deliveryDate' | 'deliveryTime'>) =>
  deliveryDate === null || deliveryTime === undefined
    ? null
    : `${deliveryDate}T${deliveryTime.time}:00${deliveryTime.offset}`
