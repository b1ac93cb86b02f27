import * as z from 'zod/mini'
import { readAnswer } from '../read-answer.ts'
import { plainText } from '../terminal-table.ts'

export const KINDS = ['order', 'attempt', 'action'] as const

/** A line of `tail`: an order came, an attempt ended, or a person took an action. */
export interface Happening {
  readonly at: string
  readonly supplier: string
  readonly event: (typeof KINDS)[number]
  readonly order: string | null
  readonly route: string | null
  /** The outcome, or the name of the action. */
  readonly state: string
  /** The reason of a hold; for an action the person and the reason. */
  readonly detail: string | null
}

const Live = z.object({
  cursor: z.string(),
  isIncomplete: z.boolean(),
  steps: z.array(
    z.object({ at: z.string(), orderNumber: z.string(), route: z.optional(z.string()), outcome: z.string() }),
  ),
  actions: z.array(
    z.object({
      ...{ at: z.string(), by: z.string(), action: z.string() },
      ...{ orderId: z.nullable(z.string()), orderNumber: z.nullable(z.string()), route: z.nullable(z.string()) },
      note: z.nullable(z.string()),
    }),
  ),
})

export type Live = z.infer<typeof Live>
export const readLive = (answer: unknown): Live => readAnswer(Live, answer)

export const happeningsIn = (supplier: string, { steps, actions }: Live): Happening[] => [
  ...steps.map(({ at, orderNumber, route, outcome }): Happening => {
    const [, state = outcome, reason = null] = /^([\w-]+) \((.*)\)$/.exec(outcome) ?? []
    const event = route === undefined ? 'order' : 'attempt'
    return { at, supplier, event, order: orderNumber, route: route ?? null, state, detail: reason }
  }),
  ...actions.map(
    ({ at, by, action, orderId, orderNumber, route, note }): Happening => ({
      ...{ at, supplier, event: 'action', order: orderNumber ?? orderId, route, state: action },
      detail: note === null ? `by ${by}` : `by ${by}: ${note}`,
    }),
  ),
]

/** `08:59:07  fresco  PO-1001  erp: delivered`, in UTC. */
export function tailLine({ at, supplier, order, route, state, detail }: Happening): string {
  const where = route === null ? '' : `${route}: `
  const line = `${at.slice(11, 19)}  ${supplier}  ${order ?? '-'}  ${where}${state}${detail === null ? '' : ` (${detail})`}`
  return plainText(line)
}
