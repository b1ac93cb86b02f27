import type { RenderContext } from '../documents/format.ts'
import { mayHaveReached } from '../model/delivery-state.ts'
import { noteText } from '../model/finding.ts'
import { localMoment } from '../model/local-time.ts'
import { readBody } from '../outbox/bodies.ts'
import { deliveriesOf } from '../outbox/deliveries.ts'
import type { Lease } from '../outbox/queue.ts'
import { REFUSED_BEFORE } from '../outbox/refused-before.ts'
import { cutOffOf } from '../outbox/version-cut-off.ts'
import { copyRankOf, mailRoutes } from '../profile/copy-routes.ts'
import { primaryRoutes } from '../profile/fallbacks.ts'
import type { Supplier } from '../profile/supplier.ts'
import { shownSentence } from '../text/shown.ts'
import { linkTo } from '../web/links.ts'
import type { DispatchPorts } from './dispatch-ports.ts'
import { parseStored } from './validate.ts'

type Ports = Pick<DispatchPorts, 'sql' | 'supplier' | 'name' | 'publicUrl'>

type MailFacts = Pick<RenderContext, 'cutOff' | 'replaced' | 'refusal' | 'standsIn'>

/**
 * The facts that only a mail shows: the cut-off, the system that did not take the order, and for a replacement the version
 * that the reader has.
 */
export function mailFacts(lease: Lease, ports: Ports): MailFacts {
  const { sql, supplier } = ports
  const { orderId, version, purpose } = lease
  const replaced = purpose === 'replacement' ? replacedBy(lease, ports) : null
  return {
    ...cutOffFact(cutOffOf(sql, orderId, version), supplier),
    ...(standsInForSystem(lease, supplier) ? systemFacts(lease, ports) : {}),
    ...(replaced === null ? {} : { replaced }),
  }
}

export const cutOffFact = (
  cutOff: number | null,
  { timeZone }: Pick<Supplier, 'timeZone'>,
): Pick<RenderContext, 'cutOff'> => (cutOff === null ? {} : { cutOff: localMoment(cutOff, timeZone) })

/** The newest earlier version that may have arrived by this route. Null if its content is purged. */
function replacedBy({ orderId, version, route }: Lease, { sql, supplier }: Ports) {
  const before = deliveriesOf(sql, orderId).findLast(
    (delivery) => delivery.route === route && delivery.version < version && mayHaveReached(delivery),
  )
  const body = before && readBody(sql, orderId, before.version)
  return body ? parseStored(body, supplier) : null
}

/** A mail in the place of another mail stands in for no system. */
const standsInForSystem = ({ route, primaryRoute, purpose }: Lease, supplier: Supplier): boolean =>
  route !== primaryRoute && purpose !== 'cancellation' && !mailRoutes(supplier).includes(primaryRoute)

const hasSeveralSystems = (supplier: Supplier): boolean => {
  const rankOf = copyRankOf(supplier)
  return primaryRoutes(supplier).filter(({ name }) => rankOf(name) === 0).length > 1
}

/** Enough to act on; the page of the order has the complete answer. */
const REFUSAL_LENGTH = 500

/**
 * Whether a system that this mail replaces may have the version, and the last refusal by such a system. A system that rejected a
 * document after its arrival has no order.
 */
function systemFacts({ orderId, version, route, primaryRoute }: Lease, ports: Ports): MailFacts {
  const { sql, supplier, name, publicUrl } = ports
  const reportUrl = linkTo(publicUrl ?? null, name, orderId)
  const systems = sql.all<{ isPerhapsThere: 0 | 1; isRefused: 0 | 1; note: string | null }>(
    `SELECT d.reached = 'maybe' OR d.reached = 'yes' AND NOT coalesce(${REFUSED_BEFORE}, 0) OR d.possible_repeat = 1 AS isPerhapsThere,
       coalesce(${REFUSED_BEFORE}, 0) AS isRefused, d.note FROM deliveries d
     WHERE d.order_id = ?1 AND d.version = ?2 AND d.route <> ?3 AND d.primary_route = ?4
       AND d.route NOT IN (SELECT value FROM json_each(?5)) ORDER BY d.fencing_token DESC`,
    ...[orderId, version, route, primaryRoute, JSON.stringify(mailRoutes(supplier))],
  )
  const refused = systems.find(({ isRefused }) => isRefused === 1)
  return {
    standsIn: {
      isPerhapsThere: systems.some(({ isPerhapsThere }) => isPerhapsThere === 1),
      ...(hasSeveralSystems(supplier) ? { route: primaryRoute } : {}),
      ...(reportUrl === null ? {} : { reportUrl }),
    },
    ...(refused ? { refusal: shownSentence(noteText(refused.note ?? '', supplier.language), REFUSAL_LENGTH) } : {}),
  }
}
