import { type Burst, post } from './load.ts'
import { signedOrders } from './order.ts'

/** A server that accepts orders, and the processes whose CPU time counts. */
export interface Subject {
  readonly name: string
  readonly url: string
  readonly pids: readonly number[]
}

export interface Load {
  readonly lines: number
  readonly atOnce: number
  readonly orders: number
}

const ROUNDS = 5

/** Measures the subjects in turn, so that other load on the machine affects all subjects. */
export async function interleave(
  subjects: readonly Subject[],
  load: Load,
  secret: string,
): Promise<Map<string, Burst[]>> {
  const bursts = new Map<string, Burst[]>(subjects.map(({ name }) => [name, []]))
  for (let round = 0; round < ROUNDS; round++) {
    for (const { name, url, pids } of subjects) {
      const orders = signedOrders(load.orders, load.lines, secret)
      bursts.get(name)?.push(await post(url, pids, orders, load.atOnce))
    }
  }
  return bursts
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = Math.floor(sorted.length / 2)
  const [low = 0, high = 0] = [sorted[middle - 1], sorted[middle]]
  return sorted.length % 2 === 1 ? high : (low + high) / 2
}

/** Median of the ratios of all rounds: a disturbance affects both sides of a round. */
export const ratio = (over: readonly number[], under: readonly number[]): number =>
  median(over.map((value, round) => value / (under[round] ?? Number.NaN)))
