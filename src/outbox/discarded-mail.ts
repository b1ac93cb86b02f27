/** Condition: a person discarded the mail `d` together with the route that refused the order, as `orderState` decides. */
export const IS_DISCARDED_MAIL = `(d.state = 'discarded' AND d.route <> d.primary_route AND EXISTS (SELECT 1 FROM deliveries p
  WHERE p.order_id = d.order_id AND p.version = d.version AND p.route = d.primary_route AND p.state = 'discarded'))`
