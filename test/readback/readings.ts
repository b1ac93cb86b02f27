import { readdirSync } from 'node:fs'
import path from 'node:path'
import type { Reading } from './reading.ts'

const folder = import.meta.dirname
const files = readdirSync(folder).filter((file) => !/^readings\.ts$|\.test\.ts$/.test(file))

const isReading = (value: unknown): value is Reading =>
  typeof value === 'object' && value !== null && 'format' in value && 'read' in value && 'without' in value

const found: Reading[] = []
for (const file of files) {
  const exported: Record<string, unknown> = await import(path.join(folder, file))
  found.push(...Object.values(exported).filter(isReading))
}

/** Every reading that a file of this folder exports. A format of the registry without a reading fails the test. */
export const readings: readonly (readonly [format: string, reading: Reading, layout: string])[] = found.map(
  (reading) => [reading.format, reading, reading.layout ?? ''],
)
