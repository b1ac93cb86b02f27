import type { AlertMeans } from '../alerts/channels.ts'
import { mailOver } from './mail.ts'
import { secretsIn } from './secrets.ts'
import { cloudflareWire } from './wire.ts'

export const alertMeans = (env: Env): AlertMeans => ({
  wire: cloudflareWire,
  secrets: secretsIn(env),
  mail: mailOver(env.EMAIL),
  clock: { now: Date.now },
})
