import path from 'node:path'
import { parseArgs } from 'node:util'

export interface Options {
  readonly url: string
  readonly supplier: string
  readonly route: string
  readonly folder: string
  readonly ackFolder: string | null
  readonly state: string
  /** Null: the token is in the environment. */
  readonly tokenFile: string | null
  readonly ackTokenFile: string | null
  readonly errorSuffixes: readonly string[]
  readonly everyMs: number
  readonly once: boolean
}

export const HELP = `orderbridge-courier --url URL --supplier NAME --route NAME --folder DIR [options]

Moves the orders that wait in a mailbox of Orderbridge into the folder that an ERP reads. Places each order exactly once,
and reports to the gateway when the ERP has consumed it. Runs until it is stopped.

  npx orderbridge courier --url https://orders.fresco.example --supplier fresco --route erp --folder /erp/in
  npx orderbridge courier --url http://localhost:8787 --supplier fresco --route erp --folder /erp/in --once

  --url URL              where the gateway is: https://… (http:// only for this machine)
  --supplier, --route    whose mailbox, as in the gateway's configuration
  --folder DIR           the ERP's folder; it must be there
  --ack-folder DIR       where the ERP leaves acknowledgements (passed on, with --ack-token-file) and error files
  --error-suffix LIST    the ends of error files' names, such as .err,.rej (default .err,.error): PO-1.edi.err or PO-1.err
  --token-file FILE      the mailbox's token, readable by this user only (default: $ORDERBRIDGE_MAILBOX_TOKEN)
  --ack-token-file FILE  the token for acknowledgements (default: $ORDERBRIDGE_ACKNOWLEDGEMENT_TOKEN)
  --state DIR            what it remembers, on the folder's volume (default: beside the folder, in
                         .orderbridge-courier/ under the folder's name)
  --every SECONDS        how often it looks (default 15)
  --once                 one look, then end
  --version, --help

Exit codes:
  0  ended by a signal; with --once: all is well
  1  another courier took over; with --once: a problem, which the log names
  2  wrong use, or a folder or token that cannot be used`

const KNOWN = {
  url: { type: 'string' },
  supplier: { type: 'string' },
  route: { type: 'string' },
  folder: { type: 'string' },
  'ack-folder': { type: 'string' },
  'error-suffix': { type: 'string' },
  'token-file': { type: 'string' },
  'ack-token-file': { type: 'string' },
  state: { type: 'string' },
  every: { type: 'string' },
  once: { type: 'boolean' },
} as const

const NAME = /^[a-z0-9][a-z0-9-]{0,62}$/

/** The path that a person means: a command of npm runs in the project's folder, and not in the caller's. */
export type ResolvePath = (path: string) => string

/** The options, or a sentence about the error in the options. */
export function readOptions(words: readonly string[], resolve: ResolvePath = path.resolve): Options | string {
  let options: ReturnType<typeof parse>
  try {
    options = parse(words)
  } catch (error) {
    return error instanceof Error ? `${error.message.split('. ')[0]}.` : String(error)
  }
  const { url = '', supplier = '', route = '', folder, every = '15' } = options
  const missing = (['url', 'supplier', 'route', 'folder'] as const).find((name) => !options[name])
  if (missing || folder === undefined) return `--${missing} is missing.`
  const wrongUrl = mistakeIn(url)
  if (wrongUrl) return wrongUrl
  for (const [name, value] of Object.entries({ supplier, route }))
    if (!NAME.test(value)) return `--${name} must be a name of the gateway's configuration, not '${value}'.`
  const seconds = Number(every)
  if (!(seconds >= 0.05 && seconds <= 3_600)) return `--every must be a number of seconds up to 3600, not '${every}'.`
  const errorSuffixes = (options['error-suffix'] ?? '.err,.error').split(',').map((suffix) => suffix.trim())
  if (errorSuffixes.some((suffix) => suffix.length < 2))
    return '--error-suffix must be ends of names, such as .err,.rej.'
  const whole = resolve(folder)
  const pathIn = (given: string | undefined): string | null => (given === undefined ? null : resolve(given))
  return {
    ...{ url: url.replace(/\/+$/, ''), supplier, route, folder: whole, errorSuffixes },
    ackFolder: pathIn(options['ack-folder']),
    state: pathIn(options.state) ?? path.join(path.dirname(whole), '.orderbridge-courier', path.basename(whole)),
    tokenFile: pathIn(options['token-file']),
    ackTokenFile: pathIn(options['ack-token-file']),
    everyMs: seconds * 1000,
    once: options.once ?? false,
  }
}

const parse = (words: readonly string[]) =>
  parseArgs({ args: [...words], options: KNOWN, strict: true, allowPositionals: false }).values

function mistakeIn(url: string): string | null {
  if (!URL.canParse(url)) return `--url must be a whole address, such as https://orders.fresco.example, not '${url}'.`
  const { protocol, hostname, username, search, hash } = new URL(url)
  if (username || search || hash) return '--url must be an address without a user, a query or a fragment.'
  const isHere = ['localhost', '127.0.0.1', '[::1]'].includes(hostname)
  if (protocol === 'https:' || (protocol === 'http:' && isHere)) return null
  return '--url must begin with https:// — the token and the orders would go in the clear.'
}
