import * as z from 'zod/mini'
import { SecretName } from './secret-name.ts'

/**
 * `metrics` reads the numbers for Prometheus, `view` reads everything, `act` also decides about orders and routes, `manage`
 * does everything. Each role includes the earlier ones.
 */
export const ROLES = ['metrics', 'view', 'act', 'manage'] as const
export type Role = (typeof ROLES)[number]

export const includesRole = (role: Role, needed: Role): boolean => ROLES.indexOf(role) >= ROLES.indexOf(needed)

/** Long enough for a weekend. */
export const LINK_DAYS = 3

const text = () => z.string().check(z.minLength(1), z.maxLength(200))

export const Access = /* @__PURE__ */ z.lazy(() =>
  z.strictObject({
    who: text().check(z.describe('The mail address at Cloudflare Access. With `token`, the name beside each action.')),
    role: z
      .enum(ROLES)
      .check(
        z.describe(
          '`metrics` reads `/metrics` only, with a token. `view` reads. `act` also decides about orders and routes. `manage` does everything.',
        ),
      ),
    suppliers: z
      .optional(z.array(text()).check(z.minLength(1)))
      .check(z.describe('The suppliers that exist for this person. Default: all.')),
    token: z
      .optional(SecretName)
      .check(z.describe('The name of a secret: a token for the console and the Admin API, for this person alone.')),
  }),
)
export type Access = z.infer<typeof Access>

export const ConsoleSettings = /* @__PURE__ */ z.lazy(() =>
  z.strictObject({
    access: z
      ._default(z.array(Access), [])
      .check(z.describe('An entry for each person. A person of your company without an entry gets no access.')),
    accessTeam: z
      .optional(z.string().check(z.regex(/^[a-z0-9][a-z0-9-]{0,62}$/)))
      .check(z.describe('The team at Cloudflare Access: `fresco` for fresco.cloudflareaccess.com.')),
    linkDays: z
      .optional(z.number().check(z.int(), z.minimum(0), z.maximum(30)))
      .check(
        z.describe(
          `Days that the link in an alert opens its order without a sign-in. Default: ${LINK_DAYS}. 0: never. Needs \`linkSecret\`.`,
        ),
      ),
    audience: z.optional(text()).check(z.describe('The audience tag (AUD) of the application at Cloudflare Access.')),
  }),
)
export type ConsoleSettings = z.infer<typeof ConsoleSettings>
