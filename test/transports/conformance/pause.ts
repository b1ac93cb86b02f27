import { setTimeout as sleep } from 'node:timers/promises'
import type { Alerts } from './alerts.ts'
import type { Desk } from './desk.ts'
import type { Target } from './target.ts'

/** Each lane may be refused once, because both lanes can be at work when the route is paused. */
const LANES = 2
const ALERT_MS = 60_000
/** For a second alert and for another connection, which must not come. */
const QUIET_MS = 500
const TIDY_MS = 60_000

/** Errors in the behaviour of a paused route. */
export async function flawsOfPause(
  target: Target,
  desk: Desk,
  alerts: Alerts,
  before: number,
  orders: readonly string[],
): Promise<string[]> {
  const flaws: string[] = []
  const told = (): number => alerts.count(target.name, 'paused') - before
  for (const until = Date.now() + ALERT_MS; told() === 0 && Date.now() < until; ) await sleep(50)
  await sleep(QUIET_MS)
  if (!(await desk.isPaused())) flaws.push('the route is not paused')
  if (told() !== 1) flaws.push(`${told()} alerts of the pause, not 1`)
  const refusals = (await Promise.all(orders.map(desk.view)))
    .flatMap(({ timeline }) => timeline)
    .filter(({ event }) => event === 'refused').length
  if (refusals > LANES) flaws.push(`${refusals} orders were refused, and the lanes are ${LANES}`)
  if (!(await isQuiet(target))) flaws.push('a paused route still opens connections')
  // The second lane may be about to remove its temporary file.
  for (const until = Date.now() + TIDY_MS; target.place.files().size > 0 && Date.now() < until; ) await sleep(50)
  if (target.place.files().size > 0) flaws.push('something was created')
  return flaws
}

/** Returns whether new connections have ended. The second lane may still be at work, and a slow machine repeats a request that timed out. */
async function isQuiet({ proxy }: Target): Promise<boolean> {
  for (const until = Date.now() + TIDY_MS; Date.now() < until; ) {
    const { connections } = proxy
    await sleep(QUIET_MS)
    if (proxy.connections === connections) return true
  }
  return false
}
