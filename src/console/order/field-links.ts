import { ORDER_FIELDS, type OrderField } from '../../documents/captions/order-fields.ts'
import type { DocumentPart } from '../../documents/captions/part.ts'
import type { Order } from '../../model/order/order.ts'
import type { WrittenDocument } from './contents.ts'

/** A value of the order, as a place on the page. */
export interface FieldPlace {
  readonly id: string
  /** The class that marks the value and its parts under a pointer. Empty beyond the classes of the stylesheet. */
  readonly mark: string
}

/** The stylesheet has this number of marks: the head of an order and three lines. */
const MARKS = 24
const HEAD = ORDER_FIELDS.indexOf('name')
const IN_LINE = ORDER_FIELDS.length - HEAD

export function placeOf(field: OrderField, line: number | null): FieldPlace {
  const at = ORDER_FIELDS.indexOf(field)
  const mark = (line === null ? at : at + line * IN_LINE) + 1
  return { id: line === null ? `f-${field}` : `f-${field}-${line}`, mark: mark <= MARKS ? `k${mark}` : '' }
}

/** The values that each part holds. Empty for a document of several orders: the lines belong to different orders. */
export function placesOf({ parts }: Pick<WrittenDocument, 'parts'>): ReadonlyMap<DocumentPart, FieldPlace> {
  const numbers = new Set(parts.filter(({ caption }) => caption === 'order-number').map(({ text }) => text.trim()))
  if (numbers.size > 1) return new Map()
  return new Map(
    parts.flatMap((part) => {
      const [field] = part.fields
      return field === undefined ? [] : [[part, placeOf(field, lineOf(field, part))]]
    }),
  )
}

/** Finds the part that a value leads to: in the first document that holds the value. */
export function partIds(documents: readonly WrittenDocument[]): ReadonlyMap<string, string> {
  const ids = new Map<string, string>()
  for (const [at, document] of documents.entries()) {
    const places = placesOf(document)
    for (const [index, part] of document.parts.entries())
      if (places.has(part))
        for (const field of part.fields) {
          const { id } = placeOf(field, lineOf(field, part))
          if (!ids.has(id)) ids.set(id, partId(at, index))
        }
  }
  return ids
}

/** The values that the page shows of an order: an order may have no total, and no person. */
export function shownValues({ person, remarks, total, lines }: Order): ReadonlySet<string> {
  const missing = new Set([
    ...(person === null ? ['f-person'] : []),
    ...(remarks === '' ? ['f-remarks'] : []),
    ...(total === null ? ['f-total'] : []),
  ])
  const head = ORDER_FIELDS.slice(0, HEAD).map((field) => placeOf(field, null).id)
  const inLines = lines.flatMap((line, at) =>
    ORDER_FIELDS.slice(HEAD)
      .filter(
        (field) => !(field === 'price' && line.price === null) && !(field === 'line-total' && line.total === null),
      )
      .map((field) => placeOf(field, at).id),
  )
  return new Set([...head, ...inLines].filter((id) => !missing.has(id)))
}

export const partId = (document: number, part: number): string => `s-${document}-${part}`

/** A value of the head may stand in a line too, such as the remarks. */
const lineOf = (field: OrderField, { line }: DocumentPart): number | null =>
  ORDER_FIELDS.indexOf(field) < HEAD ? null : line
