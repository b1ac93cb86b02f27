import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { config } from '../../../src/cli/config.ts'
import { createDeploy } from '../../../src/cli/deploy.ts'
import { examplesIn } from '../../fakes/help-examples.ts'

/** Open deliveries of the running gateway, by supplier and by route. */
const UNDER_WAY: Record<string, Record<string, number>> = { fresco: { erp: 3, desk: 0 }, mare: { desk: 1 } }

let folder = ''
let said: string[] = []
let deployed: unknown[] = []
let server: Server
let url = ''
let answer = (pathname: string, response: ServerResponse): void => void [pathname, response]

beforeEach(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'orderbridge-deploy-'))
  said = []
  deployed = []
  for (const stream of ['log', 'error'] as const)
    vi.spyOn(console, stream).mockImplementation((line: unknown) => void said.push(String(line)))
  vi.stubEnv('CONSOLE_TOKEN', 'a-console-token-of-this-test')
  vi.stubEnv('WRANGLER_COMMAND', 'deploy')
  answer = (pathname, response) => {
    const supplier = pathname.split('/')[3]
    const routes = Object.entries(UNDER_WAY[supplier ?? ''] ?? {}).map(([route, unsettled]) => ({ route, unsettled }))
    response
      .writeHead(200, { 'content-type': 'application/json' })
      .end(JSON.stringify(supplier === undefined ? { suppliers: Object.keys(UNDER_WAY) } : { routes }))
  }
  server = createServer((request, response) => answer(request.url ?? '', response))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})
afterEach(() => {
  server.close()
  rmSync(folder, { recursive: true, force: true })
  vi.restoreAllMocks()
  vi.unstubAllEnvs()
})

const deploy = createDeploy(async (words, env) => {
  deployed.push([words, env])
  return 0
})

/** Writes a configuration with these suppliers and routes. */
function configured(routes: Record<string, string[]>, publicUrl: string | undefined = url): string {
  const file = path.join(folder, 'gateway.json')
  const suppliers = Object.entries(routes).map(([name, names]) => [
    name,
    {
      ...{ name, timeZone: 'UTC', webhook: { secrets: ['S'] } },
      routes: names.map((route) => ({
        ...{ name: route, document: { format: 'json' }, transport: { kind: 'mailbox', token: 'T' } },
        ...(route === 'old' ? { when: { customers: [] } } : {}),
      })),
    },
  ])
  writeFileSync(file, JSON.stringify({ ...(publicUrl ? { publicUrl } : {}), suppliers: Object.fromEntries(suppliers) }))
  return file
}

const KEPT = { fresco: ['erp'], mare: ['desk'] }

describe('orderbridge deploy', () => {
  it('deploys when every route with something under way is still there', async () => {
    const file = configured(KEPT)
    expect(await deploy.run(['--config', file, '--', '--env', 'acceptance'])).toBe(0)
    expect(deployed).toEqual([
      [['deploy', '--env', 'acceptance'], { ORDERBRIDGE_CONFIG: file, ORDERBRIDGE_LEAVE_BEHIND: '1' }],
    ])
    expect(said).toEqual([])
  })

  it('refuses to leave deliveries without their route, and names each with its count and what to do', async () => {
    expect(await deploy.run(['--config', configured({ fresco: ['files'] })])).toBe(1)
    expect(deployed).toEqual([])
    expect(said[0]?.split('\n').slice(0, 4)).toEqual([
      'This deploy would leave deliveries without their route:',
      "  fresco, route 'erp': 3 deliveries not settled, which would be held.",
      "  mare, route 'desk': 1 delivery not settled, which nothing would send: the supplier is gone.",
      'Nothing was deployed.',
    ])
    expect(said[0]).toContain('--leave-behind')
  })

  it('leaves them behind with --leave-behind, and says which', async () => {
    expect(await deploy.run(['--leave-behind', '--config', configured({ fresco: ['files'] })])).toBe(0)
    expect(deployed).toHaveLength(1)
    expect(said[0]).toContain('Left without their route:\n  fresco')
  })

  it('leaves nothing behind with --first where a gateway answers', async () => {
    expect(await deploy.run(['--first', '--config', configured({ fresco: ['files'] })])).toBe(1)
    expect(deployed).toEqual([])
    expect(said[0]).toContain("fresco, route 'erp': 3 deliveries not settled")
  })

  it('takes the earlier names --orphan and ORDERBRIDGE_ORPHAN with a warning', async () => {
    const file = configured({ fresco: ['files'] })
    expect(await deploy.run(['--orphan', '--config', file])).toBe(0)
    expect(said[0]).toBe('Warning: --orphan has two names now: --first for the first deploy, else --leave-behind.')
    said = []
    vi.stubEnv('ORDERBRIDGE_ORPHAN', '1')
    expect(await config.run(['--build', '--config', file, '--out', path.join(folder, 'built.json')])).toBe(0)
    expect(said[0]).toBe('Warning: ORDERBRIDGE_ORPHAN is called ORDERBRIDGE_LEAVE_BEHIND now.')
  })

  it('drains a route that no new order takes: what it advises is a configuration that is in order', async () => {
    UNDER_WAY.fresco = { old: 2 }
    expect(await deploy.run(['--config', configured({ fresco: ['erp', 'old'], mare: ['desk'] })])).toBe(0)
    UNDER_WAY.fresco = { erp: 3, desk: 0 }
  })

  it.each([
    ['nobody answers', () => server.close(), 'Nothing answers at'],
    ['it hangs up', () => hangUp(), 'Nothing answers at'],
    ['the token is refused', () => respond(401, '{}'), 'The gateway refuses this CONSOLE_TOKEN (401).'],
    ['nothing is deployed there yet', () => respond(404, '<html>'), 'The gateway answers 404.'],
    ['something else answers', () => respond(200, '{}'), 'is no gateway of this kind.'],
    ['there is no token', () => withoutToken(), 'The environment variable CONSOLE_TOKEN does as well.'],
  ])('insists on asking; --first and --leave-behind go on unasked: %s', async (_, happen, reason) => {
    happen()
    const words = ['--config', configured(KEPT), '--vars', path.join(folder, 'none')]
    expect(await deploy.run(words)).toBe(1)
    expect(deployed).toEqual([])
    expect(said[0]).toContain(`could not be asked what is under way: `)
    expect(said[0]).toContain(reason)
    expect(said[0]).toContain('Nothing was deployed.')
    expect(await deploy.run([...words, '--first'])).toBe(0)
    expect(await deploy.run([...words, '--leave-behind'])).toBe(0)
  })

  it('asks where --url says, or says that it knows no address', async () => {
    expect(await deploy.run(['--config', configured(KEPT, 'https://gateway.invalid'), '--url', url])).toBe(0)
    expect(await deploy.run(['--config', configured(KEPT, '')])).toBe(1)
    expect(said[0]).toContain('no publicUrl')
  })

  it('hands over to the guide where no gateway answers, and a person is at the terminal', async () => {
    const asked: unknown[] = []
    let progress: 'none' | 'some' | 'all' = 'none'
    const guided = createDeploy(async () => 0, undefined, {
      progress: () => progress,
      start: async ({ wish, file }) => asked.push([wish, path.basename(file)]) && 0,
    })
    const words = ['--config', configured(KEPT, '')]
    expect(await guided.run(words)).toBe(0)
    expect(await guided.run([...words, '--guide'])).toBe(0)
    expect(await guided.run([...words, '--go-live'])).toBe(0)
    expect(asked).toEqual([
      ['go on', 'gateway.json'],
      ['again', 'gateway.json'],
      ['go-live', 'gateway.json'],
    ])
    // After the first deploy a gateway that does not answer is a fault.
    progress = 'all'
    expect(await guided.run(words)).toBe(1)
    expect(await guided.run([...words, '--first'])).toBe(0)
    expect(asked).toHaveLength(3)
  })

  it('goes on with a guide that stopped after its deploy, where the gateway answers already', async () => {
    const wishes: string[] = []
    const later: unknown[] = []
    let progress: 'none' | 'some' | 'all' = 'some'
    const guided = createDeploy(async (words) => later.push(words) && 0, undefined, {
      progress: () => progress,
      start: async ({ wish }) => wishes.push(wish) && 0,
    })
    expect(await guided.run(['--config', configured(KEPT)])).toBe(0)
    expect([wishes, later]).toEqual([['go on'], []])
    // Orders are not left behind, whatever the guide would do.
    expect(await guided.run(['--config', configured({ fresco: ['files'] })])).toBe(1)
    expect(await guided.run(['--config', configured(KEPT), '--', '--env', 'acceptance'])).toBe(0)
    progress = 'all'
    expect(await guided.run(['--config', configured(KEPT)])).toBe(0)
    expect([wishes, later]).toEqual([['go on'], [['deploy', '--env', 'acceptance'], ['deploy']]])
  })

  it('asks no question in a script', async () => {
    expect(await deploy.run(['--guide', '--config', configured(KEPT)])).toBe(1)
    expect(said[0]).toBe('The guide asks questions, and nobody is at a terminal here. In a script give --first.')
    expect(await deploy.run(['--go-live', '--config', configured(KEPT)])).toBe(1)
    expect(said[1]).toBe('The list asks questions, and nobody is at a terminal here. Run the command in a terminal.')
  })

  it('deploys no configuration with a mistake', async () => {
    expect(await deploy.run(['--leave-behind', '--config', configured({ fresco: [] })])).toBe(1)
    expect(deployed).toEqual([])
    expect(said.at(-1)).toContain('nothing was deployed.')
  })
})

describe('each example of deploy --help', () => {
  const started: string[] = []
  const guided = createDeploy(async (words, env) => deployed.push([words, env]) && 0, undefined, {
    progress: () => 'none',
    start: async ({ wish }) => started.push(wish) && 0,
  })

  // test/cli/rename.test.ts runs the example that moves orders.
  const here = examplesIn(guided.help).filter((words) => !words.includes('--rename'))
  it.each(here.map((words) => ({ words })))('runs: $words', async ({ words }) => {
    started.length = 0
    const [own, passedOn] = words.includes('--') ? [[], words] : [words, []]
    const file = configured(KEPT)
    expect(await guided.run([...own, '--config', file, ...passedOn]), said.join('\n')).toBe(0)
    expect(started.length + deployed.length).toBe(1)
  })
})

describe('a deploy that changes the format of a route', () => {
  const waiting = (written: number, unwritten: number, format = 'csv') =>
    respondByPath((supplier) =>
      supplier === undefined
        ? { suppliers: ['fresco'], outboxes: [] }
        : { routes: [{ route: 'erp', unsettled: 9, format, unsent: { written, unwritten } }] },
    )

  it('names the orders that wait on the route, and says what happens to them', async () => {
    waiting(1, 2)
    expect(await deploy.run(['--config', configured({ fresco: ['erp'] })])).toBe(0)
    expect(said).toEqual([
      "Warning: fresco, route 'erp': 3 deliveries wait while the format changes from 'csv' to 'json': 1 with a stored document will be sent as written, in 'csv'; 2 without one will be written in 'json'.",
    ])
    expect(deployed).toHaveLength(1)
  })

  it('is silent where nothing waits, or the format stays', async () => {
    waiting(0, 0)
    expect(await deploy.run(['--config', configured({ fresco: ['erp'] })])).toBe(0)
    waiting(3, 3, 'json')
    expect(await deploy.run(['--config', configured({ fresco: ['erp'] })])).toBe(0)
    expect(said).toEqual([])
  })

  it('warns in the [build] command too', async () => {
    waiting(0, 1)
    const words = ['--build', '--config', configured({ fresco: ['erp'] }), '--out', path.join(folder, 'built.json')]
    expect(await config.run(words)).toBe(0)
    expect(said.join('\n')).toContain("1 delivery waits while the format changes from 'csv' to 'json'")
  })
})

describe('plain `wrangler deploy`, whose [build] command this is', () => {
  const build = (file: string) =>
    config.run(['--build', '--config', file, '--out', path.join(folder, 'compiled', 'gateway.json')])

  it('refuses as well, when the gateway says that deliveries would be left behind', async () => {
    expect(await build(configured({ fresco: ['files'] }))).toBe(1)
    expect(said.join('\n')).toContain("fresco, route 'erp': 3 deliveries")
    vi.stubEnv('ORDERBRIDGE_LEAVE_BEHIND', '1')
    expect(await build(configured({ fresco: ['files'] }))).toBe(0)
    expect(await build(configured(KEPT))).toBe(0)
  })

  it('refuses what may be a rename of a supplier with orders', async () => {
    expect(await build(configured({ fresco: ['erp'], vega: ['desk'] }))).toBe(1)
    expect(said.join('\n')).toContain('npx orderbridge deploy --rename mare=vega')
  })

  it('goes on with a warning where the gateway cannot be asked: it may not be there yet, or be what this mends', async () => {
    server.close()
    expect(await build(configured({ fresco: ['files'] }))).toBe(0)
    expect(said).toEqual([expect.stringContaining('Warning: it was not checked')])
  })

  it('asks nobody when nothing is deployed', async () => {
    vi.stubEnv('WRANGLER_COMMAND', 'dev')
    let isAsked = false
    answer = (_, response) => {
      isAsked = true
      response.destroy()
    }
    expect(await build(configured({ fresco: ['files'] }))).toBe(0)
    expect(isAsked).toBe(false)
    // The only warnings of wrangler dev are about secrets.
    expect(said.filter((line) => !/vars file|is missing|is blank|is shorter/.test(line))).toEqual([])
  })
})

const respond = (status: number, body: string): void => {
  answer = (_, response) => void response.writeHead(status).end(body)
}
const respondByPath = (bodyOf: (supplier: string | undefined) => object): void => {
  answer = (pathname, response) => void response.writeHead(200).end(JSON.stringify(bodyOf(pathname.split('/')[3])))
}
const hangUp = (): void => {
  answer = (_, response) => void response.destroy()
}
const withoutToken = (): void => void vi.stubEnv('CONSOLE_TOKEN', '')
