import { describe, expect, it, vi } from 'vitest'
import { config } from '../../../src/cli/config.ts'
import { KEPT, runningGateway } from './running-gateway.ts'

const gateway = runningGateway()
const { said, deployed, deploy, at, configured } = gateway

describe('a deploy that changes the format of a route', () => {
  const waiting = (written: number, unwritten: number, format = 'csv') =>
    gateway.respondByPath((supplier) =>
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
    const words = ['--build', '--config', configured({ fresco: ['erp'] }), '--out', at('built.json')]
    expect(await config.run(words)).toBe(0)
    expect(said.join('\n')).toContain("1 delivery waits while the format changes from 'csv' to 'json'")
  })
})

describe('plain `wrangler deploy`, whose [build] command this is', () => {
  const build = (file: string) => config.run(['--build', '--config', file, '--out', at('compiled/gateway.json')])

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
    gateway.close()
    expect(await build(configured({ fresco: ['files'] }))).toBe(0)
    expect(said).toEqual([expect.stringContaining('Warning: it was not checked')])
  })

  it('asks nobody when nothing is deployed', async () => {
    vi.stubEnv('WRANGLER_COMMAND', 'dev')
    let isAsked = false
    gateway.answers((_, response) => {
      isAsked = true
      response.destroy()
    })
    expect(await build(configured({ fresco: ['files'] }))).toBe(0)
    expect(isAsked).toBe(false)
    // The only warnings of wrangler dev are about secrets.
    expect(said.filter((line) => !/vars file|is missing|is blank|is shorter/.test(line))).toEqual([])
  })
})
