import { execFileSync } from 'node:child_process'
import { appendFileSync, cpSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { ROOT } from '../../src/cli/place.ts'
import { copyGatewaySource } from '../crash/gateway-source.ts'

/** The gateway of an earlier commit in a folder of its own, with the packages of this one. */
export function checkOut(commit: string, folder: string): void {
  mkdirSync(folder, { recursive: true })
  let archive: Buffer
  try {
    archive = execFileSync('git', ['archive', commit], { cwd: ROOT, maxBuffer: 1e9, stdio: ['ignore', 'pipe', 'pipe'] })
  } catch {
    throw new Error(`This clone has no commit ${commit}. Fetch the whole history: git fetch --unshallow`)
  }
  execFileSync('tar', ['-x', '-C', folder], { input: archive })
  symlinkSync(path.join(ROOT, 'node_modules'), path.join(folder, 'node_modules'))
  mkdirSync(path.join(folder, '.orderbridge'))
  cpSync(path.join(ROOT, '.orderbridge/ssh2.mjs'), path.join(folder, '.orderbridge/ssh2.mjs'))
  bindBucket(folder)
}

/** The gateway as it is here, with a bucket. */
export function copyWithBucket(folder: string): void {
  copyGatewaySource(ROOT, folder)
  bindBucket(folder)
}

export const BUCKET = { binding: 'ORDERS', name: 'orders' }

/** Gives the gateway of a source tree the bucket that its route by R2 needs. */
const bindBucket = (folder: string): void =>
  appendFileSync(
    path.join(folder, 'wrangler.toml'),
    `\n[[r2_buckets]]\nbinding = "${BUCKET.binding}"\nbucket_name = "${BUCKET.name}"\n`,
  )

/** The gateway as it is here, with one migration more, that takes seconds: room for a kill in the middle of it. */
export function copyWithSlowMigration(folder: string): void {
  copyWithBucket(folder)
  const migrations = path.join(folder, 'src/outbox/migrations')
  writeFileSync(path.join(migrations, '999-slow.ts'), SLOW)
  const registry = path.join(migrations, 'registry.ts')
  const released = readFileSync(registry, 'utf8').replace('export const migrations', 'const released')
  const all = 'export const migrations: readonly Migration[] = [...released, slow(released.length + 1)]'
  writeFileSync(registry, `import { slow } from './999-slow.ts'\n${released}\n${all}\n`)
}

/** Changes what orders need first, so that a migration undone by halves would show; then it is busy. */
const SLOW = `import type { Migration } from './migration.ts'

export const slow = (version: number): Migration => ({
  version,
  name: 'slow',
  up: (sql) => {
    sql.all('ALTER TABLE versions RENAME COLUMN digest TO slow_digest')
    sql.all("UPDATE deliveries SET state = 'delivered', next_at = NULL")
    sql.all('DELETE FROM timeline')
    sql.all('CREATE TABLE slow (n INTEGER PRIMARY KEY)')
    for (let part = 0; part < 40; part++)
      sql.all(\`WITH RECURSIVE count (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM count WHERE n < 100000)
        INSERT INTO slow SELECT n + 100000 * \${part} FROM count\`)
  },
})
`
