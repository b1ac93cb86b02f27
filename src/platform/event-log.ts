import type { Secrets } from '../ports.ts'
import { isLocal } from './secrets.ts'

export type LogEvent = (entry: Readonly<Record<string, unknown>>) => void

/** Logs an event. Cloudflare stores each field of an object. `npm start` gets JSON, and prints sentences. */
export const eventLog =
  (secrets: Secrets): LogEvent =>
  (entry) =>
    console.log(isLocal(secrets) ? JSON.stringify(entry) : entry)
