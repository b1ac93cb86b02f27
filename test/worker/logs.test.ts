import { createExecutionContext, runInDurableObject, waitOnExecutionContext } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { beforeAll, describe, expect, it, vi } from 'vitest'
import worker from '../../src/worker.ts'
import { act, admin, ask, delivery, orderPath, pause, place, post, soon, webhookRequest } from './door.ts'
import { line, posted } from './posted.ts'
import { SECRETS, setSecrets } from './secrets.ts'
import { cut, openSink, status } from './sink.ts'

beforeAll(setSecrets)

const LEVELS = ['debug', 'error', 'info', 'log', 'trace', 'warn', 'dir'] as const

/** Collects all further logs; errors with messages and stacks. */
function listen(): () => string {
  const lines: string[] = []
  const spelled = (value: unknown): string =>
    value instanceof Error
      ? `${value.stack} ${value.message} ${String(value.cause)}`
      : (JSON.stringify(value) ?? String(value))
  for (const level of LEVELS)
    vi.spyOn(console, level).mockImplementation((...words: unknown[]) => void lines.push(words.map(spelled).join(' ')))
  return () => lines.join('\n')
}

/** Fails the next write of this kind with an error that quotes the written data, like some drivers do. */
const breakStore = (supplier: string, query: RegExp) =>
  runInDurableObject(env.OUTBOX.getByName(supplier), (_, state) => {
    const { sql } = state.storage
    const exec = sql.exec.bind(sql)
    let broken = false
    Object.assign(sql, {
      exec: (text: string, ...bind: unknown[]) => {
        if (broken || !query.test(text)) return exec(text, ...bind)
        broken = true
        throw new TypeError(`cannot write ${JSON.stringify(bind)} confidential remark`)
      },
    })
  })

describe('the log', () => {
  it('carries no secret and no content of an order, however things go', async () => {
    const logged = listen()
    const sink = openSink()
    const seen: string[] = []
    const note = (order: ReturnType<typeof posted>) => {
      seen.push(order.order_number, order.order_remarks, order.owned_by.username, 'Crème fraîche')
      return order
    }

    // Successes, refusals, holds, changes and actions.
    const good = note(await place('hold'))
    await post('hold', note({ ...good, packages: [line('SECRET-ARTICLE', 3)] }))
    await act(`${orderPath('hold', good.id)}/discard`, { note: 'a private note' })
    await post('strict', note(posted({ supplier_customer_number: 'K-PRIVATE' })))
    await post('box', note(posted({ packages: [] })))
    await post('box', 'not JSON: confidential remark')
    await post('box', note(posted()), { secret: 'a-wrong-secret-in-clear' })
    await post('closed', note(posted()))
    await admin('/orders?q=confidential%20remark')
    await ask('/api/orders', { headers: { authorization: 'Bearer a-wrong-token-in-clear' } })
    await ask(`/webhooks/box?token=${SECRETS.CONSOLE_TOKEN}`, { method: 'POST', body: '{}' })
    await ask(`/${SECRETS.CONSOLE_TOKEN}`)

    // Receivers and the alert address fail in every way.
    sink.answerAlerts(() => new Response(null, { status: 500 }))
    for (const answering of [status(401), status(422), status(500), cut]) {
      sink.answer('erp', answering)
      const { id } = note(await place('http'))
      await soon(async () => expect((await delivery('http', id, 'erp')).attempts).toBeGreaterThan(0))
      await act('/suppliers/http/routes/erp/resume')
    }

    // Internal errors in the object, in KV and in the Worker.
    await breakStore('replace', /UPDATE deliveries SET state = \?, hold_reason/)
    note(await place('replace'))
    await breakStore('mono', /INSERT INTO orders/)
    await post('mono', note(posted()))
    const SEEN = {
      get: async () => Promise.reject(new Error('confidential remark')),
      put: async () => Promise.reject(new Error('confidential remark')),
    }
    const OUTBOX = {
      getByName: () => ({
        ask: async () => Promise.reject(new Error(`confidential remark ${SECRETS.WEBHOOK_SECRET}`)),
      }),
    }
    for (const fake of [
      { ...env, SEEN },
      { ...env, SEEN, OUTBOX },
      { ...env, SEEN: null, OUTBOX: null },
    ]) {
      const ctx = createExecutionContext()
      await worker.fetch((await webhookRequest('box', note(posted()))) as never, fake as unknown as Env, ctx)
      await Promise.race([waitOnExecutionContext(ctx).catch(() => {}), pause(1_500)])
      const request = new Request('https://gateway.example/api/orders', {
        headers: { authorization: `Bearer ${SECRETS.CONSOLE_TOKEN}` },
      })
      await worker.fetch(request as never, fake as unknown as Env, createExecutionContext())
    }
    await pause(500)

    const log = logged()
    expect(log).toContain('attempt-fault')
    expect(log).toContain('seen-not-written')
    expect(log).toContain('"event":"fault"')
    const words = [
      ...new Set(seen),
      'SECRET-ARTICLE',
      'K-PRIVATE',
      'a private note',
      'confidential',
      'in-clear',
      '00123',
    ]
    for (const word of [...words, ...Object.values(SECRETS).filter((secret) => secret.trim() !== '')])
      expect(log, word).not.toContain(word)
  })
})
