import { type ReadElement, readXml } from '../documents/xml/reader.ts'

/** Reads a document with saxes, and finds elements in the tree. */
export const rootOf = (text: string): ReadElement => readXml(text)

/** Every element at this path below `element`. */
export function all(element: ReadElement | undefined, ...path: readonly string[]): ReadElement[] {
  let found = element ? [element] : []
  for (const name of path) found = found.flatMap(({ children }) => children.filter((child) => child.name === name))
  return found
}

export const first = (element: ReadElement | undefined, ...path: readonly string[]): ReadElement | undefined =>
  all(element, ...path)[0]

export const textAt = (element: ReadElement | undefined, ...path: readonly string[]): string | undefined =>
  first(element, ...path)?.text

/** The gateway's notices, which precede a customer's remarks. */
export function noticesOf(
  { order, occasion, test }: { order: { number: string }; occasion: Occasion; test: boolean },
  words: { readonly test: boolean },
): string[] {
  return [
    ...(occasion.possibleRepeat ? ['POSSIBLE REPEAT'] : []),
    ...(occasion.purpose === 'replacement' ? [`REPLACES every earlier version of order ${order.number}`] : []),
    ...(occasion.purpose === 'cancellation' ? [`CANCELLED: order ${order.number} is not to be delivered`] : []),
    ...(words.test && test ? ['TEST ORDER, NOT TO BE DELIVERED'] : []),
  ]
}

interface Occasion {
  readonly possibleRepeat: boolean
  readonly purpose: string
}

/** The rest of `texts` after the notices, which must come first. */
export function afterNotices(texts: readonly string[], notices: readonly string[]): readonly string[] {
  for (const [index, notice] of notices.entries())
    if (texts[index] !== notice) throw new Error(`${notice} is missing: ${texts[index]}`)
  return texts.slice(notices.length)
}
