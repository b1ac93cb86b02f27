import * as z from 'zod/mini'
import { SHOWN_STATES, type ShownState } from '../../model/order-standing.ts'
import { readAnswer } from '../read-answer.ts'
import { StoredNote } from './note-text.ts'

const nullableText = z.nullable(z.string())

const Listed = z.object({
  supplier: z.string(),
  orderId: z.string(),
  orderNumber: nullableText,
  customer: nullableText,
  state: z.string(),
  shownState: z.optional(z.string()),
  holdReason: z.optional(z.string()),
  version: z.number(),
  receivedAt: z.string(),
  deliveryDate: nullableText,
})

const Delivery = z.extend(StoredNote, {
  route: z.string(),
  version: z.number(),
  state: z.string(),
  /** The route in whose place the document goes. */
  fallbackFor: z.optional(nullableText),
  reached: z.optional(z.string()),
  holdReason: nullableText,
  attempts: z.number(),
  nextStep: nullableText,
  waitsFor: z.nullable(z.object({ text: z.string() })),
})

const Order = z.extend(Listed, {
  deliveries: z.array(Delivery),
  timeline: z.array(z.object({ at: z.string(), event: z.string(), route: nullableText, text: nullableText })),
})

export type ListedOrder = z.infer<typeof Listed>
export type Delivery = z.infer<typeof Delivery>
export type Order = z.infer<typeof Order>

const Page = z.object({ orders: z.array(Listed), cursor: z.nullable(z.string()) })

export const readPage = (answer: unknown): z.infer<typeof Page> => readAnswer(Page, answer)
export const readOrder = (answer: unknown): Order => readAnswer(Order, answer)

/** The newest delivery of each route. */
export const newestDeliveries = (order: Order): Delivery[] => [
  ...new Map(
    [...order.deliveries].sort((a, b) => a.version - b.version).map((delivery) => [delivery.route, delivery]),
  ).values(),
]

/** Whether a person must act, because the order or the newest delivery on a route is held or refused. */
export const waitsForPerson = (order: ListedOrder | Order): boolean =>
  [order, ...('deliveries' in order ? newestDeliveries(order) : [])].some(
    ({ state }) => state === 'held' || state === 'refused',
  )

const SHOWN: Readonly<Record<ShownState, string>> = {
  held: 'waits for you',
  pending: 'on its way',
  still: 'stands still',
  settled: 'done',
  attention: 'look into it',
  refused: 'refused',
  discarded: 'discarded',
}

/** The state of the console: `waits for you (quantity)`. An earlier gateway gives the plain state. */
export function shownText({ state, shownState, holdReason }: ListedOrder): string {
  const shown = SHOWN_STATES.find((one) => one === shownState)
  return stateText({ state: shown ? SHOWN[shown] : state, holdReason })
}

/** `held (quantity)`. */
export const stateText = ({
  state,
  holdReason,
}: Pick<Delivery, 'state'> & { holdReason?: string | null | undefined }): string =>
  holdReason ? `${state} (${holdReason})` : state

/** The order number; the id while no number is known. */
export const nameOf = ({ orderNumber, orderId }: ListedOrder): string => orderNumber ?? orderId
