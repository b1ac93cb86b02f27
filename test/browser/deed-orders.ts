import type { OrderWish, RunningGateway } from './gateway.ts'
import { arrived, discardInDoubt } from './sample-day.ts'

const CREAM = [['AB-100', 'Crème fraîche 30% 1 L', 12]] as const

export const order = (tag: string, more: Partial<OrderWish> = {}): OrderWish => ({
  ...{ id: tag, number: `PO-${tag.toUpperCase()}`, customer: 'K-ERP', supplier: 'noord', lines: CREAM },
  ...more,
})

export type Prepare = (gateway: RunningGateway, tag: string) => Promise<void>

export const sent: Prepare = async (gateway, tag) => {
  await gateway.place(order(tag))
  await arrived(gateway, order(tag))
}
export const revised: Prepare = async (gateway, tag) => {
  await sent(gateway, tag)
  await gateway.place(order(tag, { lines: [['AB-100', 'Crème fraîche 30% 1 L', 24]] }))
}
export const held: Prepare = async ({ place }, tag) => {
  await place(order(tag, { lines: [['3105', 'Jus d’orange', 3]] }))
}
/** Held on two routes. */
export const heldTwice: Prepare = async ({ place }, tag) => {
  await place(order(tag, { customer: 'K-WMS', lines: [['3105', 'Jus d’orange', 3]] }))
}
export const failing: Prepare = async ({ place }, tag) => {
  await place(order(tag, { customer: 'K-WMS' }))
}
export const uncertain: Prepare = async ({ place }, tag) => {
  await place(order(tag, { customer: 'K-DOUBT' }))
}
/** The ERP refused the order, and people have a mail of it. */
export const mailed: Prepare = async ({ place }, tag) => {
  await place(order(tag, { customer: 'K-EAST', supplier: 'oost' }))
}
/** The chef changed an order that people have only as a mail. */
export const mailedChange: Prepare = async (gateway, tag) => {
  const first = order(tag, { customer: 'K-EAST', supplier: 'oost' })
  await gateway.place(first)
  await arrived(gateway, first)
  await gateway.place({ ...first, lines: [['AB-100', 'Crème fraîche 30% 1 L', 24]] })
}
export const doubted: Prepare = (gateway, tag) => discardInDoubt(gateway, order(tag, { customer: 'K-DOUBT' }))
/** The route of the mail stands still. */
export const mailWaits: Prepare = async (gateway, tag) => {
  await gateway.place(order(tag, { customer: 'K-MAIL' }))
  await arrived(gateway, order(tag))
}
export const refused: Prepare = async ({ place }, tag) => {
  await place(order(tag, { customer: 'K-REFUSED', days: -3 }))
}
export const called: Prepare = async (gateway, tag) => {
  await refused(gateway, tag)
  await gateway.call(`/orders/noord/${tag}/called`, { method: 'POST', body: { by: 'Jan', note: 'No answer' } })
}
