import * as z from 'zod/mini'

/** What is written back to the order API, of orders that have got so far. Neither can be taken back there. */
const MARKS = ['fetched', 'viewed'] as const

export type Mark = (typeof MARKS)[number]

/** What they are called there. */
export const MARK_NAMES = { fetched: 'fetched_by_supplier', viewed: 'viewed_by_supplier' } as const

export const ID = '{id}'
export const NAME = '{mark}'

/** Their documentation doesn't say what the request holds: this is the guess that a list of ids is meant. */
const GUESS = { ids: [ID], [NAME]: true }

const Body = z.lazy(() => z.union([z.array(z.unknown()), z.record(z.string(), z.unknown())]))

export const Marks = z.lazy(() =>
  z.strictObject({
    /** The order is stored here: for their filter alone, the customer sees nothing of it. */
    fetched: z._default(z.boolean(), false),
    /** Every route has its receipt: the customer sees it, and reads it as "the goods will come". */
    viewed: z._default(z.boolean(), false),
    /** `{mark}` stands for the mark's name; an entry of a list that holds `{id}` is repeated for each order. */
    body: z._default(Body, GUESS),
  }),
)

export const NO_MARKS = { fetched: false, viewed: false, body: GUESS }

export type Marks = z.infer<typeof Marks>

/** Those that are written, in the order in which an order gets them. */
export const marksOn = (marks: Marks): Mark[] => MARKS.filter((mark) => marks[mark])

/** The body for these orders; of a template that has room for one only, for the first. */
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

/** Whether a body can name one order only: its `{id}` stands in no list. */
export function isForOne(template: unknown): boolean {
  if (Array.isArray(template)) return false
  if (typeof template === 'object' && template !== null) return Object.values(template).some(isForOne)
  return template === ID
}

/** As a whole text, or as a key; never inside another text, where it would not be replaced. */
export const holds = (template: unknown, placeholder: string): boolean => {
  if (Array.isArray(template)) return template.some((one) => holds(one, placeholder))
  if (typeof template !== 'object' || template === null) return template === placeholder
  return Object.entries(template).some(([key, value]) => key === placeholder || holds(value, placeholder))
}
