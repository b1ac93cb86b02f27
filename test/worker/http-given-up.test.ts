import { runDurableObjectAlarm, runInDurableObject } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { act, delivery, orderPath, place, soon } from './door.ts'
import { setSecrets } from './secrets.ts'
import { openSink, type Sink, status } from './sink.ts'

let sink: Sink
beforeAll(setSecrets)
beforeEach(() => {
  sink = openSink()
})

describe('a delivery that fails for too long', () => {
  it('is given up after the time the route allows, and told', async () => {
    sink.answer('brief', status(503))
    const { id } = await place('brief')
    await soon(async () =>
      expect(await delivery('brief', id, 'brief')).toMatchObject({ state: 'refused', reached: 'no' }),
    )
    await soon(() => expect(sink.alertsOf(id)).toMatchObject([{ kind: 'refused', route: 'brief' }]))
    expect((await delivery('brief', id, 'brief')).note).toMatch(/given up/i)
  })

  it('is not sent late in silence: past its age it is held as stale', async () => {
    sink.answer('stale', status(503, { 'retry-after': '3600' }))
    const { id } = await place('stale')
    await soon(async () => expect((await delivery('stale', id, 'stale')).state).toBe('deferred'))
    await runInDurableObject(env.OUTBOX.getByName('stale'), (_, { storage: { sql } }) =>
      sql.exec('UPDATE deliveries SET due_since = due_since - 7200000, next_at = 1'),
    )
    await runDurableObjectAlarm(env.OUTBOX.getByName('stale'))
    await soon(async () =>
      expect(await delivery('stale', id, 'stale')).toMatchObject({ state: 'held', holdReason: 'stale' }),
    )
    await soon(() => expect(sink.alertsOf(id)).toMatchObject([{ kind: 'held' }]))
    sink.answer('stale', status(200))
    await act(`${orderPath('stale', id)}/release`)
    await soon(async () => expect((await delivery('stale', id, 'stale')).state).toBe('delivered'))
  })
})
