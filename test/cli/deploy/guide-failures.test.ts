import { describe, expect, it } from 'vitest'
import { account } from '../../../src/cli/deploy/guide/account.ts'
import { address } from '../../../src/cli/deploy/guide/address.ts'
import { goLive } from '../../../src/cli/deploy/guide/go-live.ts'
import { mail } from '../../../src/cli/deploy/guide/mail.ts'
import { parts } from '../../../src/cli/deploy/guide/parts.ts'
import { plan } from '../../../src/cli/deploy/guide/plan.ts'
import { probe } from '../../../src/cli/deploy/guide/probe.ts'
import { region } from '../../../src/cli/deploy/guide/region.ts'
import { secrets } from '../../../src/cli/deploy/guide/secrets.ts'
import type { Step } from '../../../src/cli/deploy/guide/step.ts'
import { worker } from '../../../src/cli/deploy/guide/worker.ts'
import { answers200, failing, gatewayOf, guided, SECRET, SFTP, type Wish, WRANGLER } from './guided.ts'

const ADDRESS = 'https://orders.fresco.example'
const at = (wish: Wish): Wish => ({
  ...wish,
  state: { address: ADDRESS, domain: 'orders.fresco.example', ...wish.state },
})
const mailing = gatewayOf({}, { alerts: { mail: { from: 'g@fresco.example', to: ['it@fresco.example'] } } })
const signedOut = failing('{"loggedIn":false}')
const only =
  (part: string, answer: (url: string) => Response | null): NonNullable<Wish['fetch']> =>
  (url, init) =>
    url.includes(part) ? answer(url) : answers200(url, init)
const status = (code: number): Response => new Response('{}', { status: code })
const pinging = { answers: [SECRET] }

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

describe('a step of the guide', () => {
  it('signs in, and asks which of several accounts', async () => {
    const accounts = '{"accounts":[{"id":"a","name":"Fresco"},{"id":"b","name":"Mare"}]}'
    const { guide, calls } = guided({
      wrangler: {
        'whoami --json': [signedOut, { code: 0, output: `wrangler 4\n${accounts}` }],
        login: { code: 0, output: '' },
      },
      answers: ['y', '3', '2'],
    })
    expect(await account.run(guide)).toBeNull()
    expect(guide.state.account).toBe('b')
    expect(calls).toEqual(['whoami --json', 'login', 'whoami --json'])
  })

  it('leaves the region alone where the Worker is deployed already, or where wrangler.toml has one', async () => {
    const deployed = guided({ wrangler: { 'deployments list': { code: 0, output: '[{}]' } } })
    expect(await region.run(deployed.guide)).toBeNull()
    expect(deployed.toml()).not.toContain('JURISDICTION')
    const written = guided({ toml: '[vars]\nJURISDICTION = "eu"\n' })
    expect(await region.run(written.guide)).toBeNull()
    expect([written.guide.state.region, written.calls]).toEqual(['eu', []])
  })

  it('takes a host name however it is typed, and refuses what is none', async () => {
    const { guide, session } = guided({
      gateway: gatewayOf({}, { publicUrl: ADDRESS }),
      answers: ['1', 'https://orders', 'HTTPS://Orders.Fresco.Example/'],
    })
    expect(await address.run(guide)).toBeNull()
    expect(guide.state.address).toBe(ADDRESS)
    expect(session).toContain('  Give a host name only, such as orders.fresco.example.')
  })

  it('takes secrets of the vars file, leaves out what has no value yet, and sets none that is set', async () => {
    const { guide, written, session } = guided({
      gateway: gatewayOf({ routes: [SFTP] }),
      vars: { SFTP_PASSWORD: 'pässword "1"' },
      answers: ['2', '2'],
      wrangler: { 'secret list': { code: 0, output: '[{"name":"CONSOLE_TOKEN","type":"secret_text"}]' } },
    })
    expect(await secrets.run(guide)).toBeNull()
    expect(written).toEqual(['{"SFTP_PASSWORD":"pässword \\"1\\""}'])
    expect(session.join('\n')).toContain('Left out: FRESCO_WEBHOOK_SECRET')
    expect(session.join('\n')).not.toContain('pässword')
  })

  it('waits for a certificate and for a secret that is on its way', async () => {
    let health = 0
    let pings = 0
    const { guide, waited } = guided(
      at({
        ...pinging,
        fetch: (url, init) => {
          if (url.endsWith('/healthz') && ++health < 3) return null
          if (url.includes('/webhooks/') && ++pings < 3) return status(503)
          return answers200(url, init)
        },
      }),
    )
    expect(await probe.run(guide)).toBeNull()
    expect(waited()).toBe(20_000)
  })
})

describe('the list for going live', () => {
  it.each([
    ['no token', {}, undefined, 'CONSOLE_TOKEN is in neither the environment nor .dev.vars'],
    ['nothing answers', { CONSOLE_TOKEN: 'x' }, (): null => null, 'nothing answers at the address'],
    ['the token is wrong', { CONSOLE_TOKEN: 'x' }, () => status(401), 'the gateway refuses this CONSOLE_TOKEN'],
    ['the gateway fails', { CONSOLE_TOKEN: 'x' }, () => status(500), 'the gateway answers 500'],
    ['no order', { CONSOLE_TOKEN: 'x' }, () => Response.json({ orders: [], cursor: null }), 'was seen: none yet'],
  ] as const)('says why the order of the sandbox is open: %s', async (_, vars, answer, words) => {
    const { guide, session } = guided(at({ vars, ...(answer ? { fetch: only('/api', answer) } : {}) }))
    expect(await goLive(guide)).toBe(6)
    expect(session.join('\n')).toContain(words)
  })

  it('keeps what a person confirmed, with the day, and ends with nothing open', async () => {
    const { guide, session } = guided(
      at({
        gateway: gatewayOf(
          { api: { clientId: 'ID', clientSecret: 'CS', since: '2026-11-01' } },
          { alerts: { mail: { from: 'g@fresco.example', to: ['it@fresco.example'] } } },
        ),
        vars: { CONSOLE_TOKEN: 'x' },
        state: { confirmed: { 'apicbase-mail-off': '2026-11-29' } },
        answers: ['y', 'y'],
      }),
    )
    expect(await goLive(guide)).toBe(0)
    expect(session.join('\n')).toContain("✓ Apicbase's own order mail is switched off (2026-11-29)")
    expect(session.at(-1)).toBe('  Nothing is open.')
  })
})
