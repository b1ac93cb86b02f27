import type { Supplier } from '../../src/profile/supplier.ts'
import { ERP, httpRoute, mailboxRoute, supplierWith, WMS } from '../fakes/orders.ts'

export type Pick = <T>(list: readonly T[]) => T

/** The differences between kinds of histories. */
export interface Scene {
  supplier(pick: Pick): Supplier
  /** Whether a route's port answers no probe. */
  isClosed(route: string, random: () => number): boolean
}

/** Whether and when unconfirmed orders are sent. */
export const unconfirmedRules = (pick: Pick) =>
  pick([{}, { unconfirmed: { policy: 'send', sendAfterSeconds: pick([0, 60, 600]) } }])

/** Two receivers and a mailbox without fallbacks. */
export const APART: Scene = {
  supplier: (pick) =>
    supplierWith({
      revisions: pick(['hold', 'replace']),
      cancellations: 'send',
      whenUncertain: pick(['resend', 'hold']),
      maxAgeHours: pick([2, 48]),
      ...unconfirmedRules(pick),
      routes: [
        httpRoute('erp', ERP, { retry: { delaysSeconds: [5, 30, 120], giveUpAfterHours: pick([1, 24]) } }),
        httpRoute('wms', WMS),
        mailboxRoute('box'),
      ].slice(0, pick([1, 2, 2, 3])),
    }),
  isClosed: (_, random) => random() < 0.2,
}

/** Each route falls back to the next route. */
export const LADDER: Scene = {
  ...APART,
  supplier: (pick) => {
    const [first, gap] = [pick([0.1, 5, 30]), pick([1, 20])]
    const fallbacks = [
      { route: 'wms', afterMinutes: first },
      { route: 'box', afterMinutes: first + gap },
      { hold: true, afterMinutes: first + 2 * gap },
    ]
    return supplierWith({
      revisions: pick(['hold', 'replace']),
      cancellations: 'send',
      whenUncertain: pick(['resend', 'hold']),
      maxAgeHours: pick([2, 48]),
      ...unconfirmedRules(pick),
      routes: [
        httpRoute('erp', ERP, { fallbacks: fallbacks.slice(0, pick([1, 2, 3])) }),
        httpRoute('wms', WMS),
        mailboxRoute('box'),
      ],
    })
  },
}
