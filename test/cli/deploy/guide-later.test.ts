import { describe, expect, it } from 'vitest'
import { runGuide } from '../../../src/cli/deploy/guide/guide.ts'
import { failing, gatewayOf, guided, SECRET, SFTP, type Wish } from './guided.ts'

const golden = (name: string): string => `../../golden/deploy/${name}.txt`
const run = async (wish: Wish) => {
  const stage = guided(wish)
  const code = await runGuide(stage.guide, () => {})
  return { ...stage, code, text: `${stage.session.join('\n')}\n` }
}

const DOMAIN = 'https://orders.fresco.example'
const WORKERS_DEV = 'https://orderbridge.fresco.workers.dev'
const ON_DOMAIN = gatewayOf({}, { publicUrl: DOMAIN })
const TWO_ACCOUNTS = {
  'whoami --json': { code: 0, output: '{"accounts":[{"id":"a","name":"Fresco"},{"id":"b","name":"Mare"}]}' },
}
const ALL_SET = {
  'secret list': {
    code: 0,
    output: '[{"name":"CONSOLE_TOKEN"},{"name":"FRESCO_WEBHOOK_SECRET"},{"name":"FRESCO_MAILBOX_TOKEN"}]',
  },
}
const UNTIL_WORKER = ['account', 'plan', 'region', 'address', 'parts', 'mail', 'worker']
const NO = ['n', 'n', 'n']
const SEVERAL_LINES = `name = "orderbridge"
routes = [
  { pattern = "old.fresco.example", custom_domain = true },
  { pattern = "fresco.example/orders/*", zone_name = "fresco.example" },
]
workers_dev = false

[[kv_namespaces]]
binding = "SEEN"

[triggers]
crons = ["*/5 * * * *"]
`

describe('the guide, after an earlier run or a change', () => {
  it('writes the account of several into wrangler.toml, where every later deploy finds it', async () => {
    const first = await run({ wrangler: TWO_ACCOUNTS, answers: ['2', '1'] })
    await expect(first.text).toMatchFileSnapshot(golden('two-accounts'))
    expect(first.toml()).toMatch(/^account_id = "b"$/m)
    const second = await run({ wrangler: TWO_ACCOUNTS, toml: first.toml(), answers: ['1'] })
    expect(second.guide.state.account).toBe('b')
    expect(second.text).toContain('goes into the account Mare')
    expect(second.toml()).toBe(first.toml())
  })

  it('stops where wrangler.toml names an account that the sign-in does not reach', async () => {
    const { code, text, calls } = await run({ toml: 'account_id = "elsewhere"\n' })
    await expect(text).toMatchFileSnapshot(golden('another-account'))
    expect([code, calls]).toEqual([1, ['whoami --json']])
  })

  it('goes back from a host name to workers.dev: no route is left in wrangler.toml', async () => {
    const { text, toml, guide, left } = await run({
      gateway: ON_DOMAIN,
      changed: gatewayOf({}, { publicUrl: WORKERS_DEV }),
      toml: SEVERAL_LINES,
      state: { address: DOMAIN, domain: 'orders.fresco.example' },
      wrangler: ALL_SET,
      answers: ['1', '2', '2', '', SECRET, ...NO],
    })
    await expect(text).toMatchFileSnapshot(golden('back-to-workers-dev'))
    expect(toml()).not.toMatch(/routes|pattern|workers_dev/)
    expect([guide.state.address, left]).toEqual([WORKERS_DEV, []])
  })

  it('replaces routes over several lines by the host name', async () => {
    const { text, toml } = await run({
      gateway: ON_DOMAIN,
      toml: SEVERAL_LINES,
      wrangler: ALL_SET,
      answers: ['1', '2', '1', 'orders.fresco.example', SECRET, ...NO],
    })
    await expect(text).toMatchFileSnapshot(golden('routes-of-several-lines'))
    expect(toml()).toBe(`name = "orderbridge"
routes = [{ pattern = "orders.fresco.example", custom_domain = true }]
workers_dev = false

[[kv_namespaces]]
binding = "SEEN"

[triggers]
crons = ["*/5 * * * *"]
`)
  })

  it('deploys a changed configuration when it goes on, and asks for what is new only', async () => {
    const state = { done: UNTIL_WORKER, plan: 'free', region: 'none', domain: 'orders.fresco.example', address: DOMAIN }
    const failed = await run({
      ...{ gateway: ON_DOMAIN, state: { ...state, plan: 'free', region: 'none' }, wrangler: ALL_SET },
      fetch: () => null,
    })
    expect([failed.code, failed.guide.state.done.includes('probe')]).toEqual([1, false])
    const mail = { alerts: { mail: { from: 'gateway@fresco.example', to: ['it@fresco.example'] } } }
    const { text, calls, written, left, code } = await run({
      gateway: gatewayOf({ routes: [SFTP] }, { publicUrl: DOMAIN, ...mail }),
      state: failed.guide.state,
      wrangler: ALL_SET,
      answers: ['2', 'y', '1', 'sftp-password', SECRET, ...NO],
    })
    await expect(text).toMatchFileSnapshot(golden('changed-configuration'))
    expect(calls).toContain('deploy')
    expect(written).toEqual(['{"SFTP_PASSWORD":"sftp-password"}'])
    expect([code, left]).toEqual([0, []])
  })

  it('asks again for the secrets where their setting failed, and for those that were left out', async () => {
    const state = { done: UNTIL_WORKER, plan: 'free' as const, domain: 'orders.fresco.example', address: DOMAIN }
    const failed = await run({
      ...{ gateway: ON_DOMAIN, state, answers: ['2', '1', SECRET, '3'] },
      wrangler: { 'secret bulk': failing('fetch failed') },
    })
    await expect(failed.text).toMatchFileSnapshot(golden('secrets-failed'))
    const again = await run({
      ...{ gateway: ON_DOMAIN, state: failed.guide.state, answers: ['2', '1', SECRET, '3', ...NO] },
    })
    await expect(again.text).toMatchFileSnapshot(golden('secrets-again'))
    expect(Object.keys(JSON.parse(again.written[0] ?? ''))).toEqual(['CONSOLE_TOKEN', 'FRESCO_WEBHOOK_SECRET'])
  })
})
