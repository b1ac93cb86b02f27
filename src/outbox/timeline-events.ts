/** Actions of people. The table `events` has each action, and the timeline of an order has the actions on that order. */
export const ACTIONS = [
  ...(['notify-customer', 'release', 'discard', 'discard-delivery', 'retry', 'done', 'send-by', 'hold'] as const),
  ...(['has-it', 'copy-done', 'cancelled-by-hand'] as const),
  ...(['resend-same', 'resend-correction', 'resend-test', 'cancel', 'erase', 'called-customer', 'undo-call'] as const),
  ...(['pause', 'resume', 'retry-route', 'restore', 'begin', 'backfill'] as const),
  ...(['catalogue-enter', 'catalogue-undo', 'catalogue-import', 'catalogue-restore'] as const),
] as const

export type Action = (typeof ACTIONS)[number]

/** Events that no person caused. The console has a sentence for each in four languages. */
export const OWN_EVENTS = [
  ...(['held', 'ready', 'sent', 'delivered', 'deferred', 'refused', 'uncertain', 'superseded'] as const),
  ...(['fetched', 'collected', 'consumed', 'failed', 'uncollected'] as const),
  ...(['acknowledged', 'confirmed', 'notified', 'repeated', 'unverified', 'bounced', 'delayed'] as const),
  ...(['fallback-started', 'reinstated', 'restored', 'route-known', 'written-anew', 'marked-repeat', 'test'] as const),
  ...(['batched', 'interchange-dissolved', 'reminded', 'reminder-failed', 'customer-notified'] as const),
  ...(['unconfirmed', 'unlisted', 'viewed', 'not-marked', 'earlier-again', 'placed-again'] as const),
] as const

export type TimelineEvent = (typeof OWN_EVENTS)[number] | Action
