import { createHash } from 'node:crypto'
import { existsSync, readFileSync, statSync } from 'node:fs'
import { isGroup } from '../../text/parsed-json.ts'
import { writeWhole } from '../whole-file.ts'

export interface Bundle {
  readonly text: string
  /** Absolute paths of the files in the bundle. */
  readonly inputs: readonly string[]
}

interface StoredBundle {
  readonly settings: string
  /** The digest of each input, by its path. */
  readonly inputs: Readonly<Record<string, string>>
  readonly text: string
}

/** File systems round times. */
const TIME_STEP_MS = 50

/**
 * The bundle in `file`, or a new bundle from `build`. Reuses a bundle only if `settings` and every input are unchanged.
 * `settings` holds all other causes of a change.
 */
export async function reuseBundle(
  file: string,
  settings: readonly string[],
  build: () => Promise<Bundle>,
  now: () => number = Date.now,
): Promise<string> {
  const wanted = digest(JSON.stringify(settings))
  const stored = readStored(file)
  if (stored?.settings === wanted && Object.entries(stored.inputs).every(([input, was]) => digestOf(input) === was))
    return stored.text
  const startedAt = now()
  const { text, inputs } = await build()
  const digests = Object.fromEntries(inputs.map((input) => [input, digestOf(input)]))
  // An input changed during the build. The bundle may hold the earlier content.
  if (inputs.some((input) => !isOlder(input, startedAt - TIME_STEP_MS))) return text
  writeWhole(file, JSON.stringify({ settings: wanted, inputs: digests, text } satisfies StoredBundle))
  return text
}

function readStored(file: string): StoredBundle | null {
  try {
    const stored: unknown = JSON.parse(readFileSync(file, 'utf8'))
    return isStored(stored) ? stored : null
  } catch {
    return null
  }
}

const isStored = (value: unknown): value is StoredBundle =>
  isGroup(value) && typeof value.settings === 'string' && typeof value.text === 'string' && isGroup(value.inputs)

const digestOf = (file: string): string => (existsSync(file) ? digest(readFileSync(file)) : '')

const digest = (content: string | Uint8Array): string => createHash('sha256').update(content).digest('hex')

/** Reads both times: a moved file keeps the time of the content. */
function isOlder(file: string, time: number): boolean {
  const stat = statSync(file, { throwIfNoEntry: false })
  return stat !== undefined && Math.max(stat.mtimeMs, stat.ctimeMs) < time
}
