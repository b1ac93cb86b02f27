import type { Alerts } from './alerts.ts'
import { createDesk, type Outcome } from './desk.ts'
import type { Fault } from './faults.ts'
import { flawsOfPause } from './pause.ts'
import type { Target } from './target.ts'

/** Result of a fault at a target. */
export interface Finding {
  readonly target: string
  readonly fault: string
  readonly outcome: string
  readonly note: string
  readonly documents: number
  /** How many there should be. */
  readonly orders: number
  /** Errors in the behaviour; empty without errors. */
  readonly wrong: readonly string[]
}

export interface Surroundings {
  readonly url: string
  readonly secrets: { readonly webhook: string; readonly console: string }
  readonly alerts: Alerts
}

export function tell(finding: Finding): Finding {
  const { target, fault, outcome, note, documents, orders, wrong } = finding
  const mark = wrong.length === 0 ? 'ok  ' : 'FAIL'
  console.log(`${mark} ${target.padEnd(13)} ${fault.padEnd(21)} ${outcome}; ${documents} of ${orders} there in the end`)
  if (note) console.log(`       ${note}`)
  for (const one of wrong) console.log(`       ✗ ${one}`)
  return finding
}

/**
 * Places an order during the fault, repairs the fault, and checks the receiver's documents. `turn` makes the orders of a
 * second trial different from those of the first.
 */
export async function trial(fault: Fault, target: Target, around: Surroundings, turn = ''): Promise<Finding> {
  try {
    return await tried(fault, target, around, turn)
  } catch (error) {
    const wrong = [error instanceof Error ? error.message : String(error)]
    return {
      target: target.name,
      fault: fault.name,
      outcome: '?',
      note: '',
      documents: target.place.files().size,
      orders: 1,
      wrong,
    }
  }
}

/** Ends the fault of a trial that failed, so that the next fault of the target is the only one. */
export async function repair(fault: Fault, target: Target, around: Surroundings): Promise<void> {
  const desk = createDesk(around.url, target.name, around.secrets)
  await fault.end?.(target, desk)
  await desk.retryRoute()
  await desk.delivered(orderOf(fault, target)).catch(() => undefined)
}

const orderOf = (fault: Fault, target: Target): string => `${target.name}-${fault.name.replace(/\W+/g, '-')}`

async function tried(fault: Fault, target: Target, around: Surroundings, turn: string): Promise<Finding> {
  const { url, secrets, alerts } = around
  const expected = fault.expected(target)
  if (!expected) throw new Error('This fault cannot happen here.')
  const desk = createDesk(url, target.name, secrets)
  const orderId = `${orderOf(fault, target)}${turn}`
  const fileName = `${orderId}-1.json`
  const wrong: string[] = []
  target.place.clear()
  const pausedBefore = alerts.count(target.name, 'paused')
  await target.proxy.be('open')
  await fault.begin?.(target, fileName)
  // Several orders, because the other orders must wait until the route is repaired.
  const orders = expected.paused ? [orderId, `${orderId}-b`, `${orderId}-c`] : [orderId]
  for (const order of orders) await desk.place(order)
  async function first(): Promise<Outcome & { readonly files: ReadonlyMap<string, Buffer> }> {
    const outcome = expected?.paused
      ? { ...(await desk.refusal(orders)), reached: null }
      : await desk.outcome(orderId, ['delivered', 'deferred', 'refused', 'uncertain'])
    return { ...outcome, files: target.place.files() }
  }
  // Read during the fault, because a second attempt can follow before a server has restarted.
  const [entry] = await Promise.all([first(), fault.during?.(target, fileName)])
  const reached = entry.reached ?? expected.reached
  // After a second attempt only the first note says what the first attempt did.
  const isProbed = expected.orProbed === true && entry.event === 'deferred' && (entry.reached ?? 'no') === 'no'
  if (!isProbed && entry.event !== expected.outcome) wrong.push(`${entry.event}, not ${expected.outcome}`)
  if (!isProbed && !expected.paused && reached !== expected.reached)
    wrong.push(`reached ${reached}, not ${expected.reached}`)
  if (expected.paused) wrong.push(...(await flawsOfPause(target, desk, alerts, pausedBefore, orders)))
  if (expected.note && !expected.note.test(entry.text ?? '')) wrong.push(`the note does not say ${expected.note}`)
  if (
    expected.outcome !== 'delivered' &&
    expected.reached === 'no' &&
    entry.files.has(fileName) &&
    fault.name !== 'the name is taken'
  )
    wrong.push('the final name was there already')

  await fault.end?.(target, desk)
  if (expected.paused) await desk.retryRoute()
  if (expected.asks) {
    await desk.held(orderId)
    await desk.act(`${orderId}/release`)
  }
  for (const order of orders) await desk.delivered(order)
  const last = (await desk.view(orderId)).timeline.findLast(({ event }) => event === 'delivered')?.text ?? ''
  if (expected.inTheEnd && !expected.inTheEnd.test(last))
    wrong.push(`in the end it says "${last}", not ${expected.inTheEnd}`)
  const files = target.place.files()
  if (files.size !== orders.length) wrong.push(`there lies: ${[...files.keys()].join(', ') || 'nothing'}`)
  for (const order of orders) {
    if (!files.get(`${order}-1.json`)?.equals(await desk.document(order)))
      wrong.push(`${order} is not there byte for byte`)
  }
  return {
    target: target.name,
    fault: fault.name,
    outcome: `${entry.event}, reached ${expected.paused ? 'no' : reached}${expected.paused ? ', paused' : ''}`,
    note: [entry.text ?? '', ...(expected.inTheEnd ? [last] : [])].join(' In the end: '),
    documents: files.size,
    orders: orders.length,
    wrong,
  }
}
