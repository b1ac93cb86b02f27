import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { contrl, ordrsp } from '../fakes/acknowledgements.ts'
import { admin, ask, delivery, place, soon, view } from './door.ts'
import type { Posted } from './posted.ts'
import { SECRETS, setSecrets } from './secrets.ts'
import { openSink, type Sink } from './sink.ts'

let sink: Sink
beforeAll(setSecrets)
beforeEach(() => {
  sink = openSink()
})

const PARTIES = { to: 'RECEIPTS:ZZZ' }

const say = (text: string, route = 'receipts', token: string | null = SECRETS.ACK_TOKEN, supplier = 'receipts') =>
  ask(`/acknowledgements/${supplier}/${route}`, {
    method: 'POST',
    body: text,
    headers: token === null ? {} : { authorization: `Bearer ${token}` },
  })

/** An order that every route has handed over, and the order's number on the first route. */
async function sent(): Promise<{ order: Posted; number: string }> {
  const order = await place('receipts')
  const number = await soon(async () => {
    const one = await delivery('receipts', order.id, 'receipts')
    expect(one.state).toBe('sent')
    return String(one.controlNumber)
  })
  return { order, number }
}

const state = async (order: Posted) => (await delivery('receipts', order.id, 'receipts')).state

describe('an acknowledgement', () => {
  it('settles what was sent, is shown with it, and is idempotent', async () => {
    const { order, number } = await sent()
    const answer = await say(contrl(number.padStart(14, '0'), '7', [], PARTIES))
    expect([answer.status, answer.json]).toEqual([
      200,
      {
        matched: 1,
        acknowledgements: [
          { kind: 'functional', verdict: 'accepted', orderNumber: order.order_number, version: 1, effect: 'settled' },
        ],
        unmatched: [],
      },
    ])
    expect(answer.headers.get('cache-control')).toBe('no-store')
    expect(await state(order)).toBe('delivered')
    expect((await say(contrl(number.padStart(14, '0'), '7', [], PARTIES))).json.acknowledgements[0].effect).toBe(
      'repeated',
    )
    expect((await say(ordrsp(order.order_number, '29', [], PARTIES))).status).toBe(200)
    const found = (await view('receipts', order.id)).deliveries.find(({ route }) => route === 'receipts')
    expect(found?.acknowledgements).toEqual([
      { kind: 'functional', verdict: 'accepted', at: expect.stringMatching(/Z$/), reason: null },
      { kind: 'business', verdict: 'accepted', at: expect.stringMatching(/Z$/), reason: null },
    ])
  })

  it('that rejects needs a person, who is told within seconds', async () => {
    const { order } = await sent()
    await say(ordrsp(order.order_number, '27', ['FTX+AAI+++No such customer'], PARTIES))
    expect(await state(order)).toBe('refused')
    await soon(() =>
      expect(sink.alertsOf(order.id).map(({ kind, route }) => [kind, route])).toEqual([['refused', 'receipts']]),
    )
    expect(sink.alertsOf(order.id)[0]?.text).toContain('No such customer')
  })

  it('that is overdue joins the incident of its route', async () => {
    const overdue = async () =>
      (await admin('/suppliers/receipts/alerts')).json.incidents.find(
        ({ kind, route }: { kind: string; route: string }) => kind === 'late' && route === 'slow',
      )
    const { count: before } = (await overdue()) ?? { count: 0 }
    await sent()
    await soon(async () => expect((await overdue())?.count).toBeGreaterThan(before))
    expect((await overdue()).why).toContain('the acknowledgement of the receiver is due')
  })

  it('that matches nothing, or is nothing, settles nothing and is told', async () => {
    const { order, number } = await sent()
    const stray = await say(contrl('99999999', '7', [], PARTIES))
    expect([stray.status, stray.json.problems[0].code]).toEqual([404, 'acknowledgement-unmatched'])
    expect(stray.headers.get('content-type')).toBe('application/problem+json')
    const foreign = await say(contrl(number, '7', [], { ...PARTIES, from: 'THIEF:14' }))
    expect([foreign.status, foreign.json.detail]).toEqual([404, expect.stringContaining('THIEF')])
    for (const junk of ['', '{}', '<Order/>', contrl(number, '7', [], PARTIES).slice(0, -3)]) {
      const refused = await say(junk)
      expect([refused.status, refused.json.problems[0].code]).toEqual([422, 'acknowledgement-unreadable'])
    }
    expect(await state(order)).toBe('sent')
    await soon(() =>
      expect(sink.alerts.filter(({ kind }) => kind === 'unmatched-acknowledgement')).toMatchObject([
        { supplier: 'receipts', route: 'receipts' },
      ]),
    )
  })
})

describe('the door', () => {
  it('opens to the token of its own route, and tells a stranger nothing', async () => {
    const { order, number } = await sent()
    const text = contrl(number, '7', [], PARTIES)
    const refused = await Promise.all([
      say(text, 'receipts', null),
      say(text, 'receipts', ''),
      say(text, 'receipts', 'wrong'),
      say(text, 'receipts', SECRETS.SLOW_TOKEN),
      say(text, 'receipts', SECRETS.BOX_TOKEN),
      say(text, 'receipts', SECRETS.CONSOLE_TOKEN),
      say(text, 'deaf', 'undefined'),
      say(text, 'plain', SECRETS.BOX_TOKEN),
      say(text, 'nowhere'),
      say(text, 'constructor'),
      say(text, 'receipts', SECRETS.ACK_TOKEN, 'nobody'),
      say(text, 'receipts', SECRETS.ACK_TOKEN, '__proto__'),
    ])
    expect(refused.map(({ status }) => status)).toEqual(refused.map(() => 401))
    expect(new Set(refused.map(({ text: body }) => body)).size).toBe(1)
    expect(await state(order)).toBe('sent')
  })

  it('does not open by another route what was sent by this one', async () => {
    const { order, number } = await sent()
    expect((await say(contrl(number, '7', [], PARTIES), 'slow', SECRETS.SLOW_TOKEN)).status).toBe(404)
    expect(await state(order)).toBe('sent')
  })

  it('takes POST only, and no more than a megabyte', async () => {
    for (const method of ['GET', 'HEAD', 'PUT', 'DELETE']) {
      const { status, headers } = await ask('/acknowledgements/receipts/receipts', { method })
      expect([status, headers.get('allow')]).toEqual([405, 'POST'])
    }
    expect((await say("UNB+UNOC:3'".repeat(100_000))).status).toBe(413)
  })
})
