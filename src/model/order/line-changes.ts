import type { Line, Order } from './order.ts'

export interface Change {
  readonly name: string
  readonly article: string
  /** A dash where there is none. */
  readonly was: string
  readonly becomes: string
}

/** In place of the quantity of an article that a version does not have. */
export const ABSENT = '–'

type Say = (line: Line) => string

/**
 * The articles whose quantities differ, in the sequence of the later version. The same article may have several lines.
 * `say` puts the quantity of a line into words.
 */
export function changesBetween(
  before: Pick<Order, 'lines'>,
  after: Pick<Order, 'lines'>,
  say: { readonly was: Say; readonly becomes: Say } = { was: quantityOf, becomes: quantityOf },
): Change[] {
  const [was, is] = [linesByArticle(before.lines), linesByArticle(after.lines)]
  return [...new Set([...is.keys(), ...was.keys()])].flatMap((article) => {
    const [old, now] = [was.get(article), is.get(article)]
    if (joined(old, quantityOf) === joined(now, quantityOf)) return []
    const name = (now ?? old)?.[0]?.name ?? ''
    return [{ name, article, was: joined(old, say.was), becomes: joined(now, say.becomes) }]
  })
}

function quantityOf({ quantity }: Line): string {
  return quantity
}

function linesByArticle(lines: readonly Line[]): Map<string, Line[]> {
  const found = new Map<string, Line[]>()
  for (const line of lines) {
    const already = found.get(line.article)
    if (already) already.push(line)
    else found.set(line.article, [line])
  }
  return found
}

const joined = (lines: readonly Line[] | undefined, say: Say): string => lines?.map(say).join(' + ') ?? ABSENT
