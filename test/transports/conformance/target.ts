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

/** One transport, and a real server at the end of it that can be made to fail. */
export interface Target {
  /** The supplier's name in the gateway. */
  readonly name: string
  /** What it is, for a person. */
  readonly about: string
  /** The route's `transport`. */
  readonly transport: Readonly<Record<string, unknown>>
  /** Whether the route looks for what is uncertain: with an archive to look into, or without. */
  readonly looks?: 'with an archive' | 'without'
  readonly proxy: CutProxy
  /** The port of the server itself. */
  readonly server: number
  readonly place: Place
  /** As the settings name it. */
  readonly placeName: string
  /** Whether a request begins before anything can be known of it, as HTTP's does. */
  readonly family: 'file' | 'request'
  /** Whether it only shows that a document arrives, its faults being another target's. */
  readonly brief?: boolean
  /** Makes the server turn us away, or let us in again. */
  passwordIs(state: 'right' | 'wrong'): void
  /** What the note says then, where it isn't about a login. */
  readonly turnedAway?: RegExp
  /** The AS2 system at the end of it. */
  readonly partner?: As2System
  /** Makes the server let nobody rename, or ask for sizes, or lets them again; absent where it can't. */
  denies?(what: 'rename' | 'stat' | null): void
  readonly canDenyStat?: boolean
  /** No room is left where documents arrive, or there is again; absent where a server gives up the right to be told so. */
  full?(is: boolean): void
  /** Kills the server in the middle of what it is doing, and starts it again. */
  restart?(): Promise<void>
  /** A server with another identity; absent where the transport has none of its own to check. */
  readonly impostor?: number
  stop(): Promise<void>
}

/** Where documents arrive. */
export interface Place {
  files(): Map<string, Buffer>
  /** How many bytes of something unfinished have come. */
  unfinished(): number
  /** Absent where names mean nothing. */
  put?(name: string, bytes: Buffer): Promise<void> | void
  clear(): void
  /** Whoever collects there takes every file the moment it has its final name, and may keep it in an archive. What was taken is among `files` still. Absent where nobody would. */
  eats?(is: boolean | 'into the archive'): void
  /** Absent where there is no folder. */
  be?(state: 'there' | 'missing' | 'denied'): void
}

/** Where whoever collects from a folder may keep what it took. */
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
    files: () => new Map([...eaten, ...names().map((name) => [name, readFileSync(path.join(folder, name))] as const)]),
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
