import type { Gateway } from '../../profile/supplier.ts'
import { UsageError } from '../command.ts'
import type { RunningGateway } from './running-gateway.ts'

/** A supplier that gets another name and keeps its orders. */
export interface Rename {
  readonly from: string
  readonly to: string
}

/** Reads `old=new`, or several of them with commas between. */
export function readRenames(text: string | undefined, next: Gateway): readonly Rename[] {
  return (text ?? '').split(',').flatMap((pair) => {
    if (text === undefined) return []
    const [from = '', to = '', ...more] = pair.split('=').map((name) => name.trim())
    if (from === '' || to === '' || more.length > 0)
      throw new UsageError(`--rename must be two names, such as old=new, not '${pair}'.`)
    if (Object.hasOwn(next.suppliers, from))
      throw new UsageError(`The configuration still has supplier '${from}'. Rename it there first.`)
    if (!Object.hasOwn(next.suppliers, to))
      throw new UsageError(`The configuration has no supplier '${to}' to move the orders to.`)
    return [{ from, to }]
  })
}

/** Why the orders cannot be moved; null where they can, also where a move was cut and goes on. */
export function renameObstacle({ suppliers, outboxes }: RunningGateway, { from, to }: Rename): string | null {
  const movedTo = outboxes?.get(from)
  if (movedTo && movedTo !== to) return `The orders of '${from}' were moved to '${movedTo}' before.`
  if (suppliers.has(from) || outboxes?.has(from)) return null
  return `The gateway has no orders of '${from}'.`
}

/**
 * A supplier with history that a deploy drops, while the deploy adds suppliers. An added supplier may be the new name.
 */
export interface PossibleRename {
  readonly from: string
  readonly added: readonly string[]
}

export function findPossibleRenames(
  { suppliers, outboxes }: RunningGateway,
  next: Gateway,
  chosen: readonly Rename[],
): readonly PossibleRename[] {
  const isChosen = (name: string): boolean => chosen.some(({ from, to }) => from === name || to === name)
  const added = Object.keys(next.suppliers).filter((name) => !suppliers.has(name) && !isChosen(name))
  const dropped = [...suppliers.keys()].filter(
    (name) => !Object.hasOwn(next.suppliers, name) && (outboxes?.get(name) === null || !outboxes) && !isChosen(name),
  )
  return added.length === 0 ? [] : dropped.map((from) => ({ from, added }))
}

/** Explains the possible rename and the operator's two choices. */
export const possibleRenameText = (renames: readonly PossibleRename[]): string =>
  renames
    .map(({ from, added }) => {
      const names = added.map((name) => `'${name}'`).join(', ')
      return `Supplier '${from}' has orders, and the configuration has ${names} in its place. Its orders stay under the old name.
If it was renamed, move its orders: npx orderbridge deploy --rename ${from}=${added[0]}
If it is gone and ${names} is somebody else, leave its orders behind: npx orderbridge deploy --leave-behind`
    })
    .join('\n')
