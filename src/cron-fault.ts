/** What fails for one supplier, or in one part of a round, keeps no other from its turn. The log names neither order nor secret. */
export async function logFault(
  part: string,
  supplier: string,
  work: (supplier: string) => Promise<unknown>,
  log: (entry: Readonly<Record<string, unknown>>) => void = console.log,
): Promise<void> {
  try {
    await work(supplier)
  } catch (error) {
    log({ event: 'cron-fault', part, supplier, error: error instanceof Error ? error.name : typeof error })
  }
}
