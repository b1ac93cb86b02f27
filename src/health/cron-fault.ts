import { withTimeout } from '../web/time-limit.ts'

/**
 * Logs a failure or time-out of one supplier, so that the other suppliers continue. The log names no order and no
 * secret.
 */
export async function logFault(
  part: string,
  supplier: string,
  work: (supplier: string) => Promise<unknown>,
  limitMs: number,
  log: (entry: Readonly<Record<string, unknown>>) => void,
): Promise<void> {
  try {
    await withTimeout(limitMs, work(supplier))
  } catch (error) {
    log({ event: 'cron-fault', part, supplier, error: error instanceof Error ? error.name : typeof error })
  }
}
