import type { Alert } from '../../src/alerts/alert.ts'
import type { AlertKind } from '../../src/alerts/kinds.ts'
import { postedOrder } from '../fakes/orders.ts'
import { type PollingWish, pollingGateway } from '../fakes/polling-gateway.ts'

export const MINUTE = 60_000
export const HOUR = 60 * MINUTE
export const DAY = 24 * HOUR
export const ANN = { by: 'ann' }

/** An incident in a whole gateway, from its start to its end, with all its alerts. */
export interface Trouble {
  /** Name of the wording; for a hold, `held-` and its reason. */
  readonly name: string
  readonly kind: AlertKind
  readonly cause?: string
  /** `look` gets the gateway in the middle of the incident, if the incident runs in a whole gateway. */
  readonly happen: (language: string, look?: Look) => Promise<readonly Alert[]>
}

type Gateway = ReturnType<typeof pollingGateway>
type Look = (gateway: Gateway) => Promise<void>

export interface Course {
  readonly settings?: object
  readonly api?: object
  readonly outbox?: PollingWish['outbox']
  readonly happens: (gateway: Gateway) => Promise<unknown>
  /** Ends the incident by a manual action, or by time. */
  readonly ends: (gateway: Gateway) => unknown
}

/** Runs an incident from the webhook or the order API to the alert, through every part between. */
export const course =
  ({ settings = {}, api = {}, outbox = {}, happens, ends }: Course): Trouble['happen'] =>
  async (language, look) => {
    const gateway = pollingGateway({ settings: { language, ...settings }, api, outbox })
    await happens(gateway)
    await gateway.box.pass(MINUTE)
    await look?.(gateway)
    await ends(gateway)
    await gateway.box.pass(3 * MINUTE)
    return gateway.box.alerts
  }

/** Posts an order that differs from the usual order, and expects the order to be accepted. */
export async function place({ post }: Gateway, different: Record<string, unknown> = {}): Promise<void> {
  const answer = await post(postedOrder(different))
  if (!answer.ok) throw new Error(`The order was refused: ${answer.error.problems[0].message}`)
}

export const line = (quantity: number | string, article = '00123') => ({
  stock_item: { name: 'Crème fraîche 1 kg' },
  supplier_package: { supplier_article_number: article, theoretical_price_per_package: '12.500' },
  quantity_ordered: quantity,
  total_theoretical_price: '25.000',
})

export const discard = ({ box }: Gateway): unknown =>
  box.outbox.discard('order-1', { ...ANN, note: 'Ordered by telephone.' })
export const done = ({ box }: Gateway): unknown => box.outbox.done('order-1', 'erp', ANN)
