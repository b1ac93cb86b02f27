import { createHmac } from 'node:crypto'
import type { GuideState } from '../../../src/cli/deploy/guide/state.ts'
import type { Guide, WranglerResult } from '../../../src/cli/deploy/guide/step.ts'
import { checkGateway } from '../../../src/config.ts'
import { formats } from '../../../src/documents/registry.ts'
import type { Gateway } from '../../../src/profile/supplier.ts'
import { PING_BODY } from '../../../src/steps/ping.ts'
import { transports } from '../../../src/transports/registry.ts'

export const SECRET = 'a-key-agreed-with-apicbase'
const TOML = `name = "orderbridge"
main = "src/worker.ts"

[[kv_namespaces]]
binding = "SEEN"

[[send_email]]
name = "EMAIL"

[triggers]
crons = ["*/5 * * * *"]
`

/** A configuration of one supplier. `more` goes over the supplier's settings. */
export function gatewayOf(more: Record<string, unknown> = {}, whole: Record<string, unknown> = {}): Gateway {
  const fresco = {
    ...{ name: 'Fresco Foods', timeZone: 'Europe/Brussels', webhook: { secrets: ['FRESCO_WEBHOOK_SECRET'] } },
    routes: [
      { name: 'erp', document: { format: 'json' }, transport: { kind: 'mailbox', token: 'FRESCO_MAILBOX_TOKEN' } },
    ],
    ...more,
  }
  const input = { suppliers: { fresco }, ...whole }
  const checked = checkGateway(input, { today: '2026-11-30', formats, transports })
  if (!checked.ok) throw new Error(JSON.stringify(checked.error))
  return checked.value
}

export const SFTP = {
  ...{ name: 'erp', document: { format: 'json' } },
  transport: {
    ...{ kind: 'sftp', host: 'sftp.fresco.example', user: 'u', password: 'SFTP_PASSWORD', folder: '/in' },
    hostKeys: [`SHA256:${'A'.repeat(43)}`],
  },
}

const done = (output = ''): WranglerResult => ({ code: 0, output })
export const failing = (output: string, code = 1): WranglerResult => ({ code, output })

/** Answers of wrangler in an account where nothing is deployed yet, by the first words of the command. */
export const WRANGLER: Readonly<Record<string, WranglerResult>> = {
  'whoami --json': done('{"loggedIn":true,"accounts":[{"id":"acc-1","name":"Fresco"}]}'),
  'deployments list': failing('This Worker does not exist on your account. [code: 10007]'),
  deploy: done(
    'Deployed orderbridge triggers (1.2 sec)\n  https://orderbridge.fresco.workers.dev\n  schedule: */5 * * * *',
  ),
  'secret list': done('[]'),
  'secret bulk': done('Finished processing secrets file'),
}

export interface Wish {
  readonly gateway?: Gateway
  readonly answers?: readonly string[]
  readonly state?: Partial<GuideState>
  readonly toml?: string
  readonly vars?: Readonly<Record<string, string>>
  /** Answers in place of `WRANGLER`; of a list each is given once, the last again and again. */
  readonly wrangler?: Readonly<Record<string, WranglerResult | readonly WranglerResult[]>>
  /** The configuration after the operator changed the file. */
  readonly changed?: Gateway
  readonly fetch?: (url: string, init: RequestInit | undefined) => Response | null
}

/** A guide whose terminal, wrangler and network are stubs. `session` is what a person would see. */
export function guided(wish: Wish = {}) {
  const session: string[] = []
  const calls: string[] = []
  const files = new Map<string, string>()
  const written: string[] = []
  const answers = [...(wish.answers ?? [])]
  const scripted = new Map(
    Object.entries({ ...WRANGLER, ...wish.wrangler }).map(([words, answer]) => [words, [answer].flat()]),
  )
  let toml = wish.toml ?? TOML
  let waited = 0
  const answer = (question: string, shown: (text: string) => string): string | null => {
    const given = answers.shift()
    session.push(given === undefined ? question : `${question} ${shown(given)}`.trimEnd())
    return given ?? null
  }
  const guide: Guide = {
    gateway: wish.gateway ?? gatewayOf(),
    state: structuredClone({ done: [], confirmed: {}, ...wish.state }),
    secrets: new Map(),
    ports: {
      say: (line) => void session.push(line),
      ask: async (question) => answer(question, (text) => text),
      askSecret: async (question) => answer(question, (text) => '*'.repeat(text.length)),
      async wrangler(words, how) {
        calls.push(words.join(' '))
        const [, left] = [...scripted].find(([start]) => words.join(' ').startsWith(start)) ?? []
        const result = (left && left.length > 1 ? left.shift() : left?.[0]) ?? failing(`Unknown command ${words[0]}`)
        if (words[1] === 'bulk') written.push(files.get(words[2] ?? '') ?? 'no file')
        if (how === 'shown') session.push(...result.output.split('\n').map((line) => `| ${line}`))
        return result
      },
      async fetch(url, init) {
        const response = (wish.fetch ?? answers200)(String(url), init)
        if (!response) throw new TypeError('fetch failed')
        return response
      },
      wait: async (ms) => {
        waited += ms
      },
      today: () => '2026-11-30',
      newSecret: () => 'f00d'.repeat(12),
      vars: new Map(Object.entries(wish.vars ?? {})),
      readToml: () => toml,
      writeToml: (text) => {
        toml = text
      },
      readGateway: async () => wish.changed ?? null,
      writePrivate: (text) => {
        files.set('/private/secrets.json', text)
        return '/private/secrets.json'
      },
      remove: (file) => void files.delete(file),
    },
  }
  return { guide, session, calls, files, written, left: answers, toml: () => toml, waited: () => waited }
}

/** A gateway that runs, knows `SECRET`, and has one order. */
export function answers200(url: string, init: RequestInit | undefined): Response {
  if (url.endsWith('/healthz')) return Response.json({ ok: true, version: '0.1.0' })
  if (url.includes('/webhooks/')) {
    const wanted = createHmac('sha256', SECRET).update(PING_BODY).digest('hex')
    const isRight = new Headers(init?.headers).get('x-apic-webhook-signature') === wanted
    return isRight ? Response.json({ status: 'ping' }) : new Response('{}', { status: 403 })
  }
  return Response.json({ orders: [{ orderNumber: 'PO-SANDBOX-1' }], cursor: null })
}

export const ADDRESS = 'https://orders.fresco.example'
export const at = (wish: Wish): Wish => ({
  ...wish,
  state: { address: ADDRESS, domain: 'orders.fresco.example', ...wish.state },
})

export const signedOut = failing('{"loggedIn":false}')
export const only =
  (part: string, answer: (url: string) => Response | null): NonNullable<Wish['fetch']> =>
  (url, init) =>
    url.includes(part) ? answer(url) : answers200(url, init)
export const status = (code: number): Response => new Response('{}', { status: code })
export const pinging = { answers: [SECRET] }
