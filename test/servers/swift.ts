import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import path from 'node:path'
import { type Server, startServer } from './child.ts'
import { installed } from './debian.ts'
import { freePort } from './free-port.ts'

/**
 * OpenStack Swift with its S3 API, as packaged by Debian. Swift verifies every signature, and stores objects as files.
 */
export interface Swift extends Server {
  /** Ports that lead to the same storage: with another secret for the user, without rights, or without a bucket. */
  readonly doors: Readonly<Record<Door, number>>
  /** Objects by key. */
  objects(): Map<string, Buffer>
  /** Writes through Swift's own API, independent of S3. */
  put(key: string, bytes: Buffer): Promise<void>
  /** Removes all objects under a prefix. */
  clear(prefix: string): void
}

export type Door = (typeof DOORS)[number]

export interface SwiftOwner {
  readonly bucket: string
  /** An account's name, and a user's. */
  readonly keyId: `${string}:${string}`
  readonly secret: string
}

const DOORS = ['right', 'other secret', 'no rights', 'no bucket'] as const
const SCRIPT = path.join(import.meta.dirname, 'swift-server.py')

export async function startSwift(folder: string, { bucket, keyId, secret }: SwiftOwner): Promise<Swift> {
  installed({
    'python3-swift': '/usr/lib/python3/dist-packages/swift/__init__.py',
    attr: '/usr/bin/getfattr',
  })
  mkdirSync(folder)
  const [account] = keyId.split(':')
  const own = await freePort()
  const ports = [await freePort(), await freePort(), await freePort(), own]
  const doors = {
    right: await freePort(),
    'other secret': await freePort(),
    'no rights': await freePort(),
    'no bucket': await freePort(),
  }
  const known: Readonly<Record<Door, string>> = {
    right: `${secret}=.admin=${account}`,
    'other secret': `not-${secret}=.admin=${account}`,
    'no rights': `${secret}==${account}`,
    'no bucket': `${secret}=.admin=another`,
  }
  const words = [SCRIPT, folder, keyId, ports.join(','), ...DOORS.map((door) => `${doors[door]}=${known[door]}`)]
  const server = await startServer('/usr/bin/python3', ['-B', ...words], own, path.join(folder, 'log'))
  const container = `/AUTH_${account}/${bucket}/`
  const address = `http://127.0.0.1:${own}/v1${container}`
  await taken(fetch(address.slice(0, -1), { method: 'PUT' }))
  const kept = path.join(folder, 'node', 'disk', 'objects')
  const keys = new Map<string, string>()
  const fileOf = (file: string): readonly [string, string] => {
    const key = keys.get(file) ?? keyOf(file, container)
    keys.set(file, key)
    return [key, file]
  }
  return {
    ...server,
    doors,
    objects: () =>
      new Map(
        newest(kept)
          .map(fileOf)
          .map(([key, file]) => [key, readFileSync(file)]),
      ),
    put: (key, bytes) => taken(fetch(address + key, { method: 'PUT', body: new Uint8Array(bytes) })),
    clear(prefix) {
      for (const [key, file] of newest(kept).map(fileOf)) if (key.startsWith(prefix)) rmSync(file)
    },
  }
}

async function taken(asked: Promise<Response>): Promise<void> {
  const { status } = await asked
  if (status >= 300) throw new Error(`Swift answered ${status}.`)
}

/** The folder of an object has a file for each write, until Swift removes the older files. */
function newest(kept: string): string[] {
  if (!existsSync(kept)) return []
  const folders = new Map<string, string>()
  for (const name of readdirSync(kept, { recursive: true, encoding: 'utf8' }).sort())
    if (name.endsWith('.data')) folders.set(path.dirname(name), path.join(kept, name))
  return [...folders.values()]
}

/** The name is in a pickle next to the bytes, after its length. Each byte of the name is encoded as a character. */
function keyOf(file: string, container: string): string {
  const pickle = execFileSync('getfattr', ['-n', 'user.swift.metadata', '--only-values', '--absolute-names', file])
  const at = pickle.indexOf(container)
  const name = pickle.toString('utf8', at + container.length, at + pickle.readUInt32LE(at - 4))
  return Buffer.from(name, 'latin1').toString()
}
