import type { Ledger, StormOrder } from '../ledger.ts'
import { FALLBACK } from '../setting.ts'
import { actionsOn, isAmbiguous, type Received, receivedOf, versionsOf } from './contents.ts'

/** A request that was under way when the desk was answered may come in a little later. */
const UNDER_WAY_MS = 500

/** Of one order: a content that came twice by one route, or by two of a fallback chain, without saying so. */
export function doubled(ledger: Ledger, order: StormOrder): string[] {
  const mayGoAgain = actionsOn(ledger, order, 'resend')
  const found: string[] = []
  const first: Received[] = []
  for (const received of receivedOf(ledger, order)) {
    const { arrival, part } = received
    if (part.mark === 'cancellation' || part.mark === 'test') continue
    const before = first.find(
      (one) =>
        one.part.content === part.content &&
        isOneLine(ledger, order, one.arrival.route, arrival.route) &&
        (one.arrival.key !== arrival.key || one.arrival.route !== arrival.route),
    )
    const isAsked = mayGoAgain.some(({ at, route }) => at <= arrival.at && route === arrival.route)
    const isExempt = isAsked || isReleasedAgain(ledger, order, part.content, arrival.at)
    if (before && part.mark === null && !isExempt && !wasRejected(ledger, order, before.arrival.at, arrival.at))
      found.push(
        `${order.number}: content ${part.content} came by ${before.arrival.route} (${short(before.arrival.key)}) and again by ${arrival.route} (${short(arrival.key)}) without a mark`,
      )
    if (arrival.said !== 'not taken') first.push(received)
  }
  return found
}

/** What the desk sent by the fallback in the place of another route is no part of the chain. */
const isOneLine = (ledger: Ledger, order: StormOrder, one: string, other: string): boolean =>
  one === other ||
  (lineOf(one) === FALLBACK.of &&
    lineOf(other) === FALLBACK.of &&
    actionsOn(ledger, order, 'send-by').every(({ route }) => lineOf(route ?? '') === FALLBACK.of))

const lineOf = (route: string): string => (route === FALLBACK.route ? FALLBACK.of : route)

/** An earlier content that a person sent after all, because the chef placed it again. */
const isReleasedAgain = (ledger: Ledger, order: StormOrder, content: number, at: number): boolean =>
  isAmbiguous(order, content) &&
  actionsOn(ledger, order, 'release', 'retry', 'send-by').some((action) => action.at <= at)

/** The receiver does not deliver what it rejected. */
const wasRejected = ({ replies }: Ledger, { number }: StormOrder, from: number, to: number): boolean =>
  replies.some(
    ({ at, isRejection, orderNumbers }) => isRejection && at >= from && at <= to && orderNumbers.includes(number),
  )

/** Of one order: an earlier content that came after a later one by the same route. */
export function olderAfterNewer(ledger: Ledger, order: StormOrder): string[] {
  const latest = new Map<string, number>()
  const found: string[] = []
  for (const { arrival, part } of receivedOf(ledger, order)) {
    if (part.mark === 'cancellation' || part.mark === 'test') continue
    const { route, said, at } = arrival
    const place = order.contents.indexOf(part.content)
    const before = latest.get(route) ?? -1
    const isChosen = isReleasedAgain(ledger, order, part.content, at) || wasDiscarded(ledger, order, before, at)
    if (place < before && !isChosen)
      found.push(`${order.number}: content ${part.content} came by ${route} after ${order.contents[before]}`)
    if (said !== 'not taken') latest.set(route, Math.max(before, place))
  }
  return found
}

/**
 * A person who discarded the later content may send the earlier one after all. Nobody here knows the content of a version
 * whose posting was cut.
 */
const wasDiscarded = (ledger: Ledger, order: StormOrder, place: number, at: number): boolean =>
  actionsOn(ledger, order, 'discard', 'discard-on').some(
    (action) =>
      action.at <= at &&
      action.discarded.some(({ version }) => {
        const content = versionsOf(ledger, order).get(version)
        return content === undefined || order.contents.indexOf(content) >= place
      }),
  ) && actionsOn(ledger, order, 'release', 'retry', 'send-by').some((action) => action.at <= at)

/**
 * Of one order: a version that came by a route for the first time after a person had discarded it. A discard leaves what a
 * route has already sent, and a person may send that by another route afterwards.
 */
export function discardedSent(ledger: Ledger, order: StormOrder): string[] {
  const versions = versionsOf(ledger, order)
  const received = receivedOf(ledger, order).filter(({ part }) => part.mark !== 'cancellation')
  const sentBy = actionsOn(ledger, order, 'send-by')
  const isSentBy = (by: string, from: number, at: number): boolean =>
    sentBy.some((action) => lineOf(action.to ?? '') === lineOf(by) && action.at >= from && action.at <= at)
  return actionsOn(ledger, order, 'discard', 'discard-on').flatMap(({ name, discarded, answeredAt }) =>
    discarded.flatMap(({ version, route }) => {
      const content = versions.get(version)
      if (content === undefined || isAmbiguous(order, content) || answeredAt === null) return []
      const first = new Map(
        received
          .filter(({ part }) => part.content === content)
          .reverse()
          .map((one) => [one.arrival.route, one.arrival.at]),
      )
      return [...first]
        .filter(([by, at]) => at > answeredAt + UNDER_WAY_MS && (name === 'discard' || by === route))
        .filter(([by, at]) => !isSentBy(by, answeredAt, at))
        .map(([by]) => `${order.number}: version ${version} (content ${content}) was discarded, and came by ${by}`)
    }),
  )
}

/** Of one order: a content that came for the first time by a route after a person had marked it done there. */
export function sentAfterDone(ledger: Ledger, order: StormOrder): string[] {
  const received = receivedOf(ledger, order)
  const again = actionsOn(ledger, order, 'resend', 'cancel', 'send-by')
  return actionsOn(ledger, order, 'done').flatMap(({ route, at: doneAt, answeredAt }) => {
    if (answeredAt === null) return []
    const isOld = (content: number): boolean =>
      ledger.postings
        .filter((one) => one.orderId === order.id && one.content === content)
        .every((one) => (one.answeredAt ?? one.at + POSTED_MS) < doneAt)
    const late = received.find(
      ({ arrival, part }) =>
        arrival.route === route &&
        arrival.at > answeredAt + UNDER_WAY_MS &&
        isOld(part.content) &&
        part.mark !== 'test',
    )
    if (!late || again.some(({ at }) => at <= late.arrival.at)) return []
    if (isReleasedAgain(ledger, order, late.part.content, late.arrival.at)) return []
    return [`${order.number}: content ${late.part.content} came by ${route} after it had been marked done`]
  })
}

/** A posting whose line was cut has been stored by then, or never will be. */
const POSTED_MS = 15_000

const short = (key: string): string => key.slice(0, 12)
