import type { Order } from '../model/order/order.ts'
import { refusal } from '../model/problem.ts'
import { err, ok, type Result } from '../model/result.ts'
import type { Submission } from '../outbox/accept.ts'
import { languageFor } from '../profile/language.ts'
import type { Supplier } from '../profile/supplier.ts'
import { withTimeout } from '../web/time-limit.ts'
import type { AcceptPorts } from './accept-ports.ts'
import { checkRoutes } from './rehearse.ts'
import { type Arrived, submissionOf } from './submission.ts'
import { WEBHOOK_COMMIT_DEADLINE_MS } from './submit-order.ts'
import { type Invalid, validate } from './validate.ts'

/** A verified body of the webhook. */
export interface ArrivedBody extends Pick<Arrived, 'body' | 'requestId' | 'verified' | 'traceparent' | 'tracestate'> {
  readonly arrivedAt: number
}

/** An order that the supplier's tables and settings let in. */
export interface Judged {
  readonly order: Order
  readonly submission: Submission
  /** The version of the catalogue that judged the order. */
  readonly judgedBy: number
}

type Ports = Pick<AcceptPorts, 'clock' | 'catalogue' | 'outbox'>

const ASK_MS = 600

/** A refused body. Only what the tables and settings refuse can be settled by a newer entry of the catalogue. */
interface Unfit extends Invalid {
  readonly byTables: boolean
}

/**
 * Reads the body and applies the supplier's tables and settings. A refusal is final, so the gateway asks the outbox for
 * newer entries first: an entry may have settled the reason since. A malformed order costs no such call.
 */
export async function judge(
  arrived: ArrivedBody,
  configured: Supplier,
  ports: Ports,
): Promise<Result<Judged, Invalid>> {
  const judged = await judgeByCopy(arrived, configured, ports)
  if (judged.ok || !judged.error.byTables || !(await learnNewer(ports))) return judged
  return judgeByCopy(arrived, configured, ports)
}

async function judgeByCopy(
  { arrivedAt, ...arrived }: ArrivedBody,
  configured: Supplier,
  { clock, catalogue }: Ports,
): Promise<Result<Judged, Unfit>> {
  const judgedBy = catalogue.version()
  const supplier = catalogue.supplier(configured)
  const validated = validate(arrived.body, supplier, arrivedAt)
  if (!validated.ok) return err({ ...validated.error, byTables: false })
  const { order, remarks } = validated.value
  const routeCheck = checkRoutes(order, supplier, arrivedAt)
  const [first, ...rest] = routeCheck.refused
  if (first) {
    const language = languageFor(order.customer, supplier)
    const refused = { ...refusal(422, 'The supplier cannot take this order', first, ...rest), language }
    return err({ refusal: refused, named: order, byTables: true })
  }
  const withinMs = Math.min(WEBHOOK_COMMIT_DEADLINE_MS, arrivedAt + WEBHOOK_COMMIT_DEADLINE_MS - clock.now())
  const submission = await submissionOf(order, routeCheck, remarks, { ...arrived, source: 'webhook', withinMs })
  return ok({ order, submission, judgedBy })
}

/** Whether the outbox had newer entries. False without an answer. */
async function learnNewer({ catalogue, outbox }: Ports): Promise<boolean> {
  try {
    const changes = await withTimeout(ASK_MS, outbox().catalogueSince(catalogue.version()))
    if (changes) catalogue.learn(changes)
    return changes !== null
  } catch {
    return false
  }
}
