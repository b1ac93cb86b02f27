import type { Numbering, NumberRange, NumberRanges } from '../model/numbering.ts'
import type { ControlNumbers } from './number-range.ts'
import type { Route } from './supplier.ts'

/**
 * Chooses the numbers of a route's documents. A format without numbers may still number its files with `{sequence}`.
 */
export function numberingOf(route: Pick<Route, 'name' | 'fileName'>, own?: Numbering): Numbering | undefined {
  if (own || !/\{sequence\b/.test(route.fileName)) return own
  return { pair: JSON.stringify(['file', route.name]), greatest: GREATEST_FILE_NUMBER, greatestGroup: null }
}

const GREATEST_FILE_NUMBER = 99_999_999_999_999

/** Returns the counters of a route's documents, and the range of each counter. */
export function rangesOf(settings: ControlNumbers = PLAIN, numbering?: Numbering): NumberRanges {
  if (!numbering) return { control: null, group: null }
  const { pair, greatest, greatestGroup } = numbering
  const { share, group } = settings
  const sequence = share === 'supplier' ? EVERYTHING : pair
  return {
    control: range(sequence, settings, greatest),
    group: group && greatestGroup !== null ? range(JSON.stringify(['group', sequence]), group, greatestGroup) : null,
  }
}

const PLAIN: ControlNumbers = { start: 1, share: 'pair' }

/** A counter for all documents of the supplier, test documents included. */
const EVERYTHING = JSON.stringify(['supplier'])

const range = (
  sequence: string,
  { start, wrapAt }: NonNullable<ControlNumbers['group']>,
  greatest: number,
): NumberRange => ({ sequence, start, wrapAt: wrapAt ?? greatest })
