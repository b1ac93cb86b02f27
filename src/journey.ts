import type { HoldReason } from './model/delivery-state.ts'
import type { Order } from './model/order/order.ts'
import { type Refusal, refusal } from './model/problem.ts'
import { err, ok, type Result } from './model/result.ts'
import type { Acceptance } from './outbox/accept.ts'
import type { Lease } from './outbox/queue.ts'
import type { Failure } from './outbox/route/circuit-breaker.ts'
import { StoreFault } from './outbox/sql.ts'
import type { Supplier } from './profile/supplier.ts'
import type { AcceptPorts } from './steps/accept-ports.ts'
import { countWrongSignature } from './steps/count-wrong-signature.ts'
import { deliver } from './steps/deliver.ts'
import type { DispatchPorts } from './steps/dispatch-ports.ts'
import { type Judged, judge } from './steps/judge.ts'
import { keepRefused } from './steps/keep-refused.ts'
import { isPing, PING_ANSWER, type PingAnswer } from './steps/ping.ts'
import { receive } from './steps/receive.ts'
import { record, recordFault } from './steps/record.ts'
import { render } from './steps/render.ts'
import { submitJudged } from './steps/submit-judged.ts'
import { acceptInBackground, findSeen, withdraw, withdrawDisconnected } from './steps/submit-order.ts'
import type { Invalid } from './steps/validate.ts'
import { FORBIDDEN, SIGNATURE_HEADER, verify } from './steps/verify.ts'

/** The answer to the sender of a stored order. */
export interface WebhookResponse {
  readonly status: Acceptance['status']
  readonly orderId: string
  readonly orderNumber: string
  readonly version: number
  readonly holdReason?: HoldReason
}

/** A supplier's entry in the configuration. `profile` is absent for an unknown name. */
export interface SupplierEntry {
  readonly name: string
  readonly profile: Supplier | undefined
}

const DEFAULT_MAX_BYTES = 1_048_576

/**
 * From the chef's click to the gateway's answer. A 2xx means that the order is stored. Any other answer tells the
 * chef why the order was refused.
 */
export async function acceptOrder(
  request: Request,
  { profile }: SupplierEntry,
  ports: AcceptPorts,
): Promise<Result<WebhookResponse | PingAnswer, Refusal>> {
  const received = await receive(request, profile?.maxBytes ?? DEFAULT_MAX_BYTES)
  if (!received.ok) return received
  // The time limit starts after the last byte: a slow connection must not use up the time of a long order.
  const arrivedAt = ports.clock.now()

  const body = received.value
  const verified = await verify(body, request.headers.get(SIGNATURE_HEADER), profile?.webhook, ports)
  if (!verified.ok) {
    if (profile && verified.error.status === 403) ports.waitUntil(countWrongSignature(body, ports))
    return verified
  }
  // No signature verifies for a supplier that does not exist.
  if (!profile) return err(FORBIDDEN)
  if (isPing(body)) return ok(PING_ANSWER)

  const arrived = { body, arrivedAt, requestId: ports.newId(), verified: verified.value, ...traceOf(request.headers) }
  const judgeOrder = () => judge(arrived, profile, ports)
  const judged = await judgeOrder()
  if (!judged.ok) return refused(judged.error, body, ports)
  return storeOrder(judged.value, judgeOrder, request.signal, ports)
}

/** From the outbox's alarm to the supplier's system: one attempt at one delivery. */
export async function attemptDelivery(lease: Lease, ports: DispatchPorts): Promise<'healthy' | Failure | 'untried'> {
  const outgoing = await render(lease, ports).catch((fault: unknown) => {
    // A storage failure needs no person: the lease expires and the outbox tries again.
    if (fault instanceof StoreFault) throw fault
    return recordFault(fault, lease, ports)
  })
  if (!outgoing) return 'untried'
  const result = await deliver(outgoing, lease, ports)
  ports.showProgress?.({ orderNumber: outgoing.orderNumber, route: lease.route, outcome: result.outcome })
  return record(result, lease, ports)
}

async function refused(invalid: Invalid, body: Uint8Array, ports: AcceptPorts): Promise<Result<never, Refusal>> {
  await keepRefused(invalid, body, ports)
  return err(invalid.refusal)
}

/** Stores a judged order. If the sender disconnects first, the chef saw an error. Then no document may leave. */
async function storeOrder(
  { submission: judged, ...rest }: Judged,
  judgeAgain: () => Promise<Result<Judged, Invalid>>,
  sender: AbortSignal,
  ports: AcceptPorts,
): Promise<Result<WebhookResponse, Refusal>> {
  const submission = { ...judged, unconfirmed: sender.aborted }
  const submitting = submitJudged({ ...rest, submission }, judgeAgain, ports)
  // Listens before the order is stored. A sender may disconnect while the outbox is slow, and the gateway has sent no
  // document by then.
  if (!submission.unconfirmed)
    onDisconnect(sender, () => ports.waitUntil(withdrawDisconnected(submission, submitting, ports)))
  const settled = await submitting
  if (!settled.ok) {
    // During a roll-out the outbox may be of an earlier version, which turns away the second call of a stored order.
    ports.waitUntil(withdraw(submission, 'answered-error', ports))
    return refused(settled.error, submission.body, ports)
  }
  const { order, answer } = settled.value
  if (answer === 'closed') return err(CLOSED)
  const acceptance = answer ?? (await findSeen(submission, ports))
  if (!acceptance) {
    ports.waitUntil(withdraw(submission, 'answered-error', ports))
    return err(UNREACHABLE)
  }
  if (!answer) ports.waitUntil(acceptInBackground(submission, ports))
  return ok(responseTo(order, acceptance))
}

/** Runs `work` when the sender disconnects before the answer was sent. */
function onDisconnect(signal: AbortSignal, work: () => void): void {
  if (signal.aborted) work()
  else signal.addEventListener('abort', work, { once: true })
}

const UNREACHABLE: Refusal = refusal(503, 'The order could not be stored', {
  path: '',
  code: 'outbox-unreachable',
  message: 'The order could not be stored safely, so it was not taken. Place it again in a minute.',
})

const CLOSED: Refusal = refusal(503, 'The order could not be stored', {
  path: '',
  code: 'outbox-closed',
  message: 'The order could not be stored, so it was not taken. Place it again later, or call the supplier.',
})

const traceOf = (headers: Headers) => ({
  traceparent: headers.get('traceparent'),
  tracestate: headers.get('tracestate'),
})

const responseTo = (order: Order, { status, version, holdReason }: Acceptance): WebhookResponse => ({
  status,
  orderId: order.id,
  orderNumber: order.number,
  version,
  ...(holdReason ? { holdReason } : {}),
})
