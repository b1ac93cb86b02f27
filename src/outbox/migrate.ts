import { err, ok, type Result } from '../model/result.ts'
import type { Migration } from './migrations/migration.ts'
import { migrations } from './migrations/registry.ts'
import { type Sql, StoreFault } from './sql.ts'

/** Why an outbox must not work on its storage. */
export type SchemaFault =
  | { readonly fault: 'newer'; readonly stored: number; readonly known: number }
  | { readonly fault: 'failed'; readonly version: number; readonly name: string; readonly why: string }

/** Kept outside the numbered schema, because the version must be readable under every schema. */
const VERSIONS = `CREATE TABLE IF NOT EXISTS migrations (
  version INTEGER PRIMARY KEY, name TEXT NOT NULL, applied_at INTEGER NOT NULL)`

/**
 * Migrates the storage of one outbox to the newest schema. Each migration commits together with its version number. A
 * failure leaves the schema of the last migration that succeeded. Returns the version of the storage.
 */
export function migrate(sql: Sql, now: number, all: readonly Migration[] = migrations): Result<number, SchemaFault> {
  sql.all(VERSIONS)
  const stored = storedVersion(sql)
  const known = all.at(-1)?.version ?? 0
  if (stored > known) return err({ fault: 'newer', stored, known })
  for (const { version, name, up } of all) {
    if (version <= stored) continue
    try {
      sql.atomically(() => {
        up(sql)
        sql.all('INSERT INTO migrations (version, name, applied_at) VALUES (?, ?, ?)', version, name, now)
      })
    } catch (error) {
      return err({ fault: 'failed', version, name, why: safeMessage(error) })
    }
  }
  return ok(known)
}

/** 0 for storage that is empty, or older than the first numbered migration. */
const storedVersion = (sql: Sql): number =>
  sql.all<{ version: number | null }>('SELECT max(version) AS version FROM migrations')[0]?.version ?? 0

/** Logs and alerts show this message. Other messages may quote the content of an order, so only their type is shown. */
export const safeMessage = (error: unknown): string =>
  `${(error instanceof StoreFault ? error.message : error instanceof Error ? error.name : typeof error).replace(/\.$/, '')}.`

export const faultText = (fault: SchemaFault): string =>
  fault.fault === 'newer'
    ? `The storage has schema version ${fault.stored}, but this gateway knows versions up to ${fault.known} only. ` +
      `Deploy the gateway that wrote the storage, or a newer one.`
    : `Migration ${fault.version} (${fault.name}) failed: ${fault.why} The storage is as it was before the migration.`
