import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { admin, ask, delivery, place, soon, view } from './door.ts'
import { SECRETS, setSecrets } from './secrets.ts'
import { openSink } from './sink.ts'

beforeAll(setSecrets)
beforeEach(() => {
  openSink()
})

const ANN = { courier: 'courier-ann', run: 'ann-run-1' }
const BEN = { courier: 'courier-ben', run: 'ben-run-1' }

const call = (path: string, body: unknown = undefined, caller = ANN) =>
  ask(`/mailbox/box/erp/${path}`, {
    method: body === undefined ? 'GET' : 'POST',
    body: body === undefined ? null : JSON.stringify(body),
    headers: { authorization: `Bearer ${SECRETS.ERP_TOKEN}`, 'orderbridge-courier': `${caller.courier}/${caller.run}` },
  })

describe('a courier', () => {
  it('asks for the lease, fetches, puts into the folder, and tells what became of it', async () => {
    const order = await place('box')
    const entry = await soon(async () => {
      const { status, json } = await call('heartbeat', { ...ANN, host: 'erp-server' })
      expect([status, json.holds]).toEqual([200, true])
      expect(json.leaseSeconds).toBeGreaterThan(0)
      const found = json.documents.find(({ fileName }: { fileName: string }) => fileName.startsWith(order.order_number))
      if (!found) throw new Error('not there yet')
      return found
    })
    expect(entry).toMatchObject({ handover: 1, fetchedBy: null, digest: expect.stringMatching(/^[0-9a-f]{64}$/) })
    expect((await call('heartbeat', BEN)).json).toMatchObject({ holds: false, documents: [] })
    expect((await call(entry.id, undefined, BEN)).json.problems[0].code).toBe('no-lease')
    expect((await call(entry.id)).status).toBe(200)
    expect((await call(`${entry.id}/collected`, { handover: 9 })).json.problems[0].code).toBe('handed-over-again')
    expect((await call(`${entry.id}/collected`, { handover: 1, agoSeconds: 0.2 })).status).toBe(200)
    expect((await call(`${entry.id}/consumed`, { handover: 1 })).status).toBe(200)
    expect(await delivery('box', order.id, 'erp')).toMatchObject({ state: 'delivered', reached: 'yes' })
    expect((await view('box', order.id)).timeline.slice(-2)).toMatchObject([
      { event: 'collected', text: 'Placed in the folder.' },
      { event: 'consumed', text: 'Consumed: the file is no longer in the folder.' },
    ])
    expect((await call('heartbeat', { ...ANN, leaving: true })).json).toEqual({
      holds: false,
      leaseSeconds: 0,
      documents: [],
    })
  })

  it('of an earlier version is answered in the names that it knows, and its issues are alerted', async () => {
    const order = await place('box')
    const troubles = [{ code: 'disk-full', text: 'The disk is full.' }]
    const entry = await soon(async () => {
      const { json } = await call('heartbeat', { ...ANN, after: [], host: 'erp-server', troubles, leaving: false })
      const found = json.documents.find(({ fileName }: { fileName: string }) => fileName.startsWith(order.order_number))
      if (!found) throw new Error('not there yet')
      return found
    })
    expect(entry).toMatchObject({ round: 1, taken: null })
    expect((await admin('/suppliers/box/alerts')).json.incidents).toContainEqual(
      expect.objectContaining({ kind: 'courier', route: 'erp', cause: 'disk-full' }),
    )
    expect((await call(entry.id)).status).toBe(200)
    expect((await call(`${entry.id}/collected`, { round: 9, agoSeconds: 0 })).json.problems[0].code).toBe(
      'handed-over-again',
    )
    expect((await call(`${entry.id}/collected`, { round: 1, agoSeconds: 0.2 })).status).toBe(200)
    expect((await call(`${entry.id}/consumed`, { round: 1, agoSeconds: 0 })).status).toBe(200)
    expect(await delivery('box', order.id, 'erp')).toMatchObject({ state: 'delivered', reached: 'yes' })
    expect((await call('heartbeat', { ...ANN, troubles: [], leaving: true })).json.holds).toBe(false)
  })

  it.each([
    ['nothing', {}],
    ['no run', { courier: 'courier-ann' }],
    ['a name that is none', { ...ANN, run: '../../etc' }],
    ['issues that are none', { ...ANN, issues: 'many' }],
    ['issues that are none, under their earlier name', { ...ANN, troubles: 'many' }],
  ])('that says %s is answered 422', async (_, body) => {
    const { status, json } = await call('heartbeat', body)
    expect([status, json.problems[0].code]).toEqual([422, 'wrong-type'])
  })

  it('that gives itself no proper name fetches nothing', async () => {
    expect((await call('313a31', undefined, { courier: 'x', run: 'y' })).status).toBe(422)
  })

  it('is not heard without the token of its mailbox', async () => {
    const { status } = await ask('/mailbox/box/erp/heartbeat', {
      method: 'POST',
      body: JSON.stringify(ANN),
      headers: {},
    })
    expect(status).toBe(401)
  })
})
