import { readFileSync } from 'node:fs'
import type { Budget } from './budget.ts'
import { openHeap } from './heap.ts'
import type { Served } from './stage.ts'

/** Warm up until all code is compiled and all caches are full. */
const WARM_UP = 500
const TENTHS = 10
/** A document of ten lines is larger. */
const KEPT_BYTES = 1_024
const RESIDENT_MIB = 8
const LEAK_SHARE = 0.75

/** Memory growth over all deliveries. */
export interface Growth {
  /** Heap bytes for each delivery. */
  readonly bytes: number
  /** Growth of the whole process over half of the deliveries, including memory outside the heap. */
  readonly mib: number
}

export async function measureGrowth(
  { name, workerd }: Served,
  many: number,
  deliver: (count: number) => Promise<unknown>,
): Promise<Growth> {
  const heap = await openHeap(workerd)
  const [kept, resident]: [number[], number[]] = [[], []]
  try {
    await deliver(WARM_UP)
    for (let tenth = 0; tenth < TENTHS; tenth++) {
      await deliver(many / TENTHS)
      kept.push(await heap.kept())
      resident.push(residentMib(workerd.pid))
    }
  } finally {
    heap.close()
  }
  console.log(
    `  memory of ${name}, each ${many / TENTHS} deliveries, when all that nothing keeps hold of was collected`,
  )
  console.log(`    its heap, KiB: ${kept.map((bytes) => (bytes / 1024).toFixed(0)).join(' ')}`)
  console.log(`    workerd, MiB: ${resident.map((mib) => mib.toFixed(0)).join(' ')}`)
  return { bytes: growthIn(kept) / (many / 2), mib: growthIn(resident) }
}

export const limitsOf = (kind: string, growth: Growth | null): Budget[] => [
  { name: `bytes kept on the heap of each delivery by ${kind}`, limit: KEPT_BYTES, value: growth?.bytes ?? null },
  {
    name: `MiB that workerd grows by over half the deliveries by ${kind}`,
    limit: RESIDENT_MIB,
    value: growth?.mib ?? null,
  },
]

/** Tests the measure itself: a Worker that keeps every document must exceed the limit by far. */
export const leakIn = (growth: Growth | null): Budget => ({
  name: 'the limit ÷ the bytes found of a Worker that keeps every document',
  limit: LEAK_SHARE,
  value: growth && KEPT_BYTES / Math.max(1, growth.bytes),
})

/** Growth from the third to fifth tenth to the last three tenths. Memory that waits for a flush is no growth. */
const growthIn = (sizes: readonly number[]): number =>
  Math.max(0, Math.min(...sizes.slice(7)) - Math.min(...sizes.slice(2, 5)))

const residentMib = (pid: number): number => {
  const [, kib = 0] = /^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? []
  return Number(kib) / 1024
}
