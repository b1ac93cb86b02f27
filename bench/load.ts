import { Agent, request } from 'node:http'
import { cpuMs } from './cpu.ts'
import type { SignedOrder } from './order.ts'

/** Cost and response times of a number of orders. */
export interface Burst {
  readonly cpuMsPerOrder: number
  readonly perSecond: number
  readonly p50Ms: number
  readonly p99Ms: number
}

/** One run of orders, before the figures of several runs are put together. */
export interface Slice {
  readonly cpuMs: number
  readonly elapsedMs: number
  /** One response time for each order, in milliseconds. */
  readonly waitsMs: readonly number[]
}

/** Posts the orders, `atOnce` at a time, and measures the CPU time of the server's processes. */
export async function postSlice(
  url: string,
  pids: readonly number[],
  orders: readonly SignedOrder[],
  atOnce: number,
  supplier = 'bench',
): Promise<Slice> {
  const agent = new Agent({ keepAlive: true, maxSockets: atOnce })
  const waitsMs: number[] = []
  let next = 0
  async function worker(): Promise<void> {
    for (let order = orders[next++]; order; order = orders[next++]) {
      const begun = performance.now()
      await postOne(`${url}/webhooks/${supplier}`, order, agent)
      waitsMs.push(performance.now() - begun)
    }
  }
  const spent = cpuMs(pids)
  const begun = performance.now()
  await Promise.all(Array.from({ length: atOnce }, worker))
  const slice = { elapsedMs: performance.now() - begun, cpuMs: cpuMs(pids) - spent, waitsMs }
  agent.destroy()
  return slice
}

/** The figures of all orders of these slices. */
export function burstOf(slices: readonly Slice[]): Burst {
  const waits = slices.flatMap(({ waitsMs }) => waitsMs).sort((a, b) => a - b)
  const sum = (read: (slice: Slice) => number): number => slices.reduce((total, slice) => total + read(slice), 0)
  const at = (share: number): number => waits[Math.min(waits.length - 1, Math.floor(waits.length * share))] ?? 0
  return {
    cpuMsPerOrder: sum((slice) => slice.cpuMs) / waits.length,
    perSecond: waits.length / (sum((slice) => slice.elapsedMs) / 1000),
    p50Ms: at(0.5),
    p99Ms: at(0.99),
  }
}

export const post = async (...posting: Parameters<typeof postSlice>): Promise<Burst> =>
  burstOf([await postSlice(...posting)])

function postOne(url: string, { body, signature }: SignedOrder, agent: Agent): Promise<void> {
  return new Promise((resolve, reject) => {
    const headers = {
      'content-type': 'application/json',
      'x-apic-webhook-signature': signature,
      'content-length': body.length,
    }
    const posting = request(url, { method: 'POST', agent, headers }, (response) => {
      let text = ''
      response.setEncoding('utf8')
      response.on('data', (chunk: string) => {
        text += chunk
      })
      response.on('end', () =>
        text.includes('"accepted"') ? resolve() : reject(new Error(`Answered ${response.statusCode}: ${text}`)),
      )
    })
    posting.once('error', reject)
    posting.end(body)
  })
}
