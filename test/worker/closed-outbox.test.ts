import { abortAllDurableObjects, runInDurableObject } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { act, admin, ask, orderPath, pause, place, post, soon, view } from './door.ts'
import { posted } from './posted.ts'
import { SECRETS, setSecrets } from './secrets.ts'
import { openSink, type Sink } from './sink.ts'

let sink: Sink
beforeAll(setSecrets)
beforeEach(() => {
  sink = openSink()
})

/** Changes the rows of an outbox, then restarts the object. */
async function changed(supplier: string, statement: string): Promise<void> {
  await runInDurableObject(env.OUTBOX.getByName(supplier), (_, state) => void state.storage.sql.exec(statement))
  await abortAllDurableObjects()
}

const NEWER = "INSERT INTO migrations (version, name, applied_at) VALUES (999, 'of tomorrow', 0)"
const deepHealth = () => ask('/healthz?deep=1', { headers: { authorization: `Bearer ${SECRETS.CONSOLE_TOKEN}` } })

describe('an outbox whose storage a newer gateway has written', () => {
  it('takes no order, answers no duplicate from KV, alerts, fails deep health, and works on after the newer gateway is back', async () => {
    const known = await place('neighbour')
    await soon(async () => expect((await view('neighbour', known.id)).state).toBe('settled'))
    await pause(100)
    await changed('neighbour', NEWER)

    const [again, fresh] = [await post('neighbour', known), await post('neighbour', posted())]
    expect([again, fresh].map(({ status, json }) => [status, json.problems?.[0]?.code])).toEqual([
      [503, 'outbox-closed'],
      [503, 'outbox-closed'],
    ])
    const said = await admin(orderPath('neighbour', known.id))
    expect([said.status, said.json.problems?.[0]?.message]).toEqual([
      503,
      expect.stringContaining('schema version 999'),
    ])
    expect((await act(`${orderPath('neighbour', known.id)}/release`)).status).toBe(503)
    const { status, json } = await deepHealth()
    expect([status, json.parts]).toEqual([
      503,
      expect.arrayContaining([
        { part: 'storage', supplier: 'neighbour', ok: false, why: expect.stringContaining('schema version 999') },
      ]),
    ])
    await soon(() => expect(sink.alerts.filter(({ kind }) => kind === 'storage')).toHaveLength(1))
    expect(sink.alerts.map(({ kind }) => kind)).toEqual(['storage'])

    await changed('neighbour', 'DELETE FROM migrations WHERE version = 999')
    expect((await post('neighbour', known)).json.status).toBe('duplicate')
    await soon(() =>
      expect(sink.alerts.at(-1)).toMatchObject({ kind: 'resolved', of: 'storage', supplier: 'neighbour' }),
    )
  })

  it('says so to whoever starts a poll', async () => {
    await admin(orderPath('polled', 'nothing'))
    await changed('polled', NEWER)
    const { status, json } = await act('/suppliers/polled/poll')
    expect([status, json.complete, json.reason]).toEqual([200, false, expect.stringContaining('schema version 999')])
    await changed('polled', 'DELETE FROM migrations WHERE version = 999')
  })
})
