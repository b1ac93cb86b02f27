import type { ChannelPorts } from '../alerts/channels.ts'
import { mailOver } from './mail.ts'
import { createSecrets } from './secrets.ts'
import { cloudflareWire } from './wire.ts'

export const createChannelPorts = (env: Env): ChannelPorts => ({
  wire: cloudflareWire,
  secrets: createSecrets(env),
  mail: mailOver(env.EMAIL),
  clock: { now: Date.now },
})
