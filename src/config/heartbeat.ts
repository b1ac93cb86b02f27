import { err, ok, type Result } from '../model/result.ts'
import type { Mistake } from './mistake.ts'
import { secretNameMistake } from './secret-name.ts'

/** The name of the secret that holds the address to ping; undefined when not set. */
export function readHeartbeat(input: unknown): Result<string | undefined, Mistake[]> {
  if (input === undefined) return ok(undefined)
  if (typeof input !== 'string' || !/^[A-Z][A-Z0-9_]*$/.test(input)) {
    const message = "must be the name of a secret, in capitals, that holds the address to ping: 'HEARTBEAT_URL'."
    return err([{ path: 'heartbeat', message }])
  }
  const mistakes = secretNameMistake(input, 'heartbeat')
  return mistakes.length > 0 ? err(mistakes) : ok(input)
}
