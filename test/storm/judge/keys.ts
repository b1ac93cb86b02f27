import { several } from '../../crash/several.ts'
import type { Arrival } from '../ledger.ts'

/** Keys that came with two bodies: of one document written anew, or of two documents. */
export const keysWithTwoBodies = (arrivals: readonly Arrival[]): string[] =>
  several(
    arrivals,
    ({ route, key }) => `${route} ${key}`,
    ({ digest, parts }) =>
      `${digest.slice(0, 8)} (${parts.map((one) => `${one.orderNumber} ${one.content}`).join(', ')})`,
  )

/** Control numbers of one route that stand in two documents. */
export const numbersUsedTwice = (arrivals: readonly Arrival[]): string[] =>
  several(
    arrivals.filter(({ parts }) => parts[0]?.controlNumber != null),
    ({ route, parts }) => `${route} control number ${parts[0]?.controlNumber}`,
    ({ key }) => key,
  )
