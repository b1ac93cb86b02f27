/**
 * Condition of a delivery `d` that its receiver refused, or that could not be written, before another route took over.
 * Only a later version sets `superseded_by`.
 */
export const REFUSED_BEFORE = "d.state = 'superseded' AND d.superseded_by IS NULL AND d.superseded_from IS NOT NULL"

/** Condition of the delivery `alias`, as `newestUndiscarded` decides: no later version of the chain counts, and no cancellation. */
export const noLaterCounts = (alias = 'd'): string =>
  `NOT EXISTS (SELECT 1 FROM deliveries l WHERE l.order_id = ${alias}.order_id AND l.version > ${alias}.version AND l.state <> 'discarded'
  AND (l.primary_route = ${alias}.primary_route OR l.purpose = 'cancellation'))`

/** Condition of a delivery `d` that another route took over without a refusal. The receiver may have the order, as `reached` says. */
export const TAKEN_OVER =
  "d.state = 'superseded' AND d.superseded_by IS NULL AND d.superseded_from IS NULL AND d.route = d.primary_route AND d.reached <> 'yes'"
