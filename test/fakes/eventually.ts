import { vi } from 'vitest'

/** Waits for a state that stays. Only a failure takes the whole time, so the limit suits a machine under load. */
export const eventually = <T>(check: () => T | Promise<T>): Promise<T> =>
  vi.waitFor(check, { timeout: 30_000, interval: 20 })
