import { createExecutionContext, runInDurableObject, waitOnExecutionContext } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { beforeAll, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest'
import gateway from '#gateway'
import { formats } from '../../src/documents/registry.ts'
import worker from '../../src/worker.ts'
import {
  type Answer,
  act,
  admin,
  answerOf,
  delivery,
  orderPath,
  pause,
  place,
  post,
  soon,
  view,
  webhookRequest,
} from './door.ts'
import { line, type Posted, posted } from './posted.ts'
import { setSecrets } from './secrets.ts'
import { openSink, type Sink } from './sink.ts'

/** What an order may take to be answered, whatever has failed. */
const ANSWER_MS = 5_000

let sink: Sink
beforeAll(setSecrets)
beforeEach(() => {
  sink = openSink()
})

type Ask = (...args: unknown[]) => Promise<unknown>

/** The environment with an object that behaves as it is told; `call` counts from 1 and counts `accept` only. */
function withObject(
  behave: (real: Ask, call: number, name: string, args: unknown[]) => Promise<unknown>,
  more: object = {},
) {
  let calls = 0
  const OUTBOX = {
    getByName: (supplier: string) => ({
      ask: (name: string, ...args: unknown[]) => {
        const stub = env.OUTBOX.getByName(supplier)
        const real: Ask = () => Reflect.apply(stub.ask, stub, [name, ...args])
        if (name === 'accept') calls++
        return behave(real, calls, name, args)
      },
    }),
  }
  return { env: { ...env, OUTBOX, ...more } as unknown as Env, calls: () => calls }
}

/** Posts, and waits for the answer only; what goes on behind it is `behind`. */
async function send(fake: Env, supplier: string, order: unknown) {
  const ctx = createExecutionContext()
  const begun = Date.now()
  const answer = await answerOf(await worker.fetch((await webhookRequest(supplier, order)) as never, fake, ctx))
  // What fails behind an answer is nobody's answer any more.
  const behind = waitOnExecutionContext(ctx).catch(() => {})
  return { ...answer, took: Date.now() - begun, behind }
}

function expectFailure({ status, json, took }: Answer & { took: number }, code = 'outbox-unreachable') {
  expect([status, json.problems?.[0]?.code]).toEqual([503, code])
  expect(took).toBeLessThan(ANSWER_MS)
}

const isAbsent = async (supplier: string, { id }: Posted) => (await admin(orderPath(supplier, id))).status === 404

describe('when the object cannot be reached', () => {
  it('answers 503, stores nothing, and takes the order when it is placed again', async () => {
    const order = posted()
    const fake = withObject(async (_real, _call) => Promise.reject(new Error('Network connection lost.')))
    const answer = await send(fake.env, 'hold', order)
    expectFailure(answer)
    expect(answer.headers.get('content-type')).toBe('application/problem+json')
    expect(fake.calls()).toBe(2)
    expect(await isAbsent('hold', order)).toBe(true)
    expect((await post('hold', order)).json).toMatchObject({ status: 'accepted', version: 1 })
  })

  it('answers duplicate to content it has given its word for before, and to no other', async () => {
    const order = await place('hold')
    const fake = withObject(async () => Promise.reject(new Error('Network connection lost.')))
    const repeated = await send(fake.env, 'hold', order)
    expect([repeated.status, repeated.json.status, repeated.json.version]).toEqual([200, 'duplicate', 1])
    expectFailure(await send(fake.env, 'hold', { ...order, packages: [line('00123', 9)] }))
  })

  it('tries once more on a fresh stub, and the second answer is as good as the first', async () => {
    const order = posted()
    const fake = withObject((real, call) => (call === 1 ? Promise.reject(new Error('broken stub')) : real()))
    const answer = await send(fake.env, 'hold', order)
    expect(answer.json).toMatchObject({ status: 'accepted', version: 1 })
    await answer.behind
  })

  it('does not try again what is overloaded', async () => {
    const fake = withObject(async () => Promise.reject(Object.assign(new Error('overloaded'), { overloaded: true })))
    expectFailure(await send(fake.env, 'hold', posted()))
    expect(fake.calls()).toBe(1)
  })

  it('answers even when the object cannot be named', async () => {
    const OUTBOX = {
      getByName: () => {
        throw new TypeError('no such namespace')
      },
    }
    expectFailure(await send({ ...env, OUTBOX } as unknown as Env, 'hold', posted()))
  })

  it('still tells the chef what is wrong with an order that we refuse', async () => {
    const dead = withObject(async () => Promise.reject(new Error('Network connection lost.')))
    const OUTBOX = {
      getByName: () => {
        throw new TypeError('no such namespace')
      },
    }
    for (const fake of [dead.env, { ...env, OUTBOX } as unknown as Env]) {
      const answer = await send(fake, 'hold', posted({ packages: [] }))
      expect([answer.status, answer.json.problems[0].code]).toEqual([422, 'no-lines'])
      await answer.behind
    }
  })
})

describe('when the object is slow', () => {
  it.concurrent('answers 503 in time, and a commit that comes too late is none', async () => {
    const order = posted()
    const fake = withObject(async (real, _call, name) => {
      if (name === 'accept') await pause(4_600)
      return real()
    })
    const answer = await send(fake.env, 'hold', order)
    expectFailure(answer)
    await answer.behind
    await pause(2_500)
    expect(await isAbsent('hold', order)).toBe(true)
    expect(sink.arrived('gone').filter(({ text }) => text.includes(order.id))).toEqual([])
  }, 15_000)

  it.concurrent('answers 503 in time when neither the object nor KV ever answers', async () => {
    const never = () => new Promise<never>(() => {})
    const fake = withObject((real, _call, name) => (name === 'accept' ? pause(6_000) : real()), {
      SEEN: { get: never, put: never },
    })
    const answer = await send(fake.env, 'hold', posted())
    expectFailure(answer)
    await answer.behind
  }, 15_000)

  it.concurrent('answers from the second call, and the first one changes nothing when it arrives after all', async () => {
    const order = posted()
    const fake = withObject(async (real, call, name) => {
      if (name === 'accept' && call === 1) await pause(2_400)
      return real()
    })
    const answer = await send(fake.env, 'box', order)
    expect(answer.json).toMatchObject({ status: 'accepted', version: 1 })
    expect(answer.took).toBeLessThan(ANSWER_MS)
    await answer.behind
    await pause(1_000)
    expect((await view('box', order.id)).versions).toHaveLength(1)
  }, 15_000)

  it.concurrent('keeps the chef waiting for a refusal no longer than a second or so', async () => {
    const order = posted({ packages: [] })
    const fake = withObject(async (real) => pause(2_000).then(real))
    const answer = await send(fake.env, 'box', order)
    expect(answer.status).toBe(422)
    expect(answer.took).toBeLessThan(2_000)
    await answer.behind
    await soon(async () => expect((await view('box', order.id)).state).toBe('refused'))
  }, 15_000)
})

describe('when the answer of the object is lost after it has committed', () => {
  it('gives the second try the answer of the first', async () => {
    const order = posted()
    const fake = withObject(async (real, call) => {
      const answer = await real()
      if (call === 1) throw new Error('Network connection lost.')
      return answer
    })
    const answer = await send(fake.env, 'hold', order)
    expect(answer.json).toMatchObject({ status: 'accepted', version: 1 })
    await soon(async () => expect((await delivery('hold', order.id, 'gone')).state).toBe('delivered'))
    expect(sink.taken('gone').filter(({ text }) => text.includes(order.id))).toHaveLength(1)
  })

  const loseEveryAnswer = () =>
    withObject(
      async (real, _call, name) => {
        const answer = await real()
        if (name === 'accept') throw new Error('Network connection lost.')
        return answer
      },
      { SEEN: { get: async () => null, put: async () => {} } },
    )

  it('holds what has not left, tells it, and sends it when it is placed again', async () => {
    const order = posted()
    const answer = await send(loseEveryAnswer().env, 'box', order)
    expectFailure(answer)
    await answer.behind
    expect(await view('box', order.id)).toMatchObject({ state: 'held', holdReason: 'unconfirmed' })
    await soon(() => expect(sink.alertsOf(order.id)).toMatchObject([{ kind: 'held', supplier: 'box' }]))
    expect((await post('box', order)).json).toMatchObject({ status: 'duplicate', version: 1 })
    await soon(async () => expect((await view('box', order.id)).state).toBe('pending'))
  })

  it('tells a person when it has left already', async () => {
    const order = posted()
    const fake = withObject(
      async (real, _call, name) => {
        if (name === 'withdraw')
          await soon(() => expect(sink.taken('gone').some(({ text }) => text.includes(order.id))).toBe(true))
        const answer = await real()
        if (name === 'accept') throw new Error('Network connection lost.')
        return answer
      },
      { SEEN: { get: async () => null, put: async () => {} } },
    )
    const answer = await send(fake.env, 'hold', order)
    expectFailure(answer)
    await answer.behind
    await soon(() => {
      const told = sink.alertsOf(order.id)
      expect(told).toMatchObject([{ kind: 'unconfirmed', supplier: 'hold', orderNumber: order.order_number }])
    })
    expect((await delivery('hold', order.id, 'kept')).state).toBe('held')
    expect((await post('hold', order)).json).toMatchObject({ status: 'duplicate', version: 1 })
  })

  it('never ships, untold, what it has withdrawn while a first try had failed', async () => {
    sink.door('gone', 'closed')
    sink.answer('gone', () => new Response(null, { status: 503 }))
    const order = posted()
    const fake = withObject(
      async (real, _call, name) => {
        if (name === 'withdraw')
          await soon(async () => expect((await delivery('hold', order.id, 'gone')).state).toBe('deferred'))
        const answer = await real()
        if (name === 'accept') throw new Error('Network connection lost.')
        return answer
      },
      { SEEN: { get: async () => null, put: async () => {} } },
    )
    const answer = await send(fake.env, 'hold', order)
    expectFailure(answer)
    await answer.behind
    sink.door('gone', 'open')
    sink.answer('gone', () => new Response())
    await pause(800)
    expect(sink.taken('gone').filter(({ text }) => text.includes(order.id))).toEqual([])
    expect((await delivery('hold', order.id, 'gone')).state).toBe('held')
  })
})

describe('when the object is killed in the middle of its transaction', () => {
  it('has stored nothing, and a second try on a fresh object does', async () => {
    const order = posted()
    const stub = env.OUTBOX.getByName('replace')
    await runInDurableObject(stub, (_outbox, state) => {
      const commit = state.storage.transactionSync.bind(state.storage)
      state.storage.transactionSync = (work) =>
        commit(() => {
          work()
          state.abort('killed')
          throw new Error('killed')
        })
    })
    const answer = await send(env, 'replace', order)
    expect(answer.json).toMatchObject({ status: 'accepted', version: 1 })
    expect((await view('replace', order.id)).versions).toHaveLength(1)
    await soon(async () => expect((await delivery('replace', order.id, 'gone')).state).toBe('delivered'))
    expect(sink.taken('gone').filter(({ text }) => text.includes(order.id))).toHaveLength(1)
  })

  it('has stored nothing when the transaction fails, and a failed acceptance never poisons a later one', async () => {
    const order = posted()
    const stub = env.OUTBOX.getByName('replace')
    await runInDurableObject(stub, (_outbox, state) => {
      const commit = state.storage.transactionSync.bind(state.storage)
      Object.assign(state.storage, {
        transactionSync: (work: () => unknown) => {
          commit(() => {
            work()
            throw new Error('disk full')
          })
        },
        restore: () => Object.assign(state.storage, { transactionSync: commit }),
      })
    })
    expectFailure(await send(env, 'replace', order))
    await runInDurableObject(stub, (_outbox, state) => Reflect.get(state.storage, 'restore')())
    expect(await isAbsent('replace', order)).toBe(true)
    expect((await post('replace', order)).json).toMatchObject({ status: 'accepted', version: 1 })
  })
})

describe('when our own code fails', () => {
  it.each([
    ['a format while it rehearses', () => vi.spyOn(formats.json ?? fail(), 'fits')],
    ['the rules', () => vi.spyOn(gateway.suppliers.tables?.customers ?? fail(), 'some')],
  ])('in %s, the order is accepted, held and told', async (_, spy) => {
    const broke = spy().mockImplementation(broken)
    onTestFinished(() => broke.mockRestore())
    const order = posted()
    const { status, json } = await post('tables', order)
    expect([status, json.status, json.holdReason]).toEqual([200, 'held', 'fault'])
    await soon(() => expect(sink.alertsOf(order.id)).toMatchObject([{ kind: 'fault', supplier: 'tables' }]))
  })

  it('in a format while it writes, that route is held and told, the other goes, and a release writes it anew', async () => {
    const write = vi.spyOn(formats.json ?? fail(), 'write').mockImplementation(broken)
    const order = await place('box')
    await soon(async () => {
      expect(await delivery('box', order.id, 'archive')).toMatchObject({ state: 'held', holdReason: 'fault' })
      expect(await delivery('box', order.id, 'erp')).toMatchObject({ state: 'waiting', attempts: 1 })
    })
    await soon(() => expect(sink.alertsOf(order.id)).toMatchObject([{ kind: 'fault', route: 'archive' }]))
    write.mockRestore()
    await act(`${orderPath('box', order.id)}/release`)
    await soon(async () =>
      expect(await delivery('box', order.id, 'archive')).toMatchObject({
        state: 'waiting',
        fileName: expect.any(String),
      }),
    )
  })

  it('before the order could be read, the answer is a 503 and nothing is stored', async () => {
    const order = posted()
    for (const spy of [
      vi.spyOn(console, 'error').mockImplementation(() => {}),
      vi.spyOn(crypto, 'randomUUID').mockImplementation(broken),
    ])
      onTestFinished(() => spy.mockRestore())
    expectFailure(await send(env, 'box', order), 'fault')
    expect(await isAbsent('box', order)).toBe(true)
  })
})

function broken(): never {
  throw new TypeError('a bug of ours')
}

function fail(): never {
  throw new Error('The test configuration has changed.')
}
