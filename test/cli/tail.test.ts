import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createTail } from '../../src/cli/tail.ts'
import { examplesIn } from '../fakes/help-examples.ts'
import { ERP } from '../fakes/orders.ts'
import { type ServedOutbox, serveOutbox } from '../fakes/served-outbox.ts'
import { status } from '../fakes/wire.ts'

let gateway: ServedOutbox
let printed: string[] = []
let complained: string[] = []
let waits: number[] = []

beforeEach(async () => {
  ;[printed, complained, waits] = [[], [], []]
  vi.spyOn(console, 'log').mockImplementation((line: unknown) => void printed.push(String(line)))
  // The gateway of this test logs its own faults as objects.
  vi.spyOn(console, 'error').mockImplementation(
    (line: unknown) => void (typeof line === 'string' && complained.push(line)),
  )
  vi.stubEnv('CONSOLE_TOKEN', 'a-console-token-of-this-test')
  gateway = await serveOutbox()
})
afterEach(() => {
  gateway.close()
  vi.restoreAllMocks()
  vi.unstubAllEnvs()
})

/** Runs `tail`: each wait lets one thing happen, and after the last one Ctrl-C is pressed. */
function watch(words: readonly string[], happens: readonly (() => unknown)[], url = gateway.url): Promise<number> {
  const stop = new AbortController()
  const left = [...happens]
  const tail = createTail({
    async wait(ms) {
      waits.push(ms)
      const next = left.shift()
      if (next) await next()
      else stop.abort()
    },
    stopSignal: () => stop.signal,
  })
  return tail.run([...words, '--url', url])
}

const deliver = async (): Promise<void> => {
  const { box } = gateway
  box.wire.answers(ERP, status(200))
  box.accept({ orderId: 'id-1', orderNumber: 'PO-1001' })
  await box.work()
}
const hold = (): void =>
  void gateway.box.accept({
    ...{ orderId: 'id-2', orderNumber: 'PO-1002' },
    starts: { erp: { state: 'held', reason: 'quantity' } },
  })
const release = () => gateway.box.outbox.release('id-2', { by: 'Jo', note: 'counted' })

describe('tail', () => {
  it('prints orders, attempts and actions as they happen, none from before, and ends at Ctrl-C with 0', async () => {
    await deliver()
    expect(await watch([], [() => {}, deliver, hold, release])).toBe(0)
    expect(printed.map((line) => line.replace(/^\d\d:\d\d:\d\d /, ''))).toEqual([
      ' fresco  PO-1001  duplicate',
      ' fresco  PO-1002  held (quantity)',
      ' fresco  PO-1002  release (by Jo: counted)',
    ])
    expect(complained).toEqual(["Watching 'fresco'. Ctrl-C ends it."])
  })

  it('prints one JSON object a line for programs', async () => {
    await watch(['--json'], [deliver])
    expect(printed.map((line) => JSON.parse(line))).toMatchObject([
      { supplier: 'fresco', event: 'order', order: 'PO-1001', route: null, state: 'accepted', detail: null },
      { supplier: 'fresco', event: 'attempt', order: 'PO-1001', route: 'erp', state: 'delivered', detail: null },
    ])
  })

  it.each([
    [['--route', 'erp'], ['delivered']],
    [['--route', 'desk'], []],
    [['--state', 'held'], ['held (quantity)']],
    [
      ['--state=held', '--state', 'delivered'],
      ['delivered', 'held (quantity)'],
    ],
    [['--event', 'action'], ['release (by Jo: counted)']],
    [['--supplier', 'fresco', '--event', 'attempt'], ['delivered']],
  ])('shows only what is asked for: %j', async (words, expected) => {
    await watch(words, [deliver, hold, release])
    expect(printed.map((line) => line.replace(/.* {2}(?:erp: )?/, ''))).toEqual(expected)
  })

  it('reads no row of an order: a look at an outbox at rest costs one row at most', async () => {
    await deliver()
    await watch(['--supplier', 'fresco'], [() => {}])
    expect(gateway.asked.filter((path) => path.includes('/live'))).toHaveLength(2)
    const { sql } = gateway.box
    const plan = sql.all<{ detail: string }>(
      'EXPLAIN QUERY PLAN SELECT e.seq FROM events e WHERE e.seq > 1 ORDER BY e.seq',
    )
    expect(plan[0]?.detail).toMatch(/SEARCH e USING INTEGER PRIMARY KEY/)
  })

  it('waits longer and longer for a gateway that does not answer, and says when it answers again', async () => {
    const { box } = gateway
    const broken = vi.spyOn(box.outbox, 'liveSteps')
    const fail = (): void => void broken.mockImplementation(() => Promise.reject(new Error('down')) as never)
    expect(await watch([], [fail, () => {}, () => {}, () => {}, () => {}, () => broken.mockRestore()])).toBe(0)
    expect(waits).toEqual([2_000, 4_000, 8_000, 16_000, 30_000, 30_000, 2_000])
    expect(complained.slice(1)).toEqual([
      'The gateway answers 503: Orderbridge failed. Try again in a minute. Asking again …',
      'The gateway answers again.',
    ])
  })

  it('says that lines may be missing where the gateway started again', async () => {
    await watch([], [() => {}, () => gateway.box.clock.advance(1_000), () => gateway.box.reopen(), deliver])
    expect(complained[1]).toContain('Some lines are missing.')
    expect(printed.at(-1)).toContain('delivered')
  })

  it('ends with 1 where the token is refused', async () => {
    vi.stubEnv('CONSOLE_TOKEN', 'another-token-of-this-test')
    expect(await watch([], [])).toBe(1)
    expect(complained).toEqual([
      'The gateway refuses this CONSOLE_TOKEN (401). Give the token of this gateway with --vars FILE.',
    ])
  })

  it('asks again with longer and longer waits where nothing answers at the start', async () => {
    expect(await watch([], [() => {}, () => {}], 'http://127.0.0.1:9')).toBe(0)
    expect(waits).toEqual([4_000, 8_000, 16_000])
    expect(complained).toEqual([
      'Nothing answers at http://127.0.0.1:9. Start the gateway first (npm start), or give --url. Asking again …',
    ])
  })

  it('watches from the moment at which a gateway that was down answers', async () => {
    const broken = vi.spyOn(gateway.box.outbox, 'liveSteps')
    broken.mockImplementation(() => Promise.reject(new Error('down')) as never)
    expect(await watch([], [() => {}, () => broken.mockRestore(), deliver])).toBe(0)
    expect(complained).toEqual([
      'The gateway answers 503: Orderbridge failed. Try again in a minute. Asking again …',
      "Watching 'fresco'. Ctrl-C ends it.",
    ])
    expect(printed).toHaveLength(2)
  })

  it.each([
    [['--event', 'alert'], "--event must be 'order', 'attempt' or 'action', not 'alert'."],
    [['--state'], '--state needs a word.'],
    [['--suplier', 'fresco'], "Did you mean '--supplier'?"],
  ])('says wrong use in one line: %j', async (words, message) => {
    const tail = createTail({ wait: async () => {}, stopSignal: () => AbortSignal.abort() })
    await expect(tail.run(words)).rejects.toThrow(message)
  })

  const { help } = createTail({ wait: async () => {}, stopSignal: () => AbortSignal.abort() })
  it.each(examplesIn(help).map((words) => ({ words })))('runs the example $words', async ({ words }) => {
    expect(await watch(words, [deliver, hold, release])).toBe(0)
    expect(printed).not.toEqual([])
  })
})
