import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { formats } from '../src/documents/every-format.ts'
import { transports } from '../src/transports/every-transport.ts'

/** A configuration that many suppliers have, and the limits of its size and start. */
export interface Typical {
  readonly name: string
  readonly routes: readonly (readonly [format: string, transport: string])[]
  /** CPU time beyond that of a bare Worker. */
  readonly limitMs: number
  /** CPU time divided by that of a bare Worker in the same run. */
  readonly limitRatio: number
  /** KiB of minified code, which each start compiles. */
  readonly limitKib: number
  /** The format that a mail attaches. */
  readonly attach?: string
}

export const TYPICAL: readonly [Typical, ...Typical[]] = [
  { name: 'JSON by HTTP', routes: [['json', 'http']], limitMs: 60, limitRatio: 4.6, limitKib: 849 },
  { name: 'EDIFACT by SFTP', routes: [['edifact-d96a', 'sftp']], limitMs: 80, limitRatio: 5.3, limitKib: 1149 },
  { name: 'a mail to the desk', routes: [['email', 'email']], limitMs: 80, limitRatio: 5.5, limitKib: 1154 },
  {
    name: 'UBL by HTTP, and a mail',
    routes: [
      ['ubl-order-2.1', 'http'],
      ['email', 'smtp'],
    ],
    limitMs: 100,
    limitRatio: 5.6,
    limitKib: 1214,
  },
  { name: 'EDIFACT by AS2', routes: [['edifact-d96a', 'as2']], limitMs: 100, limitRatio: 5.8, limitKib: 1286 },
]

/** Every format and every transport, in pairs that the configuration allows. */
export const EVERYTHING: Typical = {
  name: 'everything',
  routes: [
    ...Object.keys(formats).map((format) => [format, 'mailbox'] as const),
    ...Object.keys(transports).map((kind) => [kind === 'email' || kind === 'smtp' ? 'email' : 'json', kind] as const),
  ],
  limitMs: 140,
  limitRatio: 8,
  limitKib: 2211,
}

/** Writes the configuration into `file`, with the smallest settings of each format and transport. */
export function writeTypical({ name, routes, attach }: Typical, file: string): void {
  const bindings = { r2: { bucket: 'ORDERS' } }
  const typical = {
    name,
    timeZone: 'Europe/Brussels',
    webhook: { secrets: ['WEBHOOK_SECRET'] },
    routes: routes.map(([format, kind], nr) => ({
      name: `route-${nr}`,
      document: {
        format,
        ...formats[format]?.example,
        ...(attach && format === 'email' ? { attach: { format: attach } } : {}),
      },
      transport: { kind, ...transports[kind]?.example, ...(kind === 'r2' ? bindings.r2 : {}) },
    })),
  }
  writeFileSync(file, JSON.stringify({ publicUrl: 'https://gateway.example', suppliers: { typical } }))
}

export const fileFor = (folder: string, { name }: Typical): string =>
  path.join(folder, `${name.replaceAll(/[^A-Za-z0-9]+/g, '-')}.config.json`)
