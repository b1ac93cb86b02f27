import { createExecutionContext, waitOnExecutionContext } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import worker from '../../src/worker.ts'
import { pause, post, soon, view, webhookRequest } from './door.ts'
import { withObject } from './faulty-object.ts'
import { posted } from './posted.ts'
import { setSecrets } from './secrets.ts'
import { openSink, type Sink } from './sink.ts'

let sink: Sink
beforeAll(setSecrets)
beforeEach(() => {
  sink = openSink()
})

/** Posts on a connection that `go` cuts, and waits for all work after the answer. */
async function postAndGo(supplier: string, order: unknown, makeEnv: (go: () => void) => Env) {
  const line = new AbortController()
  const ctx = createExecutionContext()
  const request = new Request(await webhookRequest(supplier, order), { signal: line.signal })
  await worker.fetch(
    request as never,
    makeEnv(() => line.abort()),
    ctx,
  )
  await waitOnExecutionContext(ctx)
}

const sent = (id: string) => sink.taken('gone').filter(({ text }) => text.includes(id))

describe('a sender that goes away before it is answered', () => {
  it('leaves an order that is held, told, and goes out when it is placed again', async () => {
    const order = posted()
    await postAndGo('hold', order, (go) => {
      go()
      return env
    })
    expect(await view('hold', order.id)).toMatchObject({ state: 'held', holdReason: 'unconfirmed' })
    await soon(() =>
      expect(sink.alertsOf(order.id)).toMatchObject([{ kind: 'held', cause: 'unconfirmed', supplier: 'hold' }]),
    )
    await pause(300)
    expect(sent(order.id)).toEqual([])
    expect((await post('hold', order)).json).toMatchObject({ status: 'duplicate', version: 1 })
    await soon(() => expect(sent(order.id)).toHaveLength(1))
  })

  it('is noticed while the object is at work, and after that', async () => {
    for (const when of ['before', 'after']) {
      const order = posted()
      await postAndGo('box', order, (go) => {
        const fake = withObject(async (real, _call, name) => {
          if (name === 'accept' && when === 'before') go()
          const answer = await real()
          if (name === 'accept' && when === 'after') go()
          return answer
        })
        return fake.env
      })
      expect(await view('box', order.id)).toMatchObject({ state: 'held', holdReason: 'unconfirmed' })
    }
  })
})
