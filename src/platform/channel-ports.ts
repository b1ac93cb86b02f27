import type { ChannelPorts } from '../alerts/channels.ts'
import { keepingMails } from './local-mails.ts'
import { mailOver } from './mail.ts'
import { createSecrets, isLocal } from './secrets.ts'
import { cloudflareWire } from './wire.ts'

export function createChannelPorts(env: Env): ChannelPorts {
  const secrets = createSecrets(env)
  const mail = mailOver(env.EMAIL)
  return {
    wire: cloudflareWire,
    secrets,
    mail: isLocal(secrets) ? keepingMails(mail) : mail,
    clock: { now: Date.now },
  }
}
