import * as z from 'zod/mini'
import { SecretName } from './secret-name.ts'

/** `view` reads, `act` also decides about orders and routes, `manage` does everything. Each role includes the earlier ones. */
export const ROLES = ['view', 'act', 'manage'] as const
export type Role = (typeof ROLES)[number]

const text = z.string().check(z.minLength(1), z.maxLength(200))

/** The people who may use the console. */
export const Access = z.strictObject({
  /** The mail address at Cloudflare Access; with `token`, the name that is written down with each action. */
  who: text,
  role: z.enum(ROLES),
  /** Default: every supplier. */
  suppliers: z.optional(z.array(text).check(z.minLength(1))),
  /** The name of a secret that holds a token for this person alone. */
  token: z.optional(SecretName),
})
export type Access = z.infer<typeof Access>

export const ConsoleSettings = z.strictObject({
  access: z._default(z.array(Access), []),
  /** The team at Cloudflare Access: `fresco` for fresco.cloudflareaccess.com. */
  accessTeam: z.optional(z.string().check(z.regex(/^[a-z0-9][a-z0-9-]{0,62}$/))),
  /** The audience tag (AUD) of the application at Cloudflare Access. */
  audience: z.optional(text),
})
export type ConsoleSettings = z.infer<typeof ConsoleSettings>
