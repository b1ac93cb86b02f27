import { compare, type Decimal, sum } from '../decimal.ts'
import type { Problem } from '../problem.ts'
import { memberOf } from './member.ts'
import { readablePart } from './readable-part.ts'

interface Asked {
  readonly by: 'article' | 'name'
  readonly key: string
  readonly quantities: readonly Decimal[]
}

/**
 * Whether a later order has every line of a refused order, with at least the quantity of the refused order. `problems`: why
 * the order was refused. A faulty article number is compared by the name of the article. A faulty quantity may become any
 * quantity. False where a line cannot be compared, because a customer without the goods must be called.
 */
export function coversLines(later: unknown, refused: unknown, problems: readonly Problem[]): boolean {
  const asked = askedOf(refused, problems)
  if (asked === null) return false
  const { lines } = readablePart(later, [], () => null)
  const offered = {
    article: Map.groupBy(lines, ({ article }) => article),
    name: Map.groupBy(lines, ({ name }) => name),
  }
  return asked.every(({ by, key, quantities }) => {
    const found = offered[by].get(key)
    return found !== undefined && compare(sum(readable(found)), sum(quantities)) >= 0
  })
}

/** Joins the lines of each article. Null where a line names no article. */
function askedOf(refused: unknown, problems: readonly Problem[]): Asked[] | null {
  if (!Array.isArray(memberOf(refused, 'packages'))) return null
  const { lines } = readablePart(refused, problems, () => null)
  if (lines.some((line) => !line.article && !line.name)) return null
  const byKey = Map.groupBy(lines, ({ article, name }) => (article ? `article ${article}` : `name ${name}`))
  return [...byKey.values()].map((group): Asked => {
    const { article = null, name = null } = group[0] ?? {}
    const quantities = readable(group)
    return article ? { by: 'article', key: article, quantities } : { by: 'name', key: name ?? '', quantities }
  })
}

const readable = (lines: readonly { readonly quantity: Decimal | null }[]): Decimal[] =>
  lines.flatMap(({ quantity }) => (quantity === null ? [] : [quantity]))
