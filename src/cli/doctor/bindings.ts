import type { MailboxSettings } from '../../transports/mailbox.ts'
import type { R2Settings } from '../../transports/r2.ts'
import type { TransportSettings } from '../../transports/transport.ts'
import type { Examine } from './examine.ts'
import { type Finding, failed, passed, unsure } from './finding.ts'

/** Names that wrangler.toml binds in tables of this kind. */
const bindingsIn = (wrangler: string, table: string): string[] =>
  wrangler
    .split(/^(?=[ \t]*\[)/m)
    .filter((section) => section.trimStart().startsWith(`[[${table}]]`))
    .flatMap((section) => /^\s*(?:binding|name)\s*=\s*"([^"]+)"/m.exec(section)?.[1] ?? [])

export const examineR2: Examine<R2Settings> = async function* ({ bucket }, { wrangler }) {
  yield bound(wrangler, 'r2_buckets', bucket)
  yield ELSEWHERE
}

export const examineEmail: Examine<TransportSettings> = async function* (_settings, { wrangler }) {
  yield bound(wrangler, 'send_email', 'EMAIL')
  yield ELSEWHERE
}

export const examineMailbox: Examine<MailboxSettings> = async function* () {
  yield passed('connect', 'Nobody is called: their system comes and collects.')
}

export const bound = (wrangler: string, table: string, name: string): Finding =>
  bindingsIn(wrangler, table).includes(name)
    ? passed('settings', `wrangler.toml binds ${name}.`)
    : failed('settings', `wrangler.toml binds no ${name} in [[${table}]].`, 'Add it there, and deploy.')

export const ELSEWHERE = unsure(
  'open',
  'Whether it works can be seen on Cloudflare only.',
  'Send an order through the deployed gateway in test, and look whether it arrives.',
)
