/** The rank of the route in a column. The value of the place is the object of `copyRanks`. */
export const rankOf = (alias: string, column = 'primary_route', place = '?1'): string =>
  `coalesce((SELECT value FROM json_each(${place}) WHERE key = ${alias}.${column}), 0)`

/**
 * Whether the delivery `d` goes to a receiver, as `holdingsOf` decides. `?1` is the object of `copyRanks`. A copy counts only for an
 * order without a route of a lower rank.
 */
export const FOR_RECEIVER = `(${rankOf('d')} = 0
  OR NOT EXISTS (SELECT 1 FROM deliveries s WHERE s.order_id = d.order_id AND ${rankOf('s')} < ${rankOf('d')}))`

/** Whether the delivery `d` is a mail to people in place of a route to a system: no system has the order by it. */
export const IS_ONLY_MAILED = `(${rankOf('d', 'route')} > ${rankOf('d')})`
