import type { Warning } from '../../model/document.ts'
import type { Supplier } from '../../profile/supplier.ts'
import { lostDay, lostRemarks, lostTime } from '../content/lost-fields.ts'
import { lostRoles } from '../content/roles.ts'
import type { Column } from './column.ts'
import { hasHours } from './date.ts'
import type { Facts, FieldName } from './fields.ts'
import type { Record } from './layout.ts'

interface Layout {
  readonly records: readonly Record[]
  readonly style: { readonly pattern: string }
}

/** Warns of each field of the order for which the layout has no column. */
export function lostFields(file: Layout, { order, supplier }: Facts): Warning[] {
  return [
    ...deliveryWarnings(file, order),
    ...(hasField(file, 'remarks') ? [] : lostRemarks(order)),
    ...lostRoles(order, supplier, (role) => hasField(file, role)),
  ]
}

function deliveryWarnings({ records, style }: Layout, order: Facts['order']): Warning[] {
  const columns = records.flatMap((record) => record.columns)
  if (!columns.some(({ field }) => field === 'deliveryDate')) return lostDay(order)
  const holdsTime = ({ field, pattern = style.pattern }: Column): boolean =>
    field === 'deliveryTime' || (field === 'deliveryDate' && hasHours(pattern))
  return columns.some(holdsTime) ? [] : lostTime(order, order.deliveryDate ?? '')
}

/** Remarks for the first line stay in the header, if no line has a column for remarks. */
export const supplierFor = ({ records }: Pick<Layout, 'records'>, supplier: Supplier): Supplier =>
  supplier.remarks !== 'first-line' || records.some((record) => record.record === 'line' && hasRemarks(record))
    ? supplier
    : { ...supplier, remarks: 'document' }

const hasRemarks = ({ columns }: Record): boolean => columns.some(({ field }) => field === 'remarks')

export const hasField = ({ records }: Pick<Layout, 'records'>, wanted: FieldName): boolean =>
  records.some(({ columns }) => columns.some(({ field }) => field === wanted))
