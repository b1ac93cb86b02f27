import { describe, expect, it } from 'vitest'
import { isDone, runGuide, STEPS } from '../../../src/cli/deploy/guide/guide.ts'
import { gatewayOf, guided, SECRET, SFTP, type Wish } from './guided.ts'

const golden = (name: string): string => `../../golden/deploy/${name}.txt`
const run = async (wish: Wish) => {
  const stage = guided(wish)
  let saves = 0
  const code = await runGuide(stage.guide, () => void saves++)
  return { ...stage, code, saves, text: `${stage.session.join('\n')}\n` }
}
const DOMAIN = 'https://orders.fresco.example'
const CHANGED = gatewayOf(
  { routes: [SFTP], api: { clientId: 'ID', clientSecret: 'CS', since: '2026-11-01' } },
  { publicUrl: DOMAIN, alerts: { mail: { from: 'gateway@fresco.example', to: ['it@fresco.example'] } } },
)

describe('the guide of the first deploy', () => {
  it('leads from the account to the list for going live, on a domain and the Paid plan', async () => {
    const { code, text, calls, written, files, guide, toml, left } = await run({
      gateway: gatewayOf(
        { routes: [SFTP], api: { clientId: 'ID', clientSecret: 'CS', since: '2026-11-01' } },
        { alerts: { mail: { from: 'gateway@fresco.example', to: ['it@fresco.example'] } } },
      ),
      changed: CHANGED,
      answers: [
        ...['2', '1', '1', 'orders.fresco.example', '', 'y'],
        ...['2', '1', SECRET, '1', 'client', '1', 'client-secret', '1', 'sftp-password'],
        ...['y', 'y', 'n'],
      ],
    })
    await expect(text).toMatchFileSnapshot(golden('paid-domain'))
    expect({ code, left }).toEqual({ code: 0, left: [] })
    expect(calls).toEqual([
      'whoami --json',
      'deployments list --json',
      'deploy',
      'secret list',
      'secret bulk /private/secrets.json',
    ])
    expect(Object.keys(JSON.parse(written[0] ?? ''))).toEqual([
      ...['CONSOLE_TOKEN', 'FRESCO_WEBHOOK_SECRET', 'ID', 'CS', 'SFTP_PASSWORD'],
    ])
    expect(files.size).toBe(0)
    expect(toml()).toMatch(
      /routes = \[\{ pattern = "orders\.fresco\.example", custom_domain = true \}\]\nworkers_dev = false\n\n\[\[kv/,
    )
    expect(toml()).toContain('[vars]\nJURISDICTION = "eu"')
    expect(isDone(guide.state)).toBe(true)
    expect(JSON.stringify(guide.state)).not.toContain(SECRET)
  })

  it('leads to a name below workers.dev on the Free plan, and deploys again with that address', async () => {
    const { code, text, calls } = await run({
      changed: gatewayOf({}, { publicUrl: 'https://orderbridge.fresco.workers.dev' }),
      answers: ['1', '2', '2', '', '3', '1', 'short', SECRET, '2', 'n', 'n', 'n'],
    })
    await expect(text).toMatchFileSnapshot(golden('free-workers-dev'))
    expect(code).toBe(0)
    expect(calls.filter((words) => words === 'deploy')).toHaveLength(2)
  })

  it('goes on where it stopped, and asks nothing twice', async () => {
    const first = await run({ answers: ['1', '2'] })
    expect(first.code).toBe(1)
    expect(first.text).toContain('The input ended before the guide was done.')
    expect(first.guide.state.done).toEqual(['account', 'plan', 'region'])
    const second = await run({
      state: first.guide.state,
      changed: gatewayOf({}, { publicUrl: 'https://orderbridge.fresco.workers.dev' }),
      answers: ['2', '', '1', 'typed-console-token', '1', SECRET, '2', 'y', 'y', 'y'],
    })
    await expect(second.text).toMatchFileSnapshot(golden('goes-on'))
    expect(second.code).toBe(0)
    expect(isDone(second.guide.state)).toBe(true)
  })

  it('stores the state after every step, so that Ctrl-C loses none', async () => {
    const { saves } = await run({
      gateway: gatewayOf({}, { publicUrl: 'https://orderbridge.fresco.workers.dev' }),
      answers: ['1', '2', '2', '2', '1', SECRET, '2'],
    })
    expect(saves).toBe(STEPS.length + 1)
  })
})
