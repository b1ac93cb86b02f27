import { readValue, writeValue } from '../facts.ts'
import { type AlertPorts, raiseAlert, resolveAlert } from './raise-alert.ts'

interface StoragePorts extends AlertPorts {
  readonly alerts: AlertPorts['alerts'] & { readonly storageGb: number }
  /** Bytes of the database; absent where the platform has no limit. */
  readonly storageBytes?: (() => number) | undefined
}

/** An earlier size of the storage. */
interface Sample {
  readonly at: number
  readonly bytes: number
}

const DAY_MS = 86_400_000
const GB = 1_000_000_000
/** Growth is the average of a week, because orders differ from weekday to weekday. */
const SAMPLES = 8
/** Each share of the limit has an alert of its own. The alert ends below the second share, so that it does not flicker. */
const SHARES = [
  { cause: '70', from: 0.7, below: 0.65 },
  { cause: '90', from: 0.9, below: 0.85 },
] as const

/** Alerts while there is time to act: past the limit Cloudflare refuses each write, so no order can be accepted. */
export function watchStorage(ports: StoragePorts, now: number): void {
  if (!ports.storageBytes) return
  const [bytes, limit] = [ports.storageBytes(), ports.alerts.storageGb * GB]
  const days = daysLeft(keepSample(ports, { at: now, bytes }), { at: now, bytes }, limit)
  const values = {
    used: inGb(bytes),
    limit: String(ports.alerts.storageGb),
    percent: String(Math.floor((bytes / limit) * 100)),
  }
  for (const { cause, from, below } of SHARES) {
    if (bytes >= from * limit) {
      const why =
        days === null
          ? ({ says: 'storage-used', ...values } as const)
          : ({ says: 'storage-days', ...values, days: String(days) } as const)
      raiseAlert(ports, { kind: 'storage-full', cause, why })
    } else if (bytes < below * limit) resolveAlert(ports, { kind: 'storage-full', cause })
  }
}

const inGb = (bytes: number): string => (bytes / GB).toFixed(1)

/** Stores one size a day. Returns the oldest stored size. */
function keepSample({ sql }: StoragePorts, sample: Sample): Sample {
  const kept = readValue(sql, 'storage-sizes')
  const samples: readonly Sample[] = kept === null ? [] : JSON.parse(kept)
  const last = samples.at(-1)
  if (!last || sample.at >= last.at + DAY_MS)
    writeValue(sql, 'storage-sizes', JSON.stringify([...samples, sample].slice(-SAMPLES)))
  return samples[0] ?? sample
}

/** Whole days until the storage is full at the growth since `before`; null while no growth is known. */
function daysLeft(before: Sample, { at, bytes }: Sample, limit: number): number | null {
  const growth = bytes - before.bytes
  if (at < before.at + DAY_MS || growth <= 0) return null
  return Math.max(0, Math.floor((limit - bytes) / (growth / (at - before.at)) / DAY_MS))
}
