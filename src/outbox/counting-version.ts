/** SQL: the newest version of the order `o` that may be sent, or may have arrived, without discarded versions. Else the newest version. */
export const COUNTING_VERSION = `coalesce((SELECT max(d.version) FROM deliveries d
  WHERE d.order_id = o.id AND d.state <> 'discarded' AND (d.state <> 'superseded' OR d.reached <> 'no') AND d.purpose <> 'cancellation'), o.version)`
