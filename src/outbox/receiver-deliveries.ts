const isCopy = (alias: string): string => `${alias}.primary_route IN (SELECT value FROM json_each(?1))`

/**
 * Whether the delivery `d` goes to a receiver, as `holdingsOf` decides. `?1` is the list of `copyRoutes`. A copy counts only for an
 * order without another route.
 */
export const FOR_RECEIVER = `(NOT ${isCopy('d')}
  OR NOT EXISTS (SELECT 1 FROM deliveries s WHERE s.order_id = d.order_id AND NOT ${isCopy('s')}))`
