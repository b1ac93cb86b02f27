import { queryOf } from '../frame/paths.ts'

const PATH = '/console/pick-list'

interface Part {
  readonly day: string
  /** The start of a further part of the list. */
  readonly before?: number | null
}

export const pickListPath = (supplier: string, { day, before = null }: Part): string =>
  PATH + queryOf({ supplier, day, before: before === null ? null : String(before) })

export const pickCsvPath = (supplier: string, { day, before = null }: Part): string =>
  `${PATH}/lines.csv${queryOf({ supplier, day, before: before === null ? null : String(before) })}`
