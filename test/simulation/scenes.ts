import type { Supplier } from '../../src/profile/supplier.ts'
import { DESK_MAIL } from '../fakes/mail-route.ts'
import { ERP, httpRoute, mailboxRoute, supplierWith, WMS } from '../fakes/orders.ts'

export type Pick = <T>(list: readonly T[]) => T

/** The differences between kinds of histories. */
export interface Scene {
  supplier(pick: Pick): Supplier
  /** Whether a route's port answers no probe. */
  isClosed(route: string, random: () => number): boolean
  /** Mails and an archive stand beside the systems. Some orders begin with a hold on a route to a system. */
  readonly hasCopies?: true
  /** Each content goes to one of two depots. Some depots cannot write the order. */
  readonly hasDepots?: true
}

/** Whether and when unconfirmed orders are sent. */
export const unconfirmedRules = (pick: Pick) =>
  pick([{}, { unconfirmed: { policy: 'send', sendAfterSeconds: pick([0, 60, 600]) } }])

/** The settings of a supplier that change what follows a change, a lost answer, or a long wait. */
const supplierRules = (pick: Pick) => ({
  revisions: pick(['hold', 'replace']),
  cancellations: 'send',
  whenUncertain: pick(['resend', 'hold']),
  maxAgeHours: pick([2, 48]),
  ...unconfirmedRules(pick),
})

/** Two receivers and a mailbox without fallbacks. */
export const APART: Scene = {
  supplier: (pick) =>
    supplierWith({
      ...supplierRules(pick),
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
      ...supplierRules(pick),
      routes: [
        httpRoute('erp', ERP, { fallbacks: fallbacks.slice(0, pick([1, 2, 3])) }),
        httpRoute('wms', WMS),
        mailboxRoute('box'),
      ],
    })
  },
}

const MAILS = 'https://mails.example/'
const deskRoute = httpRoute('desk', MAILS, { document: DESK_MAIL })
const archiveRoute = { name: 'archive', document: { format: 'json' }, transport: { kind: 'r2', bucket: 'ARCHIVE' } }

/** One or two systems, with a mail as a copy and an archive. In some histories a mail takes over from the first system. */
export const COPIES: Scene = {
  ...APART,
  hasCopies: true,
  supplier: (pick) => {
    const fallbacks = [{ route: 'people', afterMinutes: pick([0.1, 5]) }]
    const isMailed = pick([true, false])
    return supplierWith({
      ...supplierRules(pick),
      routes: [
        httpRoute('erp', ERP, isMailed ? { fallbacks } : {}),
        ...pick([[], [httpRoute('wms', WMS)]]),
        ...(isMailed ? [httpRoute('people', `${MAILS}people`, { document: DESK_MAIL })] : []),
        ...pick([[deskRoute], [deskRoute, archiveRoute]]),
      ],
    })
  },
}

/** Two depots with a fallback route, perhaps with a mail as a copy. */
export const DEPOTS: Scene = {
  ...APART,
  hasCopies: true,
  hasDepots: true,
  supplier: (pick) => {
    const fallbacks = [{ route: 'spare', afterMinutes: pick([0.1, 5]) }]
    return supplierWith({
      ...supplierRules(pick),
      routes: [
        httpRoute('erp', ERP, pick([{}, { fallbacks }])),
        ...[httpRoute('wms', WMS, { fallbacks }), httpRoute('spare', 'https://spare.example/orders')],
        ...pick([[], [deskRoute]]),
      ],
    })
  },
}
