/**
 * Condition of a delivery `d` that its receiver refused, or that could not be written, before another route took over.
 * Only a later version sets `superseded_by`.
 */
export const REFUSED_BEFORE = "d.state = 'superseded' AND d.superseded_by IS NULL AND d.superseded_from IS NOT NULL"
