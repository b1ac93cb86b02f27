import { Agent, request } from 'node:http'
import { cpuMs } from './cpu.ts'
import type { SignedOrder } from './order.ts'

/** Cost and response times of one burst of orders. */
export interface Burst {
  readonly cpuMsPerOrder: number
  readonly perSecond: number
  readonly p50Ms: number
  readonly p99Ms: number
}

/** Posts the orders, `atOnce` at a time, and measures the CPU time of the server's processes. */
export async function post(
  url: string,
  pids: readonly number[],
  orders: readonly SignedOrder[],
  atOnce: number,
  supplier = 'bench',
): Promise<Burst> {
  const agent = new Agent({ keepAlive: true, maxSockets: atOnce })
  const waits: number[] = []
  let next = 0
  async function worker(): Promise<void> {
    for (let order = orders[next++]; order; order = orders[next++]) {
      const begun = performance.now()
      await postOne(`${url}/webhooks/${supplier}`, order, agent)
      waits.push(performance.now() - begun)
    }
  }
  const spent = cpuMs(pids)
  const begun = performance.now()
  await Promise.all(Array.from({ length: atOnce }, worker))
  const seconds = (performance.now() - begun) / 1000
  const burst = (cpuMs(pids) - spent) / orders.length
  agent.destroy()
  waits.sort((a, b) => a - b)
  const at = (share: number): number => waits[Math.min(waits.length - 1, Math.floor(waits.length * share))] ?? 0
  return { cpuMsPerOrder: burst, perSecond: orders.length / seconds, p50Ms: at(0.5), p99Ms: at(0.99) }
}

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
