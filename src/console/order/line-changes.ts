import type { Line, Order } from '../../model/order/order.ts'

export interface Change {
  readonly name: string
  readonly article: string
  /** A dash where there is none. */
  readonly was: string
  readonly becomes: string
}

/** The articles whose quantities differ, in the sequence of the later version. The same article may have several lines. */
export function changesBetween(before: Pick<Order, 'lines'>, after: Pick<Order, 'lines'>): Change[] {
  const [was, is] = [linesByArticle(before.lines), linesByArticle(after.lines)]
  return [...new Set([...is.keys(), ...was.keys()])].flatMap((article) => {
    const [old, now] = [was.get(article), is.get(article)]
    if (quantities(old) === quantities(now)) return []
    return [{ name: (now ?? old)?.[0]?.name ?? '', article, was: quantities(old), becomes: quantities(now) }]
  })
}

function linesByArticle(lines: readonly Line[]): Map<string, Line[]> {
  const found = new Map<string, Line[]>()
  for (const line of lines) found.set(line.article, [...(found.get(line.article) ?? []), line])
  return found
}

const quantities = (lines: readonly Line[] | undefined): string =>
  lines?.map(({ quantity }) => quantity).join(' + ') ?? '–'
