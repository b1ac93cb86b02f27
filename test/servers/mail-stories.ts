import { randomBytes } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { formatVars } from '../../src/cli/vars.ts'
import { type MailServer, mailServer } from '../fakes/mail-server.ts'

export const DESK = 'desk@fresco.example'
export const SECOND = 'second@fresco.example'
export const NOBODY = 'nobody-here@fresco.example'
const FROM = 'orders@gateway.example'

export const secrets = {
  CONSOLE_TOKEN: randomBytes(16).toString('hex'),
  WEBHOOK_SECRET: randomBytes(16).toString('hex'),
  SMTP_USER: 'gateway',
  SMTP_PASSWORD: `pass ${randomBytes(12).toString('hex')}`,
  WRONG_PASSWORD: 'not the password at all',
}

/** A supplier for each story, so that a paused route does not affect other stories. */
export type Stories = Readonly<Record<string, Story>>

interface Story {
  readonly transport: object
  readonly to?: readonly string[]
  readonly whenUncertain?: string
}

interface Ports {
  readonly starttls: number
  readonly tls: number
  /** Port of a server with an unsigned certificate. */
  readonly stranger: number
}

/** Each story mails to the real server, or to a faulty server: the `fakes`, by story name. */
export async function openStories(ports: Ports): Promise<{ stories: Stories; fakes: Record<string, MailServer> }> {
  const fakes: Record<string, MailServer> = {}
  const signIn = { user: 'SMTP_USER', password: 'SMTP_PASSWORD' }
  const smtp = (port: number, more: object = {}) => ({
    kind: 'smtp',
    host: 'localhost',
    port,
    timeoutSeconds: 5,
    ...more,
  })
  async function misbehaving(name: string, script: Parameters<typeof mailServer>[0], more: object = {}) {
    const fake = await mailServer(script)
    fakes[name] = fake
    return { kind: 'smtp', host: '127.0.0.1', port: fake.port, security: 'none', timeoutSeconds: 2, ...more }
  }

  let asks = 0
  const stories: Stories = {
    starttls: { transport: smtp(ports.starttls, signIn) },
    tls: { transport: smtp(ports.tls, { ...signIn, security: 'tls' }), to: [DESK, SECOND] },
    partly: { transport: smtp(ports.starttls, signIn), to: [DESK, NOBODY] },
    password: { transport: smtp(ports.starttls, { ...signIn, password: 'WRONG_PASSWORD' }) },
    untrusted: { transport: smtp(ports.stranger, { security: 'tls' }) },
    unsecured: { transport: await misbehaving('unsecured', {}, { security: 'starttls', ...signIn }) },
    greylisted: {
      transport: await misbehaving('greylisted', {
        recipient: (address) => (address === SECOND && ++asks < 3 ? '451 4.7.1 greylisted' : '250 ok'),
      }),
      to: [DESK, SECOND],
    },
    cut: { transport: await misbehaving('cut', { afterData: 'cut' }) },
    asked: { transport: await misbehaving('asked', { afterData: 'cut' }), whenUncertain: 'hold' },
    silent: { transport: await misbehaving('silent', { hangAt: 'greeting' }) },
    cloudflare: { transport: { kind: 'email' } },
  }
  return { stories, fakes }
}

/** Writes the configuration and the vars of a gateway that plays the stories into `folder`. */
export function writeStories(stories: Stories, folder: string) {
  const suppliers = Object.entries(stories).map(([name, { transport, to = [DESK], whenUncertain }]) => [
    name,
    {
      name: `Story ${name}`,
      timeZone: 'Europe/Brussels',
      sendAfterSeconds: 0,
      webhook: { secrets: ['WEBHOOK_SECRET'] },
      routes: [
        {
          name: 'desk',
          document: { format: 'email', from: FROM, to, attach: { format: 'ubl-order-2.1' } },
          ...{ transport, retry: { delaysSeconds: [1] }, ...(whenUncertain ? { whenUncertain } : {}) },
        },
      ],
    },
  ])
  const [configFile, varsFile] = [path.join(folder, 'gateway.json'), path.join(folder, 'vars')]
  writeFileSync(configFile, JSON.stringify({ suppliers: Object.fromEntries(suppliers) }))
  writeFileSync(varsFile, formatVars(new Map(Object.entries(secrets))))
  return { configFile, varsFile, persist: path.join(folder, 'storage') }
}
