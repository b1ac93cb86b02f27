import { isGroup } from '../../text/parsed-json.ts'
import { RENAMED_COLUMNS, RENAMED_EVENTS, RENAMED_KINDS } from '../migrations/006-standard-names.ts'

/** Renames the data of an order in an export of format 1. The schema of format 2 checks the result. */
export function fromFirstFormat(record: unknown): unknown {
  if (!isGroup(record)) return record
  return {
    ...record,
    order: withNames(record.order, RENAMED_COLUMNS.orders),
    versions: eachOf(record.versions, (row) => withNames(row, RENAMED_COLUMNS.versions)),
    deliveries: eachOf(record.deliveries, (row) => withNames(row, RENAMED_COLUMNS.deliveries)),
    timeline: eachOf(record.timeline, (row) => withValue(row, 'event', RENAMED_EVENTS)),
    acknowledgements: eachOf(record.acknowledgements, (row) =>
      withValue(withNames(row, RENAMED_COLUMNS.acknowledgements), 'kind', RENAMED_KINDS),
    ),
    papers: eachOf(record.papers, (row) => withNames(row, RENAMED_COLUMNS.pieces)),
  }
}

const eachOf = (rows: unknown, change: (row: unknown) => unknown): unknown =>
  Array.isArray(rows) ? rows.map(change) : rows

const withNames = (row: unknown, names: Readonly<Record<string, string>>): unknown =>
  isGroup(row)
    ? Object.fromEntries(
        Object.entries(row).map(([name, value]) => [Object.hasOwn(names, name) ? names[name] : name, value]),
      )
    : row

function withValue(row: unknown, name: string, values: Readonly<Record<string, string>>): unknown {
  if (!isGroup(row)) return row
  const value = row[name]
  return typeof value === 'string' && Object.hasOwn(values, value) ? { ...row, [name]: values[value] } : row
}
