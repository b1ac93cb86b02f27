import { setTimeout as sleep } from 'node:timers/promises'
import { isLocalAddress } from './address.ts'

/** The longest reload of a gateway on this machine. */
const RELOAD_MS = 4_000
const PAUSE_MS = 250

/** Repeats the request while a gateway on this machine does not answer. A repeated order is a duplicate. */
export async function whileReloading<T>(url: string, request: () => Promise<T>): Promise<T> {
  for (const until = Date.now() + (isLocalAddress(url) ? RELOAD_MS : 0); ; await sleep(PAUSE_MS)) {
    try {
      return await request()
    } catch (error) {
      if (!isUnreachable(error) || Date.now() >= until) throw error
    }
  }
}

/** `fetch` hides the reason, `ECONNREFUSED` or another, in `cause`. */
export const isUnreachable = (error: unknown): boolean => error instanceof TypeError && error.cause !== undefined

/** The command that starts a gateway at this address. */
export function startCommand(url: string): string {
  const { port } = new URL(url)
  return port === '' || port === '8787' || !isLocalAddress(url) ? 'npm start' : `npm start -- --port ${port}`
}
