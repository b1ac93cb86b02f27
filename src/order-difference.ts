import type { Order } from './order.ts'

/** What the supplier would do differently, one plain line a difference: for the person who must choose. */
export function orderDifference(before: Order, after: Order): string[] {
  const fields: [string, string | null, string | null][] = [
    ['order number', before.number, after.number],
    ['customer number', before.customer, after.customer],
    ['delivery date', before.deliveryDate, after.deliveryDate],
    ['remarks', remarksOf(before), remarksOf(after)],
  ]
  return [
    ...fields.flatMap(([what, was, is]) => (was === is ? [] : [`${what}: ${was || 'none'} → ${is || 'none'}`])),
    ...lineDifferences(before, after),
  ]
}

/** As the digest reads them: how an accent is written is no difference. */
const remarksOf = ({ remarks }: Order): string => remarks.trim().normalize('NFC')

function lineDifferences(before: Order, after: Order): string[] {
  const [was, is] = [quantities(before), quantities(after)]
  const articles = [...new Set([...was.keys(), ...is.keys()])]
  const changes = articles.flatMap((article) => {
    const [old, now] = [was.get(article), is.get(article)]
    return old === now ? [] : [`${article}: ${old ?? 'not ordered'} → ${now ?? 'removed'}`]
  })
  const reordered = changes.length === 0 && lineKeys(before) !== lineKeys(after)
  return reordered ? ['the lines stand in another order'] : changes
}

/** The same article on two lines stays two quantities. */
function quantities({ lines }: Order): Map<string, string> {
  const found = new Map<string, string>()
  for (const { article, quantity } of lines) {
    const already = found.get(article)
    found.set(article, already === undefined ? quantity : `${already} and ${quantity}`)
  }
  return found
}

const lineKeys = ({ lines }: Order): string => JSON.stringify(lines.map(({ article, quantity }) => [article, quantity]))
