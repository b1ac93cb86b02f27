import { runInDurableObject } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { delivery, pause, post, soon, view } from './door.ts'
import { expectFailure, isAbsent, send, withObject } from './faulty-object.ts'
import { posted } from './posted.ts'
import { setSecrets } from './secrets.ts'
import { openSink, type Sink } from './sink.ts'

let sink: Sink
beforeAll(setSecrets)
beforeEach(() => {
  sink = openSink()
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

  /** Loses every answer, and blocks withdrawals before `comes`. */
  const loseEveryAnswer = (comes: () => unknown = () => {}) =>
    withObject(
      async (real, _call, name) => {
        if (name === 'withdraw') await comes()
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
    const fake = loseEveryAnswer(() =>
      soon(() => expect(sink.taken('gone').some(({ text }) => text.includes(order.id))).toBe(true)),
    )
    const answer = await send(fake.env, 'hold', order)
    expectFailure(answer)
    await answer.behind
    await soon(() => {
      const told = sink.alertsOf(order.id)
      expect(told).toMatchObject([
        { kind: 'sent-unconfirmed', supplier: 'hold', orderNumber: order.order_number },
        { kind: 'held', cause: 'unconfirmed' },
      ])
    })
    expect((await delivery('hold', order.id, 'kept')).state).toBe('held')
    expect((await post('hold', order)).json).toMatchObject({ status: 'duplicate', version: 1 })
  })

  it('never ships, untold, what it has withdrawn while a first try had failed', async () => {
    sink.door('gone', 'closed')
    sink.answer('gone', () => new Response(null, { status: 503 }))
    const order = posted()
    const fake = loseEveryAnswer(() =>
      soon(async () => expect((await delivery('hold', order.id, 'gone')).state).toBe('deferred')),
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
