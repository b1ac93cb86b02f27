/** The scope of control numbers, and the greatest numbers. */
export interface Numbering {
  /** Sender and recipient, with test and live separate: receivers check that a number is new for the pair. */
  readonly pair: string
  /** The greatest number that the element holds. */
  readonly greatest: number
  /** The greatest group number; null if there is no group. */
  readonly greatestGroup: number | null
}

/** A counter and its range: after `wrapAt` the counter restarts at `start`. */
export interface NumberRange {
  readonly sequence: string
  readonly start: number
  readonly wrapAt: number
}

/** The ranges of a route's control numbers; null when its document has no such number. */
export interface NumberRanges {
  readonly control: NumberRange | null
  /** Range of the group number, when groups have their own counter. */
  readonly group: NumberRange | null
}
