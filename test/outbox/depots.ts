import type { RouteStart } from '../../src/outbox/decide.ts'
import { DESK_MAIL } from '../fakes/mail-route.ts'
import { ERP, httpRoute, supplierWith, WMS } from '../fakes/orders.ts'
import { ANN } from './actions.ts'

export const SPARE = 'https://spare.example/orders'
export const MAILS = 'https://mails.example/'

/** Two depots, a route to spare, and a mail that brings copies. */
export const depotSupplier = supplierWith({
  routes: [
    ...[httpRoute('north', ERP), httpRoute('south', WMS), httpRoute('spare', SPARE)],
    httpRoute('desk', MAILS, { document: DESK_MAIL }),
  ],
})
export const WAITING = { state: 'waiting' } as const
export const at = (route: string, start: RouteStart) => ({ route, revisions: 'hold' as const, start })
export const AS_ORIGINAL = { ...ANN, as: 'original' } as const
