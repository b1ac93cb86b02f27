import type { Alerts } from './alerts.ts'
import { createDesk, type Desk } from './desk.ts'
import type { Fault } from './faults.ts'
import type { Target } from './target.ts'

/** What was seen of one fault at one target. */
export interface Finding {
  readonly target: string
  readonly fault: string
  readonly outcome: string
  readonly note: string
  readonly documents: number
  /** What should not have been so; empty when all was as it must be. */
  readonly wrong: readonly string[]
}

export interface Surroundings {
  readonly url: string
  readonly secrets: { readonly webhook: string; readonly console: string }
  readonly alerts: Alerts
}

/** At a fault of the whole route: one a lane. Securing is tried three times, because its reason can't be seen. */
const CONNECTION_LIMIT = 3

export function tell(finding: Finding): Finding {
  const { target, fault, outcome, note, documents, wrong } = finding
  const mark = wrong.length === 0 ? 'ok  ' : 'FAIL'
  console.log(`${mark} ${target.padEnd(13)} ${fault.padEnd(21)} ${outcome}; ${documents} there in the end`)
  if (note) console.log(`       ${note}`)
  for (const one of wrong) console.log(`       ✗ ${one}`)
  return finding
}

/** Places one order while the fault lasts, puts it right, and looks at what the receiver has in the end. */
export async function trial(fault: Fault, target: Target, around: Surroundings): Promise<Finding> {
  try {
    return await tried(fault, target, around)
  } catch (error) {
    const wrong = [error instanceof Error ? error.message : String(error)]
    return {
      target: target.name,
      fault: fault.name,
      outcome: '?',
      note: '',
      documents: target.place.files().size,
      wrong,
    }
  }
}

async function tried(fault: Fault, target: Target, { url, secrets, alerts }: Surroundings): Promise<Finding> {
  const expected = fault.expected(target)
  if (!expected) throw new Error('This fault cannot happen here.')
  const desk = createDesk(url, target.name, secrets)
  const orderId = `${target.name}-${fault.name.replace(/\W+/g, '-')}`
  const fileName = `${orderId}-1.json`
  const wrong: string[] = []
  target.place.clear()
  const pausedBefore = alerts.count(target.name, 'paused')
  await target.proxy.be('open')
  await fault.begin?.(target, fileName)
  await desk.place(orderId)
  await fault.during?.(target, fileName)
  // A line that can't be secured is tried again before it is a fault of the route.
  const first = expected.paused ? ['delivered', 'refused'] : ['delivered', 'deferred', 'refused', 'uncertain']
  const entry = await desk.outcome(orderId, first)
  const reached = (await desk.view(orderId)).deliveries[0]?.reached ?? '?'
  if (entry.event !== expected.outcome) wrong.push(`${entry.event}, not ${expected.outcome}`)
  if (!expected.paused && reached !== expected.reached) wrong.push(`reached ${reached}, not ${expected.reached}`)
  if (expected.paused) wrong.push(...(await pausedFaults(desk, target, alerts, pausedBefore)))
  if (expected.note && !expected.note.test(entry.text ?? '')) wrong.push(`the note does not say ${expected.note}`)
  const early = target.place.files()
  if (
    expected.outcome !== 'delivered' &&
    expected.reached === 'no' &&
    early.has(fileName) &&
    fault.name !== 'the name is taken'
  )
    wrong.push('the final name was there already')

  await fault.end?.(target, desk)
  if (expected.paused) await desk.retryRoute()
  await desk.delivered(orderId)
  const files = target.place.files()
  const document = await desk.document(orderId)
  const names = [...files.keys()].join(', ')
  if (files.size !== 1 || !files.has(fileName)) wrong.push(`there lies: ${names || 'nothing'}`)
  else if (!files.get(fileName)?.equals(document)) wrong.push('it is not the document byte for byte')
  return {
    target: target.name,
    fault: fault.name,
    outcome: `${entry.event}, reached ${expected.paused ? 'no' : reached}${expected.paused ? ', paused' : ''}`,
    note: entry.text ?? '',
    documents: files.size,
    wrong,
  }
}

async function pausedFaults(desk: Desk, target: Target, alerts: Alerts, before: number): Promise<string[]> {
  const wrong: string[] = []
  if (!(await desk.isPaused())) wrong.push('the route is not paused')
  await alerts.settle()
  const told = alerts.count(target.name, 'paused') - before
  if (told !== 1) wrong.push(`${told} alerts of the pause, not 1`)
  if (target.proxy.connections > CONNECTION_LIMIT) wrong.push(`${target.proxy.connections} connections`)
  if (target.place.files().size > 0) wrong.push('something was created')
  return wrong
}
