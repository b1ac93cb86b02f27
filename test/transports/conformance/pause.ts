import { setTimeout as sleep } from 'node:timers/promises'
import type { Alerts } from './alerts.ts'
import type { Desk } from './desk.ts'
import type { Target } from './target.ts'

/** One connection for each lane. A request opens another connection to probe first. */
const CONNECTION_LIMIT = 2
const WIDER_LIMIT = 4
const ALERT_MS = 60_000
/** For a second alert, which must not come. */
const QUIET_MS = 500
const TIDY_MS = 60_000

/** Errors in the behaviour of a paused route. */
export async function flawsOfPause(
  target: Target,
  desk: Desk,
  alerts: Alerts,
  before: number,
  unsure: boolean,
): Promise<string[]> {
  const flaws: string[] = []
  const told = (): number => alerts.count(target.name, 'paused') - before
  for (const until = Date.now() + ALERT_MS; told() === 0 && Date.now() < until; ) await sleep(50)
  await sleep(QUIET_MS)
  if (!(await desk.isPaused())) flaws.push('the route is not paused')
  if (told() !== 1) flaws.push(`${told()} alerts of the pause, not 1`)
  const isWide = target.family === 'request' || unsure
  const { connections } = target.proxy
  if (connections > (isWide ? WIDER_LIMIT : CONNECTION_LIMIT)) flaws.push(`${connections} connections`)
  // The second lane may be about to remove its temporary file.
  for (const until = Date.now() + TIDY_MS; target.place.files().size > 0 && Date.now() < until; ) await sleep(50)
  if (target.place.files().size > 0) flaws.push('something was created')
  return flaws
}
