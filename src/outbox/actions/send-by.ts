import { bringsCopyToSystem } from '../../model/copy-to-system.ts'
import { type DeliveryFact, isSettled, mayHaveReached, sharesChain } from '../../model/delivery-state.ts'
import type { CopyRank } from '../../model/erp-holding.ts'
import { findingNote } from '../../model/finding.ts'
import { sendSeparately } from '../batch/leave-interchange.ts'
import { rewriteDocument } from '../batch/rewrite.ts'
import { deliveriesOf, isCancellation, supersede } from '../deliveries.ts'
import { keyValues } from '../key-values.ts'
import { confirmByPerson } from '../request-ledger.ts'
import { supersedeByRoute } from '../route/fallback-chain.ts'
import { hasLeftBeside } from '../route/left-beside.ts'
import { replacesMail } from '../route/replaces-mail.ts'
import { restartChains } from '../route/stopped-chain.ts'
import { AT_ONCE, NEVER } from '../schema.ts'
import type { Sql } from '../sql.ts'
import {
  type ActionResult,
  DONE,
  ORDER_NOT_FOUND,
  type ReleaseRequest,
  type Start,
  settledAlready,
  wrongState,
} from './action.ts'
import { recordEvent } from './actions.ts'
import { hasPurpose, type ReleaseRules, reschedule, SAY_HOW } from './release-deliveries.ts'
import { canSupersede, replacedElsewhere } from './replaced-elsewhere.ts'
import { endCutAttempts } from './under-way.ts'

/** The delivery that is replaced, and the route that takes over. */
interface OtherWay {
  readonly orderId: string
  readonly route: string
  readonly to: string
}

/** The rules of routes, from the configuration. */
interface RouteRules extends ReleaseRules {
  /** Why the second route must not send the orders of the first. */
  readonly protectionObstacle: (primaryRoute: string, to: string) => string | null
  /** The route sends mails to people. */
  readonly isMail: (route: string) => boolean
}

/**
 * A person sends the order by another route: that route takes over from the current route as if it were a fallback. An
 * earlier route may take over again.
 */
export function sendBy(
  sql: Sql,
  { orderId, route, to }: OtherWay,
  request: ReleaseRequest,
  { mayLeave, rankOf, protectionObstacle, isMail }: RouteRules,
  start: Start,
): ActionResult {
  return sql.atomically(() => {
    endCutAttempts(sql, orderId, start.now)
    const all = deliveriesOf(sql, orderId)
    const primaryRoute = all.findLast((delivery) => delivery.route === route)?.primaryRoute
    const going = all.filter((delivery) => delivery.primaryRoute === primaryRoute && delivery.state !== 'superseded')
    const holder = going.findLast(({ state }) => state !== 'discarded') ?? going.at(-1)
    if (!holder) return ORDER_NOT_FOUND
    const earlier = all.filter(
      (delivery) =>
        delivery.version < holder.version && delivery.primaryRoute === primaryRoute && canSupersede(delivery),
    )
    const cancels = isCancellation(sql, orderId, holder.version)
      ? findingNote('cancels-only-there', { route: holder.route })
      : null
    if (isSettled(holder.state)) return settledAlready(holder.state)
    const why =
      cancels ??
      obstacle(holder, to, all, rankOf) ??
      mayLeave(orderId, holder.version, to) ??
      protectionObstacle(holder.primaryRoute, to)
    if (why !== null) return wrongState(why)
    // A replacement needs an earlier version that may have been sent.
    const others = all.filter(
      (delivery) =>
        delivery.version !== holder.version && sharesChain(delivery, { route: to, primaryRoute: holder.primaryRoute }),
    )
    const isUndecided =
      hasLeftBeside(sql, { ...holder, orderId }, to) ||
      ((holder.state === 'held' || holder.state === 'refused') &&
        others.some(mayHaveReached) &&
        !hasPurpose(sql, orderId, holder))
    if (isUndecided && !request.as) return wrongState(SAY_HOW)
    const elsewhere = replacedElsewhere(sql, { ...holder, orderId }, all, new Set([holder.primaryRoute]), rankOf)
    for (const old of [...earlier, ...elsewhere])
      supersede(sql, orderId, old.version, old.route, holder.version, start.now)
    supersedeByRoute(
      sql,
      { orderId, version: holder.version, route: holder.route },
      findingNote('route-takes-place', { route: to }),
      start.now,
    )
    const called = { ...holder, route: to, state: 'held' } as const
    giveTo(sql, orderId, holder, { to, isMail: isMail(to) }, isUndecided ? request.as : undefined, start.now)
    reschedule(sql, orderId, called, start)
    restartChains(sql, orderId)
    confirmByPerson(sql, orderId, holder.version)
    recordEvent(sql, 'send-by', request, orderId, to, start.now)
    return DONE
  })
}

function obstacle(
  { state, route, primaryRoute, version }: DeliveryFact,
  to: string,
  all: readonly DeliveryFact[],
  rankOf: CopyRank,
): string | null {
  if (state === 'sending') return findingNote('try-under-way')
  if (to === route) return findingNote('goes-there', { route: to })
  const own = all.filter((delivery) => delivery.version === version)
  if (own.some((delivery) => delivery.route === to && delivery.primaryRoute !== primaryRoute))
    return findingNote('goes-there-too', { route: to })
  const primaryRoutes = own.map((delivery) => delivery.primaryRoute)
  return bringsCopyToSystem(primaryRoutes, primaryRoute, to, rankOf)
    ? findingNote('copy-to-system', { primary: primaryRoute, route: to })
    : null
}

/** Gives the order to a route with the chain's next fencing token. The route may have had the order before. */
function giveTo(
  sql: Sql,
  orderId: string,
  { version, primaryRoute, route }: DeliveryFact,
  { to, isMail }: { readonly to: string; readonly isMail: boolean },
  as: 'original' | 'replacement' | undefined,
  now: number,
): void {
  const [others] = sql.all<{ fencingToken: number; possibleRepeat: number; purpose: string }>(
    `SELECT max(fencing_token) + 1 AS fencingToken, coalesce(max(iif(route <> ?1, reached <> 'no' OR state = 'sending', possible_repeat = 1 AND reached <> 'no')), 0) AS possibleRepeat,
     max(iif(route = ?2, purpose, '')) AS purpose FROM deliveries WHERE order_id = ?3 AND version = ?4 AND primary_route = ?5`,
    to,
    route,
    orderId,
    version,
    primaryRoute,
  )
  const { fencingToken = 1, possibleRepeat = 0, purpose: former = 'original' } = others ?? {}
  const isSecondMail = isMail && replacesMail(sql, { orderId, version, primaryRoute, purpose: former }, to)
  const purpose = as ?? (isSecondMail ? 'replacement' : former)
  const key = { orderId, version, route: to }
  const [before] = sql.all<{ possibleRepeat: number; purpose: string }>(
    'SELECT possible_repeat AS possibleRepeat, purpose FROM deliveries WHERE order_id = ? AND version = ? AND route = ?',
    ...keyValues({ orderId, version, route: to }),
  )
  sendSeparately(sql, key, false)
  if (before && (before.possibleRepeat !== possibleRepeat || before.purpose !== purpose)) rewriteDocument(sql, key)
  sql.all(
    `INSERT INTO deliveries (order_id, version, route, state, purpose, next_at, due_since, primary_route, fencing_token, fallback_started_at, fallback_check_at, possible_repeat)
     VALUES (?1, ?2, ?3, 'held', ?4, ${NEVER}, ?5, ?6, ?7, ?5, ${AT_ONCE}, ?8)
     ON CONFLICT (order_id, version, route) DO UPDATE SET state = 'held', purpose = excluded.purpose, next_at = ${NEVER},
     fencing_token = excluded.fencing_token, fallback_started_at = excluded.fallback_started_at, fallback_check_at = ${AT_ONCE}, possible_repeat = excluded.possible_repeat`,
    ...keyValues({ orderId, version, route: to }),
    purpose,
    now,
    primaryRoute,
    fencingToken,
    possibleRepeat,
  )
}
