import { setTimeout as sleep } from 'node:timers/promises'

/** Controls the route of the bench through the Admin API. */
export interface Desk {
  pause(): Promise<void>
  resume(): Promise<void>
  /** Resolves when no delivery waits on the route. */
  settled(): Promise<void>
}

const SETTLED_LIMIT_MS = 600_000
const LOOK_MS = 20
/** A request costs the gateway as much as an HTTP delivery: the longer a request takes, the rarer the next request. */
const LOOK_SHARE = 0.1

export function createDesk(url: string, token: string, supplier = 'bench'): Desk {
  const headers = { authorization: `Bearer ${token}` }
  async function act(action: string): Promise<void> {
    const body = JSON.stringify({ by: 'bench' })
    const response = await fetch(`${url}/api/suppliers/${supplier}/routes/erp/${action}`, {
      method: 'POST',
      headers,
      body,
    })
    if (!response.ok) throw new Error(`The route could not ${action}: ${response.status}`)
    await response.text()
  }
  async function unsettled(): Promise<number> {
    const response = await fetch(`${url}/api/suppliers/${supplier}/routes`, { headers })
    const { routes }: { routes: { unsettled: number }[] } = await response.json()
    return routes.reduce((sum, route) => sum + route.unsettled, 0)
  }
  return {
    pause: () => act('pause'),
    resume: () => act('resume'),
    async settled() {
      const begun = Date.now()
      while ((await unsettled()) > 0) {
        const waited = Date.now() - begun
        if (waited > SETTLED_LIMIT_MS) throw new Error('The deliveries did not settle in time.')
        await sleep(Math.max(LOOK_MS, waited * LOOK_SHARE))
      }
    },
  }
}
