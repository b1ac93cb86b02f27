import { setTimeout as sleep } from 'node:timers/promises'

/** Ends a run that hangs. A busy machine takes thirty seconds for a page. */
export const WAIT_MS = 120_000

/** Asks until it is so. The run ends with an error where nothing changes for long. */
export async function until(what: string, isSo: () => Promise<boolean>, waitMs = WAIT_MS): Promise<void> {
  for (const end = Date.now() + waitMs; Date.now() < end; await sleep(200)) if (await isSo()) return
  throw new Error(`${what} has not come.`)
}
