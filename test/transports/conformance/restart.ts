import type { Gateway } from '../../crash/gateway.ts'
import { createDesk } from './desk.ts'
import type { Target } from './target.ts'
import type { Finding, Surroundings } from './trial.ts'

const UNDER_WAY_MS = 60_000

/**
 * Kills the gateway while every target delays an attempt, and restarts the gateway. At the end one document must have
 * arrived.
 */
export async function restart(
  targets: readonly Target[],
  gateway: Gateway,
  { url, secrets }: Surroundings,
): Promise<Finding[]> {
  const trials = targets.map((target) => ({
    target,
    desk: createDesk(url, target.name, secrets),
    orderId: `${target.name}-restart`,
  }))
  for (const { target } of trials) {
    target.place.clear()
    await target.proxy.be('silent')
  }
  await Promise.all(trials.map(({ desk, orderId }) => desk.place(orderId)))
  const isUnderWay = (): boolean => targets.every(({ proxy }) => proxy.connections > 0)
  for (const until = Date.now() + UNDER_WAY_MS; !isUnderWay() && Date.now() < until; )
    await new Promise((resolve) => setTimeout(resolve, 10))
  await gateway.kill()
  for (const { target } of trials) {
    target.proxy.cut()
    await target.proxy.be('open')
  }
  await gateway.start()
  return Promise.all(
    trials.map(async ({ target, desk, orderId }) => {
      const wrong: string[] = []
      const seen = await desk.delivered(orderId).catch((error: Error) => void wrong.push(error.message))
      const files = target.place.files()
      const document = await desk.document(orderId)
      if (files.size !== 1 || !files.get(`${orderId}-1.json`)?.equals(document))
        wrong.push(`there lies: ${[...files.keys()].join(', ') || 'nothing'}`)
      const first = seen?.timeline.find(({ event }) => event === 'uncertain')
      return {
        ...{ target: target.name, fault: 'killed and restarted', documents: files.size, orders: 1, wrong },
        outcome: first ? 'uncertain, then delivered' : 'delivered',
        note: first?.text ?? '',
      }
    }),
  )
}
