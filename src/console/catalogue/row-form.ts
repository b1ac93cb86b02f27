import type { ArticleRow, CatalogueKind, CustomerRow } from '../../profile/catalogue.ts'
import { commonNumber, ROLES, typedNumbers } from './erp-numbers.ts'

type Row = ArticleRow | CustomerRow

/** The fields of a form, the most used first. `calendar` and `endpoint` are changed by a file only. */
export const FIELDS = {
  article: ['erpArticle', 'factor', 'unit', 'gtin', 'weighted'],
  customer: [
    'name',
    'erpCustomer',
    'soldTo',
    'shipTo',
    'billTo',
    'gln',
    'language',
    'phone',
    'contact',
    'depot',
    'legalName',
    'timeZone',
  ],
} as const

export type FieldName = (typeof FIELDS)[CatalogueKind][number]

/** The fields beside an unknown number. The page of the number has all fields. */
export const FIRST_FIELDS: Readonly<Record<CatalogueKind, readonly FieldName[]>> = {
  article: ['erpArticle', 'factor', 'unit'],
  customer: ['name', 'erpCustomer', 'depot'],
}

/** The row of a form. A field that the form lacks stays as in the row before; an empty field takes the value away. */
export function rowOf(
  kind: CatalogueKind,
  key: string,
  before: Row | null,
  field: (name: FieldName) => string | undefined,
): Record<string, unknown> {
  const row: Record<string, unknown> = { ...before, [kind]: key }
  const typed = (name: FieldName) => field(name)?.trim()
  if (kind === 'customer') putNumbers(row, before, typed)
  for (const name of FIELDS[kind]) {
    const value = typed(name)
    if (value === undefined || isNumber(name)) continue
    if (name === 'weighted') row[name] = value === 'yes'
    else if (value === '') delete row[name]
    else row[name] = name === 'factor' ? value.replace(',', '.') : value
  }
  return row
}

const isNumber = (name: FieldName): boolean => name === 'erpCustomer' || ROLES.some((role) => role === name)

function putNumbers(
  row: Record<string, unknown>,
  before: Row | null,
  typed: (name: FieldName) => string | undefined,
): void {
  const numbers = typedNumbers(before && 'customer' in before ? before : {}, {
    ...Object.fromEntries(ROLES.map((role) => [role, typed(role)])),
    erpCustomer: typed('erpCustomer'),
  })
  for (const role of ROLES) delete row[role]
  Object.assign(row, numbers)
}

/** The cells of a row, as text. One number of the supplier for each party is one cell. */
export function cellsOf(
  kind: CatalogueKind,
  row: Row | Readonly<Record<string, unknown>>,
): { readonly name: FieldName; readonly text: string }[] {
  const common = 'customer' in row ? commonNumber(row) : null
  const cells: object = common === null ? row : { ...row, ...ONE_NUMBER, erpCustomer: common }
  return FIELDS[kind].flatMap((name) => {
    const value: unknown = Reflect.get(cells, name)
    if (typeof value === 'string' && value !== '') return [{ name, text: value }]
    return value === true ? [{ name, text: 'yes' }] : []
  })
}

const ONE_NUMBER = { soldTo: undefined, shipTo: undefined, billTo: undefined }

/** The fields of a form as a part of an address, also the empty fields: an empty field takes a value away. */
export const fieldsOf = (kind: CatalogueKind, row: Row): [FieldName, string][] => {
  const cells = new Map(cellsOf(kind, row).map(({ name, text }) => [name, text]))
  return FIELDS[kind].map((name) => [name, cells.get(name) ?? ''])
}

/** The field as a person typed it before, else as the row has it. */
export function typedIn(
  kind: CatalogueKind,
  row: Row | null,
  field: (name: FieldName) => string | undefined,
): (name: FieldName) => string {
  const cells = new Map(row ? cellsOf(kind, row).map(({ name, text }) => [name, text]) : [])
  return (name) => field(name) ?? cells.get(name) ?? ''
}
