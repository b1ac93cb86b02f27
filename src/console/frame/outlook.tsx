import type { HoldReason } from '../../model/delivery-state.ts'
import type { ChainEventView, OutlookView } from '../../outbox/route/read-outlook.ts'
import { fill } from '../../text/fill.ts'
import { Icon } from './icons.tsx'
import { h } from './jsx.ts'
import { moment } from './times.ts'
import type { Visit } from './visit.ts'

/** A delivery, and what becomes of it if no person acts. */
export interface Unattended {
  readonly route: string
  readonly holdReason: HoldReason | null
  readonly outlook: OutlookView
  /** Every receiver has the order, and only a copy waits. */
  readonly isCopy?: boolean
  /** The receiver has the order with changes of its own, or an earlier version. */
  readonly isKept?: boolean
  /** The sentence stands for several orders. */
  readonly isMany?: boolean
}

/**
 * Says what the gateway does by itself: "If nobody does anything: …". `routes` names the routes where the others have
 * another outlook.
 */
export function outlookText(unattended: Unattended, visit: Visit, zone: string, routes: string | null = null): string {
  const what = whatFollows(unattended, visit, zone)
  const { lead, leadRoute } = visit.words.outlook
  return routes === null ? fill(lead, { what }) : fill(leadRoute, { route: routes, what })
}

/** Returns the sentence about the next step of the gateway, without the words that lead to it. */
export function whatFollows(unattended: Unattended, visit: Visit, zone: string): string {
  const { route, holdReason, outlook, isCopy, isKept, isMany = false } = unattended
  const { words, now } = visit
  const text = isMany ? { ...words.outlook, ...words.outlook.many } : words.outlook
  const time = (at: string): string => moment(at, visit, zone)
  const afterwards = (event: ChainEventView | null): string => {
    if (event === null) return ''
    const values = { time: time(event.at), route: 'route' in event ? event.route : '' }
    return ` ${fill(event.kind === 'fallback' ? text.thenFallback : text.thenHeld, values)}`
  }
  switch (outlook.kind) {
    case 'stays':
      if (isCopy) return text.staysCopy
      return holdReason === 'uncertain' ? text.staysUncertain : isKept ? text.staysEarlier : text.stays
    case 'sent':
      return Date.parse(outlook.at) <= now
        ? fill(text.sentNow, { route }) + afterwards(outlook.next)
        : fill(text.sent, { route, time: time(outlook.at) }) + afterwards(outlook.next)
    case 'probe':
      return fill(text.probe, { route, time: time(outlook.at) }) + afterwards(outlook.next)
    case 'behind':
      return text.behind + afterwards(outlook.next)
    case 'new-route':
      return fill(text.newRoute, { route, time: time(outlook.until) })
    case 'collection':
      return outlook.until === null || outlook.next !== null
        ? text.collection + afterwards(outlook.next)
        : fill(text.collectionUntil, { time: time(outlook.until) })
    case 'fallback':
      return fill(text.fallback, { route: outlook.route, time: time(outlook.at) })
    case 'held':
      return fill(text.held, { reason: words.holdReasons[outlook.reason], time: time(outlook.at) })
  }
}

export const Outlook = ({ children }: { children: string }) => (
  <p class="else">
    <Icon name="clock" />
    <span>{children}</span>
  </p>
)
