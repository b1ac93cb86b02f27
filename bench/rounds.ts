import { type Burst, burstOf, postSlice, type Slice } from './load.ts'
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
/** The subjects take turns this often in one round, so that a busy moment of the machine affects all subjects. */
const SLICES = 8

/** Measures the subjects in turn, so that other load on the machine affects all subjects. `load.orders` is for a round. */
export async function interleave(
  subjects: readonly Subject[],
  load: Load,
  secret: string,
): Promise<Map<string, Burst[]>> {
  const bursts = new Map<string, Burst[]>(subjects.map(({ name }) => [name, []]))
  for (let round = 0; round < ROUNDS; round++) {
    const slices = new Map<string, Slice[]>(subjects.map(({ name }) => [name, []]))
    for (let slice = 0; slice < SLICES; slice++) {
      for (const { name, url, pids } of subjects) {
        const orders = signedOrders(load.orders / SLICES, load.lines, secret)
        slices.get(name)?.push(await postSlice(url, pids, orders, load.atOnce))
      }
    }
    for (const [name, ofName] of slices) bursts.get(name)?.push(burstOf(ofName))
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
