import type { ArticleRow, CatalogueKind, CustomerRow } from '../../profile/catalogue.ts'

type Row = ArticleRow | CustomerRow

/** The fields of a form, the most used first. `calendar` and `endpoint` are changed by a file only. */
export const FIELDS = {
  article: ['erpArticle', 'factor', 'unit', 'gtin', 'weighted'],
  customer: [
    'name',
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
  customer: ['name', 'soldTo', 'depot'],
}

/** The row of a form. A field that the form lacks stays as in the row before; an empty field takes the value away. */
export function rowOf(
  kind: CatalogueKind,
  key: string,
  before: Row | null,
  field: (name: FieldName) => string | undefined,
): Record<string, unknown> {
  const row: Record<string, unknown> = { ...before, [kind]: key }
  for (const name of FIELDS[kind]) {
    const value = field(name)?.trim()
    if (value === undefined) continue
    if (name === 'weighted') row[name] = value === 'yes'
    else if (value === '') delete row[name]
    else row[name] = name === 'factor' ? value.replace(',', '.') : value
  }
  return row
}

/** The cells of a row, as text. */
export function cellsOf(kind: CatalogueKind, row: Row): { readonly name: FieldName; readonly text: string }[] {
  return FIELDS[kind].flatMap((name) => {
    const value: unknown = Reflect.get(row, name)
    if (typeof value === 'string' && value !== '') return [{ name, text: value }]
    return value === true ? [{ name, text: 'yes' }] : []
  })
}
