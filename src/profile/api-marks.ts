import * as z from 'zod/mini'

/** Marks that the gateway writes to the order API. Apicbase cannot remove a mark. */
const MARKS = ['fetched', 'viewed'] as const

export type Mark = (typeof MARKS)[number]

/** The names of the marks in Apicbase's API. */
export const MARK_NAMES = { fetched: 'fetched_by_supplier', viewed: 'viewed_by_supplier' } as const

export const ID = '{id}'
export const NAME = '{mark}'

/** Apicbase's documentation does not show the request body. This default assumes a list of ids. */
const GUESS = { ids: [ID], [NAME]: true }

const Body = z.lazy(() => z.union([z.array(z.unknown()), z.record(z.string(), z.unknown())]))

export const Marks = z.lazy(() =>
  z.strictObject({
    fetched: z
      ._default(z.boolean(), false)
      .check(z.describe('Marks orders that are stored here. Only a filter of Apicbase reads the mark.')),
    viewed: z
      ._default(z.boolean(), false)
      .check(z.describe('Marks orders with all their receipts. The customer reads it as "the goods will come".')),
    body: z
      ._default(Body, GUESS)
      .check(z.describe('The body of the request. `{mark}` is the name of the mark, `{id}` an order.')),
  }),
)

export const NO_MARKS = { fetched: false, viewed: false, body: GUESS }

export type Marks = z.infer<typeof Marks>

/** The marks to write, in the sequence in which an order gets the marks. */
export const marksOn = (marks: Marks): Mark[] => MARKS.filter((mark) => marks[mark])

/** Returns the body for these orders. A template with room for one order gets the first order. */
export function markBody(template: unknown, mark: Mark, ids: readonly string[]): unknown {
  if (Array.isArray(template))
    return template.flatMap((entry): unknown[] =>
      holds(entry, ID) ? ids.map((id) => markBody(entry, mark, [id])) : [markBody(entry, mark, ids)],
    )
  if (typeof template === 'object' && template !== null)
    return Object.fromEntries(
      Object.entries(template).map(([key, value]) => [
        key === NAME ? MARK_NAMES[mark] : key,
        markBody(value, mark, ids),
      ]),
    )
  if (template === NAME) return MARK_NAMES[mark]
  return template === ID ? ids[0] : template
}

/** Whether a body can name one order only: no list holds the `{id}`. */
export function isForOne(template: unknown): boolean {
  if (Array.isArray(template)) return false
  if (typeof template === 'object' && template !== null) return Object.values(template).some(isForOne)
  return template === ID
}

/** Finds a placeholder that is a full text or a key. A placeholder inside another text would not be replaced. */
export const holds = (template: unknown, placeholder: string): boolean => {
  if (Array.isArray(template)) return template.some((part) => holds(part, placeholder))
  if (typeof template !== 'object' || template === null) return template === placeholder
  return Object.entries(template).some(([key, value]) => key === placeholder || holds(value, placeholder))
}
