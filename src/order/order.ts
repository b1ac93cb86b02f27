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
  /** `YYYY-MM-DD`, in the supplier's zone; null when the chef asked for none. */
  readonly deliveryDate: string | null
  readonly remarks: string
  /** Who ordered: usually a mail address. */
  readonly person: string | null
  readonly lines: readonly [Line, ...Line[]]
  readonly total: string | null
}
