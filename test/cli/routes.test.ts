import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { routes } from '../../src/cli/routes.ts'
import { pause } from '../../src/outbox/route/pause.ts'
import { examplesIn } from '../fakes/help-examples.ts'
import { httpRoute, supplierWith, WMS } from '../fakes/orders.ts'
import { testOutbox } from '../fakes/outbox.ts'
import { printedLines } from '../fakes/printed-lines.ts'
import { remoteOutbox, serveApp } from '../fakes/served-outbox.ts'

const fresco = testOutbox()
const vega = testOutbox({ supplier: supplierWith({ routes: [httpRoute('wms', WMS), httpRoute('desk', WMS)] }) })
const third = testOutbox({ supplier: supplierWith({ routes: [httpRoute('desk', WMS)] }) })
const boxes = { fresco, vega, third }
let gateway: Awaited<ReturnType<typeof serveApp>>
const { printed, complained } = printedLines()

beforeEach(async () => {
  vi.stubEnv('CONSOLE_TOKEN', 'a-console-token-of-this-test')
  gateway = await serveApp({
    gateway: {
      suppliers: Object.fromEntries(Object.entries(boxes).map(([name, box]) => [name, box.supplier])),
    } as never,
    clock: fresco.clock,
    outbox: (name) => remoteOutbox(boxes[name as keyof typeof boxes].outbox),
  })
})
afterEach(() => {
  gateway.close()
  vi.restoreAllMocks()
  vi.unstubAllEnvs()
})

const run = (...words: string[]): Promise<number> => routes.run([...words, '--url', gateway.url])
const stateOf = (route: string) => fresco.outbox.routes().find((view) => view.route === route)?.state

describe('each example of routes --help', () => {
  const examples = examplesIn(routes.help)
  it.each(examples)('runs: %s %s %s', async (...words) => {
    const code = await run(...words)
    expect(complained).toEqual([])
    expect([0, 3]).toContain(code)
    if (words[0] !== 'list') expect(stateOf('erp')).toBe(words[0] === 'pause' ? 'paused' : 'open')
  })

  it('is one for every action', () => {
    expect([...new Set(examples.map(([verb]) => verb))]).toEqual(['list', 'pause', 'resume', 'retry'])
  })
})

describe('routes', () => {
  it('are listed with 3 while one is paused, and with 0 while all send', async () => {
    await run('pause', 'erp', '--note', 'stocktaking')
    expect(await run('list')).toBe(3)
    expect(printed.at(-1)).toMatch(/\nfresco +erp +paused +json +0 +.*stocktaking/)
    await run('resume', 'erp')
    expect(await run('list', '--json')).toBe(0)
    const { routes: all } = JSON.parse(printed.at(-1) ?? '')
    expect(all.map(({ supplier, route }: Record<string, string>) => `${supplier} ${route}`)).toEqual([
      'fresco erp',
      'vega wms',
      'vega desk',
      'third desk',
    ])
  })

  it('are paused until a time on the supplier’s clock, and the answer quotes the note', async () => {
    await run('pause', 'erp', '--until', '22:00', '--note', 'vannacht', '--by', 'ann')
    expect(printed.at(-1)).toContain(
      'Route erp is paused by ann since 2026-11-24 10:00 Europe/Brussels: “vannacht”. The pause ends at 2026-11-24 22:00 Europe/Brussels, or when the route is resumed.',
    )
    await run('resume', 'erp')
    expect(printed.at(-1)).not.toContain('paused')
  })

  it.each([
    ['2026-11-24T09:59', 'The end of the pause is past. Give a later time in "until", such as "2026-11-25T06:00",'],
    ['soon', 'Say in "until" when the pause ends, as "22:00", "tomorrow 06:00" or "2026-11-25T06:00",'],
  ])('are refused an end such as %s with an example to come', async (until, message) => {
    expect(await run('pause', 'erp', '--until', until)).toBe(1)
    expect(complained[0]).toContain(`${message} on the clock of Europe/Brussels.`)
    expect(stateOf('erp')).toBe('open')
  })

  it('are retried by the command that the gateway names for a paused route', async () => {
    pause(fresco.sql, 'erp', null, 'The secret P is not set.', fresco.clock.now())
    expect(await run('retry', 'erp', '--supplier', 'fresco')).toBe(0)
    expect(stateOf('erp')).toBe('open')
  })

  it('are not chosen among two of one name', async () => {
    expect(await run('pause', 'desk')).toBe(1)
    expect(complained).toEqual(["Several suppliers have a route 'desk'. Give --supplier vega or --supplier third."])
    expect(await run('pause', 'desk', '--supplier', 'vega', '--quiet')).toBe(0)
    expect(printed).toEqual([])
    expect(third.outbox.routes().map(({ state }) => state)).toEqual(['open'])
  })

  it('are suggested for a slip, and for an unknown supplier the gateway says so', async () => {
    expect(await run('pause', 'wsm')).toBe(1)
    expect(complained[0]).toBe("There is no route 'wsm'. Did you mean 'wms'?")
    expect(await run('list', '--supplier', 'nobody')).toBe(1)
    expect(complained[1]).toBe('The gateway answers 404: There is no such supplier.')
  })

  it.each([
    [['puase', 'erp'], "Did you mean 'pause'?"],
    [['pause'], 'Give one route'],
    [['resume', 'erp', '--until', '2036-11-25T05:00'], '--until is for pause'],
    [['list', 'erp'], 'A list takes --supplier'],
  ])('refuse wrong use in one line: %s', async (words, message) => {
    await expect(run(...words)).rejects.toThrow(message)
  })
})
