import { DAY_MS } from '../model/day.ts'
import { readValue, writeValue } from './facts.ts'
import type { Sql } from './sql.ts'

export interface StoragePorts {
  readonly sql: Sql
  readonly alerts: { readonly storageGb: number }
  /** Bytes of the database; absent where the platform has no limit. */
  readonly storageBytes?: (() => number) | undefined
}

/** How much of the plan's limit one outbox uses. */
export interface StorageUse {
  readonly bytes: number
  readonly limitBytes: number
  readonly percent: number
  /** Whole days until the storage is full at the growth of the last week; null while no growth is known. */
  readonly daysLeft: number | null
}

/** An earlier size of the storage. */
interface Sample {
  readonly at: number
  readonly bytes: number
}

const GB = 1_000_000_000
/** Growth is the average of a week, because orders differ from weekday to weekday. */
const SAMPLES = 8
const SIZES = 'storage-sizes'

/** Null where the platform has no limit. */
export function storageUse({ sql, alerts, storageBytes }: StoragePorts, now: number): StorageUse | null {
  if (!storageBytes) return null
  const [bytes, limitBytes] = [storageBytes(), alerts.storageGb * GB]
  const percent = Math.floor((bytes / limitBytes) * 100)
  return { bytes, limitBytes, percent, daysLeft: daysLeft(samplesOf(sql)[0], { at: now, bytes }, limitBytes) }
}

/** Stores one size a day. */
export function keepStorageSize(sql: Sql, bytes: number, now: number): void {
  const samples = samplesOf(sql)
  const last = samples.at(-1)
  if (!last || now >= last.at + DAY_MS)
    writeValue(sql, SIZES, JSON.stringify([...samples, { at: now, bytes }].slice(-SAMPLES)))
}

export const inGb = (bytes: number): string => (bytes / GB).toFixed(1)

function samplesOf(sql: Sql): readonly Sample[] {
  const kept = readValue(sql, SIZES)
  return kept === null ? [] : JSON.parse(kept)
}

function daysLeft(before: Sample | undefined, { at, bytes }: Sample, limit: number): number | null {
  if (!before || at < before.at + DAY_MS || bytes <= before.bytes) return null
  return Math.max(0, Math.floor((limit - bytes) / ((bytes - before.bytes) / (at - before.at)) / DAY_MS))
}
