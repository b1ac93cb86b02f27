import path from 'node:path'
import { describe, expect, it, vi } from 'vitest'
import { config } from '../../../src/cli/config.ts'
import { createDeploy } from '../../../src/cli/deploy.ts'
import { examplesIn } from '../../fakes/help-examples.ts'
import { KEPT, runningGateway } from './running-gateway.ts'

const gateway = runningGateway()
const { said, deployed, deploy, at, configured } = gateway

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
    said.length = 0
    vi.stubEnv('ORDERBRIDGE_ORPHAN', '1')
    expect(await config.run(['--build', '--config', file, '--out', at('built.json')])).toBe(0)
    expect(said[0]).toBe('Warning: ORDERBRIDGE_ORPHAN is called ORDERBRIDGE_LEAVE_BEHIND now.')
  })

  it('drains a route that no new order takes: what it advises is a configuration that is in order', async () => {
    gateway.hasOpen({ fresco: { old: 2 }, mare: { desk: 1 } })
    expect(await deploy.run(['--config', configured({ fresco: ['erp', 'old'], mare: ['desk'] })])).toBe(0)
  })

  it.each([
    ['nobody answers', () => gateway.close(), 'Nothing answers at'],
    ['it hangs up', () => gateway.answers((_, response) => void response.destroy()), 'Nothing answers at'],
    ['the token is refused', () => gateway.respond(401, '{}'), 'The gateway refuses this CONSOLE_TOKEN (401).'],
    ['nothing is deployed there yet', () => gateway.respond(404, '<html>'), 'The gateway answers 404.'],
    ['something else answers', () => gateway.respond(200, '{}'), 'is no gateway of this kind.'],
    [
      'there is no token',
      () => vi.stubEnv('CONSOLE_TOKEN', ''),
      'The environment variable CONSOLE_TOKEN does as well.',
    ],
  ])('insists on asking; --first and --leave-behind go on unasked: %s', async (_, happen, reason) => {
    happen()
    const words = ['--config', configured(KEPT), '--vars', at('none')]
    expect(await deploy.run(words)).toBe(1)
    expect(deployed).toEqual([])
    expect(said[0]).toContain(`could not be asked what is under way: `)
    expect(said[0]).toContain(reason)
    expect(said[0]).toContain('Nothing was deployed.')
    expect(await deploy.run([...words, '--first'])).toBe(0)
    expect(await deploy.run([...words, '--leave-behind'])).toBe(0)
  })

  it('asks where --url says, or says that it knows no address', async () => {
    expect(await deploy.run(['--config', configured(KEPT, 'https://gateway.invalid'), '--url', gateway.url()])).toBe(0)
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
