import { describe, expect, it } from 'vitest'
import { account } from '../../../src/cli/deploy/guide/account.ts'
import { address } from '../../../src/cli/deploy/guide/address.ts'
import { mail } from '../../../src/cli/deploy/guide/mail.ts'
import { parts } from '../../../src/cli/deploy/guide/parts.ts'
import { plan } from '../../../src/cli/deploy/guide/plan.ts'
import { probe } from '../../../src/cli/deploy/guide/probe.ts'
import { region } from '../../../src/cli/deploy/guide/region.ts'
import { secrets } from '../../../src/cli/deploy/guide/secrets.ts'
import type { Step } from '../../../src/cli/deploy/guide/step.ts'
import { worker } from '../../../src/cli/deploy/guide/worker.ts'
import {
  at,
  failing,
  gatewayOf,
  guided,
  only,
  pinging,
  SECRET,
  SFTP,
  signedOut,
  status,
  type Wish,
  WRANGLER,
} from './guided.ts'

const mailing = gatewayOf({}, { alerts: { mail: { from: 'g@fresco.example', to: ['it@fresco.example'] } } })

/** Each failure that a step can meet, and the words that the operator needs. */
const FAILURES: readonly (readonly [string, Step, Wish, RegExp])[] = [
  [
    'account: nobody is signed in, and nobody wants to',
    account,
    { wrangler: { 'whoami --json': signedOut }, answers: ['n'] },
    /Set CLOUDFLARE_API_TOKEN, or sign in/,
  ],
  [
    'account: the sign-in fails',
    account,
    { wrangler: { 'whoami --json': signedOut, login: failing('Timed out') }, answers: ['y'] },
    /The sign-in failed \(wrangler ended with 1\)/,
  ],
  [
    'account: still signed out after the sign-in',
    account,
    { wrangler: { 'whoami --json': signedOut, login: failing('', 0) }, answers: ['y'] },
    /who is signed in failed/,
  ],
  [
    'account: no network',
    account,
    { wrangler: { 'whoami --json': failing('getaddrinfo ENOTFOUND api.cloudflare.com') } },
    /Cloudflare could not be reached/,
  ],
  [
    'account: a token without accounts',
    account,
    { wrangler: { 'whoami --json': { code: 0, output: '{"accounts":[]}' } } },
    /reaches no account/,
  ],
  [
    'account: a token without rights',
    account,
    { wrangler: { 'whoami --json': failing('Authentication error [code: 10000]') } },
    /"Workers Scripts: Edit"/,
  ],
  [
    'plan: sockets on the Free plan',
    plan,
    { gateway: gatewayOf({ routes: [SFTP] }), answers: ['1', 'n'] },
    /Take the Paid plan/,
  ],
  [
    'region: a misspelt one in wrangler.toml',
    region,
    { toml: '[vars]\nJURISDICTION = "EU"\n' },
    /JURISDICTION is 'EU'.*Did you mean 'eu'/,
  ],
  [
    'parts: no KV binding',
    parts,
    { toml: '[triggers]\ncrons = ["*/5 * * * *"]\n' },
    /binds no SEEN in \[\[kv_namespaces\]\]/,
  ],
  ['parts: no cron', parts, { toml: '[[kv_namespaces]]\nbinding = "SEEN"\n' }, /no cron/],
  [
    'parts: a bucket without a binding',
    parts,
    { gateway: gatewayOf({ archive: { bucket: 'ARCHIVE' } }) },
    /binds no ARCHIVE in \[\[r2_buckets\]\]/,
  ],
  ['mail: no binding', mail, { gateway: mailing, toml: '' }, /binds no EMAIL/],
  ['mail: an address that is not verified', mail, { gateway: mailing, answers: ['n'] }, /Verify the addresses/],
  [
    'worker: no name below workers.dev',
    worker,
    { wrangler: { deploy: failing('You need to register a workers.dev subdomain [code: 10063]') } },
    /no workers\.dev name yet/,
  ],
  [
    'worker: no cron trigger left',
    worker,
    { wrangler: { deploy: failing('You have exceeded the limit of 5 cron triggers. [code: 10072]') } },
    /the Free plan has 5/,
  ],
  [
    'worker: a KV namespace of that name',
    worker,
    { wrangler: { deploy: failing('a namespace with this account ID and title already exists [code: 10014]') } },
    /kv namespace list/,
  ],
  [
    'worker: a missing bucket',
    worker,
    { wrangler: { deploy: failing("R2 bucket 'x' not found [code: 10085]") } },
    /r2 bucket create/,
  ],
  [
    'worker: a domain elsewhere',
    worker,
    at({ wrangler: { deploy: failing('Could not find zone for `orders.fresco.example`') } }),
    /Add the domain to Cloudflare first/,
  ],
  [
    'worker: a host name in use',
    worker,
    at({ wrangler: { deploy: failing('Hostname already has externally managed DNS records [code: 100117]') } }),
    /DNS record already/,
  ],
  [
    'worker: a slow start',
    worker,
    { wrangler: { deploy: failing('Script startup exceeded CPU time limit. [code: 10021]') } },
    /Try once more/,
  ],
  [
    'worker: too large',
    worker,
    { wrangler: { deploy: failing('Your Worker exceeded the size limit of 3 MiB [code: 10027]') } },
    /larger than the plan allows/,
  ],
  [
    'worker: a failure that nobody foresaw',
    worker,
    { wrangler: { deploy: failing('Something new [code: 99999]', 7) } },
    /wrangler ended with 7\)\. Read wrangler's lines above/,
  ],
  [
    'worker: an answer without an address',
    worker,
    { wrangler: { deploy: { code: 0, output: 'Uploaded' } } },
    /named no address/,
  ],
  [
    'worker: the second deploy fails',
    worker,
    {
      changed: gatewayOf({}, { publicUrl: 'https://orderbridge.fresco.workers.dev' }),
      answers: [''],
      wrangler: { deploy: [WRANGLER.deploy ?? failing(''), failing('fetch failed')] },
    },
    /The deploy failed/,
  ],
  [
    'secrets: the list is refused',
    secrets,
    { wrangler: { 'secret list': failing('Unauthorized to access requested resource [code: 9109]') } },
    /Cloudflare refuses this account/,
  ],
  [
    'secrets: the setting fails',
    secrets,
    { answers: ['3', '1', SECRET, '2'], wrangler: { 'secret bulk': failing('fetch failed') } },
    /The setting of the secrets failed/,
  ],
  ['probe: no address', probe, {}, /No address is known yet/],
  [
    'probe: nothing answers',
    probe,
    at({ fetch: only('/healthz', () => null) }),
    /is not the gateway yet: nothing answers/,
  ],
  ['probe: the certificate is not there', probe, at({ fetch: only('/healthz', () => status(525)) }), /it answers 525/],
  [
    'probe: another program',
    probe,
    at({ fetch: only('/healthz', () => new Response('<html>')) }),
    /another program answers there/,
  ],
  [
    'probe: another secret',
    probe,
    at({ answers: ['another-secret-than-there'] }),
    /FRESCO_WEBHOOK_SECRET has another value there/,
  ],
  [
    'probe: no secret',
    probe,
    at({ ...pinging, fetch: only('/webhooks', () => status(503)) }),
    /is not set there, or is shorter/,
  ],
  [
    'probe: Access before the webhook',
    probe,
    at({ ...pinging, fetch: only('/webhooks', () => status(302)) }),
    /Cloudflare Access must leave \/webhooks\/ open/,
  ],
  [
    'probe: the connection breaks',
    probe,
    at({ ...pinging, fetch: only('/webhooks', () => null) }),
    /answered the ping with nothing/,
  ],
]

describe('a failure in the guide is one sentence with what to do', () => {
  it.each(FAILURES)('%s', async (_, step, wish, words) => {
    const { guide, files } = guided(wish)
    expect((await step.run(guide))?.stop).toMatch(words)
    expect(files.size).toBe(0)
  })

  it.each([account, plan, region, address, mail, secrets, probe])('$name stops where the input ends', async (step) => {
    const { guide } = guided(at({ gateway: mailing, wrangler: { 'whoami --json': signedOut } }))
    expect((await step.run(guide))?.stop).toBe('The input ended before the guide was done.')
  })
})
