import { withTimeout } from '../time-limit.ts'

/**
 * What fails for one supplier, or in one part of a round, keeps no other from its turn; nor does what never ends, as a call to an
 * object that hangs. The log names neither order nor secret.
 */
export async function logFault(
  part: string,
  supplier: string,
  work: (supplier: string) => Promise<unknown>,
  limitMs: number,
  log: (entry: Readonly<Record<string, unknown>>) => void = console.log,
): Promise<void> {
  try {
    await withTimeout(limitMs, work(supplier))
  } catch (error) {
    log({ event: 'cron-fault', part, supplier, error: error instanceof Error ? error.name : typeof error })
  }
}
