import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { isGroup } from '../../text/parsed-json.ts'
import { UsageError } from '../command.ts'
import { shown } from '../place.ts'
import { writeWhole } from '../whole-file.ts'

/** Record of a pinned key's confirmation. */
export interface Confirmation {
  readonly host: string
  readonly port: number
  readonly hostKey: string
  /** The persons who compared the key, and the means. */
  readonly confirmedBy: string
  /** YYYY-MM-DD. */
  readonly confirmedOn: string
}

/** `host-keys.json` next to the configuration. The file holds no secret: keep the file in version control. */
export type HostKeys = ReturnType<typeof hostKeysBeside>

export function hostKeysBeside(configuration: string) {
  const file = path.join(path.dirname(configuration), 'host-keys.json')
  const isOf = (host: string, port: number, hostKey: string) => (known: Confirmation) =>
    known.host === host && known.port === port && known.hostKey === hostKey
  return {
    file,
    find: (host: string, port: number, hostKey: string) => read(file).find(isOf(host, port, hostKey)),
    add(confirmation: Confirmation): void {
      const { host, port, hostKey } = confirmation
      const others = read(file).filter((confirmation) => !isOf(host, port, hostKey)(confirmation))
      writeWhole(file, `${JSON.stringify([...others, confirmation], null, 2)}\n`)
    },
  }
}

function read(file: string): Confirmation[] {
  if (!existsSync(file)) return []
  try {
    const list: unknown = JSON.parse(readFileSync(file, 'utf8'))
    if (Array.isArray(list) && list.every(isConfirmation)) return list
  } catch {
    // The sentence below reports the error.
  }
  throw new UsageError(`${shown(file)} is not a list of confirmed host keys. Mend it, or take it away.`)
}

const isConfirmation = (confirmation: unknown): confirmation is Confirmation =>
  isGroup(confirmation) &&
  typeof confirmation.port === 'number' &&
  ['host', 'hostKey', 'confirmedBy', 'confirmedOn'].every((key) => typeof confirmation[key] === 'string')
