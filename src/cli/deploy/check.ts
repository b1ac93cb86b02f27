import type { Gateway } from '../../profile/supplier.ts'
import { findOrphans, ORPHAN_ADVICE, type Orphans, orphanLines } from './orphans.ts'
import { reformattedLines } from './reformatted.ts'
import { findPossibleRenames, type PossibleRename, possibleRenameText, type Rename } from './renames.ts'
import type { RunningGateway } from './running-gateway.ts'

/** Set for wrangler after the check has run, or if the operator skips the check. */
export const MAY_ORPHAN = 'ORDERBRIDGE_ORPHAN'

/** What a deploy would do to orders of the running gateway. */
export interface DeployCheck {
  readonly orphans: readonly Orphans[]
  readonly possibleRenames: readonly PossibleRename[]
  readonly warnings: readonly string[]
}

export const checkDeploy = (running: RunningGateway, next: Gateway, renames: readonly Rename[]): DeployCheck => ({
  orphans: findOrphans(
    running,
    next,
    renames.map(({ from }) => from),
  ),
  possibleRenames: findPossibleRenames(running, next, renames),
  warnings: reformattedLines(running, next),
})

/** Why the deploy is refused, and what to do; null where it leaves nothing behind. */
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

/** What the operator chose to leave behind; null where there is nothing. */
export const leftBehindText = ({ orphans }: DeployCheck): string | null =>
  orphans.length === 0 ? null : ['Left without their route:', ...orphanLines(orphans)].join('\n')
