import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import path from 'node:path'
import type { Account } from '../../servers/account.ts'
import type { As2System } from '../../servers/as2-system.ts'
import type { CutProxy } from '../../servers/cut-proxy.ts'

/** A transport with a real server whose faults the test controls. */
export interface Target {
  /** The supplier's name in the gateway. */
  readonly name: string
  /** Description for people. */
  readonly about: string
  /** The route's `transport`. */
  readonly transport: Readonly<Record<string, unknown>>
  /** How the route checks an uncertain delivery: with an archive, or without. */
  readonly looks?: 'with an archive' | 'without'
  readonly proxy: CutProxy
  /** Port of the server itself. */
  readonly server: number
  readonly place: Place
  /** Name as in the settings. */
  readonly placeName: string
  /** Whether a request begins before the server can be checked, as for HTTP. */
  readonly family: 'file' | 'request'
  /** Whether the target only shows that a document arrives, because another target tests the faults. */
  readonly brief?: boolean
  /** Makes the server turn us away, or let us in again. */
  passwordIs(state: 'right' | 'wrong'): void
  /** Expected note, if the fault is not a refused sign-in. */
  readonly turnedAway?: RegExp
  /** The AS2 system of this target. */
  readonly partner?: As2System
  /** Makes the server refuse renames or size requests, or allow both again. Absent if the server cannot. */
  denies?(what: 'rename' | 'stat' | null): void
  readonly canDenyStat?: boolean
  /** Fills the disk of the server, or frees the disk. Absent if the server allows no limit. */
  full?(is: boolean): void
  /** Kills the server during its work, and restarts the server. */
  restart?(): Promise<void>
  /** Port of a server with another identity; absent if the transport checks no identity. */
  readonly impostor?: number
  stop(): Promise<void>
}

/** Place where documents arrive. */
export interface Place {
  files(): Map<string, Buffer>
  /** Number of received bytes of an unfinished document. */
  unfinished(): number
  /** Absent if the place has no file names. */
  put?(name: string, bytes: Buffer): Promise<void> | void
  clear(): void
  /**
   * Makes the receiver collect every file once the file has its final name, with or without an archive. `files` still
   * contains collected files. Absent if no receiver collects there.
   */
  eats?(is: boolean | 'into the archive'): void
  /** Absent where there is no folder. */
  be?(state: 'there' | 'missing' | 'denied'): void
}

/** Archive folder of a receiver that collects from a folder. */
export const archiveOf = (folder: string): string => `${folder}-archive`

/** A folder of this machine that a server lets an account write into. */
export function folderPlace(folder: string, account: Account): Place {
  const archive = archiveOf(folder)
  for (const one of [folder, archive]) {
    mkdirSync(one)
    account.owns(one)
  }
  const away = `${folder}-away`
  const sizeOf = (name: string): number => statSync(path.join(folder, name), { throwIfNoEntry: false })?.size ?? 0
  const names = (): string[] => (existsSync(folder) ? readdirSync(folder) : [])
  const eaten = new Map<string, Buffer>()
  let eating: NodeJS.Timeout | undefined
  const eat = (isKept: boolean): void => {
    for (const name of names().filter((one) => !one.startsWith('.'))) {
      eaten.set(name, readFileSync(path.join(folder, name)))
      if (isKept) renameSync(path.join(folder, name), path.join(archive, name))
      else rmSync(path.join(folder, name))
    }
  }
  return {
    files: () => new Map([...eaten, ...names().flatMap((name) => fileNamed(folder, name))]),
    eats(is) {
      clearInterval(eating)
      if (is) eating = setInterval(() => eat(is !== true), 1)
    },
    unfinished: () =>
      names()
        .filter((name) => name.startsWith('.'))
        .reduce((sum, name) => sum + sizeOf(name), 0),
    put(name, bytes) {
      writeFileSync(path.join(folder, name), bytes)
      account.owns(path.join(folder, name))
    },
    clear: () => {
      eaten.clear()
      for (const name of names()) rmSync(path.join(folder, name))
      for (const name of readdirSync(archive)) rmSync(path.join(archive, name))
    },
    be(state) {
      if (existsSync(away)) renameSync(away, folder)
      if (state === 'missing') renameSync(folder, away)
      else if (state === 'denied') {
        chownSync(folder, 0, 0)
        chmodSync(folder, 0o755)
      } else account.owns(folder)
    },
  }
}

/** Empty if the file was renamed since its folder was listed. */
function fileNamed(folder: string, name: string): (readonly [string, Buffer])[] {
  try {
    return [[name, readFileSync(path.join(folder, name))]]
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return []
    throw error
  }
}
