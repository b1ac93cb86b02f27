import type { Gateway } from '../../profile/supplier.ts'
import { findOrphans, ORPHAN_ADVICE, orphanLines } from './orphans.ts'
import { reformattedLines } from './reformatted.ts'
import { findPossibleRenames, possibleRenameText, type Rename } from './renames.ts'
import type { RunningGateway } from './running-gateway.ts'

/** Set for wrangler after the check has run, or if the operator skips the check. */
export const LEAVE_BEHIND = 'ORDERBRIDGE_LEAVE_BEHIND'
const EARLIER_NAME = 'ORDERBRIDGE_ORPHAN'

/** Whether the environment lets a deploy leave orders behind. The earlier name of the variable works with a warning. */
export function mayLeaveBehind(
  env: Readonly<Record<string, string | undefined>>,
  warn: (line: string) => void,
): boolean {
  if (env[LEAVE_BEHIND]) return true
  if (!env[EARLIER_NAME]) return false
  warn(`Warning: ${EARLIER_NAME} is called ${LEAVE_BEHIND} now.`)
  return true
}

/** Effects of a deploy on orders of the running gateway. */
export type DeployCheck = Readonly<ReturnType<typeof checkDeploy>>

export const checkDeploy = (running: RunningGateway, next: Gateway, renames: readonly Rename[]) => ({
  orphans: findOrphans(
    running,
    next,
    renames.map(({ from }) => from),
  ),
  possibleRenames: findPossibleRenames(running, next, renames),
  warnings: reformattedLines(running, next),
})

/** Reason to refuse the deploy, with advice; null if the deploy leaves no order behind. */
export function refusalText({ orphans, possibleRenames }: DeployCheck): string | null {
  const others = orphans.filter(({ supplier }) => !possibleRenames.some(({ from }) => from === supplier))
  if (orphans.length + possibleRenames.length === 0) return null
  return [
    ...(possibleRenames.length > 0 ? [possibleRenameText(possibleRenames)] : []),
    ...(others.length > 0 ? ['This deploy would leave deliveries without their route:', ...orphanLines(others)] : []),
    'Nothing was deployed.',
    ...(others.length > 0 ? [ORPHAN_ADVICE] : []),
  ].join('\n')
}

/** Orders that the operator chose to leave behind; null without such orders. */
export const leftBehindText = ({ orphans }: DeployCheck): string | null =>
  orphans.length === 0 ? null : ['Left without their route:', ...orphanLines(orphans)].join('\n')
