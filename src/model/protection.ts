/**
 * Protection of a document in transit: none; up to the next server, as for mail; or up to the receiver's own system.
 */
export const PROTECTIONS = ['none', 'tls', 'end-to-end'] as const
export type Protection = (typeof PROTECTIONS)[number]
