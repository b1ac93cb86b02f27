import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import * as z from 'zod/mini'

const State = z.object({
  /** Names of the steps that are done. */
  done: z._default(z.array(z.string()), []),
  account: z.optional(z.string()),
  plan: z.optional(z.enum(['free', 'paid'])),
  region: z.optional(z.enum(['none', 'eu', 'fedramp'])),
  /** Host name of the operator's own; null for workers.dev. */
  domain: z.optional(z.nullable(z.string())),
  /** Address of the deployed gateway, without a slash at the end. */
  address: z.optional(z.string()),
  /** Addresses of Cloudflare's own mail that the operator confirmed. */
  verified: z.optional(z.array(z.string())),
  /** Points of the go-live list that a person confirmed, with the day. */
  confirmed: z._default(z.record(z.string(), z.string()), {}),
})

/** The last step of the guide, and the answers so far. Never holds a secret. */
export type GuideState = z.infer<typeof State>

/** The state of an earlier run; a new state without a readable file. */
export function readState(file: string): GuideState {
  try {
    return State.parse(existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {})
  } catch {
    return State.parse({})
  }
}

export function writeState(file: string, state: GuideState): void {
  mkdirSync(path.dirname(file), { recursive: true })
  writeFileSync(file, `${JSON.stringify(state, null, 2)}\n`)
}
