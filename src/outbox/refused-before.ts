/**
 * Condition of a delivery `d` that its receiver refused, or that could not be written, before another route took over.
 * Only a later version sets `superseded_by`.
 */
export const REFUSED_BEFORE = "d.state = 'superseded' AND d.superseded_by IS NULL AND d.superseded_from IS NOT NULL"

/** Condition of the delivery `alias`: a person discarded each later version, so this version counts. */
export const noLaterCounts = (alias = 'd'): string =>
  `NOT EXISTS (SELECT 1 FROM deliveries l WHERE l.order_id = ${alias}.order_id AND l.version > ${alias}.version AND l.state <> 'discarded')`
