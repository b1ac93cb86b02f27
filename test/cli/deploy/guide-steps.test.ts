import { describe, expect, it } from 'vitest'
import { account } from '../../../src/cli/deploy/guide/account.ts'
import { address } from '../../../src/cli/deploy/guide/address.ts'
import { goLive } from '../../../src/cli/deploy/guide/go-live.ts'
import { probe } from '../../../src/cli/deploy/guide/probe.ts'
import { region } from '../../../src/cli/deploy/guide/region.ts'
import { secrets } from '../../../src/cli/deploy/guide/secrets.ts'
import { ADDRESS, answers200, at, gatewayOf, guided, only, pinging, SFTP, signedOut, status } from './guided.ts'

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
