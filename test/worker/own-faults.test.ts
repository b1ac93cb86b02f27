import { createExecutionContext } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { beforeAll, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest'
import gateway from '#gateway'
import { formats } from '../../src/documents/registry.ts'
import worker from '../../src/worker.ts'
import { act, answerOf, delivery, orderPath, place, post, soon } from './door.ts'
import { expectFailure, isAbsent, send, withObject } from './faulty-object.ts'
import { posted } from './posted.ts'
import { SECRETS, setSecrets } from './secrets.ts'
import { openSink, type Sink } from './sink.ts'

let sink: Sink
beforeAll(setSecrets)
beforeEach(() => {
  sink = openSink()
})

describe('when our own code fails', () => {
  it.each([
    ['a format while it rehearses', () => vi.spyOn(formats.json ?? fail(), 'findProblems')],
    ['the rules', () => vi.spyOn(gateway.suppliers.tables ?? fail(), 'unknown', 'get')],
  ])('in %s, the order is accepted, held and told', async (_, spy) => {
    const broke = spy().mockImplementation(broken)
    onTestFinished(() => broke.mockRestore())
    const order = posted()
    const { status, json } = await post('tables', order)
    expect([status, json.status, json.holdReason]).toEqual([200, 'held', 'fault'])
    await soon(() => expect(sink.alertsOf(order.id)).toMatchObject([{ kind: 'internal-error', supplier: 'tables' }]))
  })

  it('in a format while it writes, that route is held and told, the other goes, and a release writes it anew', async () => {
    const write = vi.spyOn(formats.json ?? fail(), 'write').mockImplementation(broken)
    const order = await place('box')
    await soon(async () => {
      expect(await delivery('box', order.id, 'archive')).toMatchObject({ state: 'held', holdReason: 'fault' })
      expect(await delivery('box', order.id, 'erp')).toMatchObject({ state: 'waiting', attempts: 1 })
    })
    await soon(() => expect(sink.alertsOf(order.id)).toMatchObject([{ kind: 'internal-error', route: 'archive' }]))
    write.mockRestore()
    await act(`${orderPath('box', order.id)}/release`)
    await soon(async () =>
      expect(await delivery('box', order.id, 'archive')).toMatchObject({
        state: 'waiting',
        fileName: expect.any(String),
      }),
    )
  })

  it('behind an action, nobody is told that it was not done: a document resent once more is a second one', async () => {
    const quiet = vi.spyOn(console, 'error').mockImplementation(() => {})
    onTestFinished(() => quiet.mockRestore())
    const { id } = await place('box')
    await soon(async () => expect((await delivery('box', id, 'erp')).attempts).toBe(1))
    const fake = withObject((real, _, name) => (name === 'view' ? Promise.reject(new Error('gone')) : real()))
    const request = (method: string, path: string) =>
      new Request(`https://gateway.example/api${orderPath('box', id)}${path}`, {
        method,
        headers: { authorization: `Bearer ${SECRETS.CONSOLE_TOKEN}` },
        ...(method === 'POST' ? { body: '{"by": "An"}' } : {}),
      })
    const answer = async (method: string, path = '') =>
      answerOf(await worker.fetch(request(method, path) as never, fake.env, createExecutionContext()))
    const done = await answer('POST', '/deliveries/erp/done')
    expect([done.status, done.json.detail]).toEqual([503, expect.stringContaining('not known whether this was done')])
    expect((await delivery('box', id, 'erp')).state).toBe('done')
    expect((await answer('GET')).json.detail).toBe('Orderbridge failed. Try again in a minute.')
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
