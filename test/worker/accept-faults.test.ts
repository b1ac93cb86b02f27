import { env } from 'cloudflare:workers'
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { pause, place, post, soon, view } from './door.ts'
import { ANSWER_MS, expectFailure, isAbsent, send, withObject } from './faulty-object.ts'
import { line, posted } from './posted.ts'
import { setSecrets } from './secrets.ts'
import { openSink, type Sink } from './sink.ts'

let sink: Sink
beforeAll(setSecrets)
beforeEach(() => {
  sink = openSink()
})

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
    }
  })
})

describe('when the object is slow', () => {
  it.concurrent('answers 503 in time, and a commit that comes too late is none', async () => {
    const order = posted()
    const ended: string[] = []
    const fake = withObject(async (real, _call, name) => {
      if (name === 'accept') while (!ended.includes('withdraw')) await pause(20)
      return real().finally(() => void ended.push(name))
    })
    const answer = await send(fake.env, 'hold', order)
    expectFailure(answer)
    await answer.behind
    await soon(() => expect(ended).toContain('accept'))
    expect(await isAbsent('hold', order)).toBe(true)
    expect(sink.arrived('gone').filter(({ text }) => text.includes(order.id))).toEqual([])
  })

  it.concurrent('answers 503 in time when neither the object nor KV ever answers', async () => {
    const never = () => new Promise<never>(() => {})
    const fake = withObject((real, _call, name) => (name === 'accept' ? pause(6_000) : real()), {
      SEEN: { get: never, put: never },
    })
    const answer = await send(fake.env, 'hold', posted())
    expectFailure(answer)
    await answer.behind
  })

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
  })

  it.concurrent('keeps the chef waiting for a refusal no longer than a second or so', async () => {
    const order = posted({ packages: [] })
    const fake = withObject(async (real) => pause(2_000).then(real))
    const answer = await send(fake.env, 'box', order)
    expect(answer.status).toBe(422)
    expect(answer.took).toBeLessThan(2_000)
    await answer.behind
    await soon(async () => expect((await view('box', order.id)).state).toBe('refused'))
  })
})
