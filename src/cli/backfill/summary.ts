import type { NotedOrder, Notes } from './notes.ts'

const SHOWN = 20

/** The result of the listing, for the decision whether to deliver. */
export function summary({ missing, different, known, nameless, unread, listedAt }: Notes): string {
  const held = missing.filter(({ holds }) => holds !== null).length
  return [
    `Listed at ${listedAt}: ${known} known, ${missing.length} missing, ${different.length} with another content, ${nameless} without an id.`,
    ...table('Missing', missing),
    ...(held > 0 ? [`${held} of the missing would be held for you when delivered, for the reason beside them.`] : []),
    ...table('With another content (what is here stands; a poll would hold them for you)', different),
    ...[...new Set(unread)].map((reason) => `Not everything could be read: ${reason}`),
  ].join('\n')
}

function table(title: string, orders: readonly NotedOrder[]): string[] {
  if (orders.length === 0) return []
  const rows = orders
    .slice(0, SHOWN)
    .map(({ orderNumber, orderId, customer, placedAt, deliveryDate, holds }) =>
      [
        (orderNumber ?? orderId).padEnd(18),
        (customer ?? '').padEnd(14),
        `placed ${placedAt?.slice(0, 10) ?? '?'}`,
        `for ${deliveryDate ?? '–'}`,
        holds === null ? '' : `(${holds})`,
      ].join('  '),
    )
  const others = orders.length - rows.length
  return [
    '',
    `${title}:`,
    ...rows.map((row) => `  ${row.trimEnd()}`),
    ...(others > 0 ? [`  … and ${others} more`] : []),
  ]
}

/** The result of the delivery. */
export function outcome({ missing, delivered }: Notes): string {
  const count = (status: string): number => Object.values(delivered).filter((outcome) => outcome === status).length
  const left = missing.filter(({ orderId }) => delivered[orderId] === undefined)
  const lost =
    left.length > 0
      ? ` Not delivered, because they are no longer listed: ${left.map((order) => order.orderNumber ?? order.orderId).join(', ')}.`
      : ''
  return `${count('accepted') + count('duplicate') + count('revised')} accepted, ${count('held')} held.${lost}`
}
