import type { OrderView } from './desk.ts'
import type { Ledger, StormOrder } from './ledger.ts'

/** Everything that was seen of one order from outside, a line a fact, and what the gateway says of it. */
export function historyOf(ledger: Ledger, order: StormOrder, view: OrderView | null): string[] {
  const facts: { at: number; text: string }[] = [...ledger.moments.map(({ at, text }) => ({ at, text: `— ${text}` }))]
  const add = (at: number | null, text: string): void => void (at !== null && facts.push({ at, text }))
  for (const one of ledger.postings.filter(({ orderId }) => orderId === order.id)) {
    add(one.at, `chef places content ${one.content}`)
    const answer = one.code === 0 ? 'nothing' : `${one.code} ${one.status ?? ''} ${one.version ?? ''}`
    add(one.answeredAt ?? one.at, `  answered ${answer} ${one.detail}`)
  }
  for (const one of ledger.actions.filter(({ orderId }) => orderId === order.id)) {
    const of = [one.name, one.route, one.to && `to ${one.to}`].filter(Boolean).join(' ')
    add(one.at, `desk: ${of} → ${one.code || 'no answer'} ${one.detail}`)
  }
  for (const one of ledger.actions.filter((each) => each.orderId === null && each.supplier === order.supplier))
    add(one.at, `desk: ${one.name} ${one.route ?? ''} → ${one.code || 'no answer'}`)
  for (const { at, route, key, said, parts } of ledger.arrivals)
    for (const { orderNumber, content, mark, controlNumber } of parts)
      if (orderNumber === order.number)
        add(
          at,
          `${route} gets content ${content} ${mark ?? ''} under ${key.slice(0, 40)} (${controlNumber ?? '-'}), says ${said}`,
        )
  for (const one of ledger.replies.filter(({ orderNumbers }) => orderNumbers.includes(order.number)))
    add(one.at, `${one.route} replies ${one.says} → ${one.code || 'no answer'} ${one.detail}`)
  for (const { at, kind, route, cause, orderIds, text } of ledger.alerts)
    if (orderIds.includes(order.id)) add(at, `alert ${kind} ${route ?? ''} ${cause ?? ''}: ${text.slice(0, 160)}`)
  const times = facts.filter(({ text }) => !text.startsWith('—')).map(({ at }) => at)
  const from = Math.min(...times)
  return [
    `${order.number} (${order.supplier}, ${order.id})`,
    ...facts
      .filter(({ at }) => at >= from - 1_000)
      .sort((a, b) => a.at - b.at)
      .map(({ at, text }) => `  ${new Date(at).toISOString().slice(11, 23)} ${text}`),
    ...(view?.timeline ?? []).map((entry) => `  gateway: ${JSON.stringify(entry)}`),
    ...(view?.deliveries ?? []).map(
      ({ route, version, state, reached, holdReason }) =>
        `  now: version ${version} by ${route}: ${state} ${holdReason ?? ''}, reached ${reached}`,
    ),
  ]
}
