import { describe, expect, it } from 'vitest'
import { ANN, BEN, MINUTE, openMailbox } from './courier-mailbox.ts'

describe('the lease of a mailbox', () => {
  it('is held by the courier that asks first, for as long as it goes on asking', async () => {
    const { test, beat } = openMailbox()
    expect(beat(ANN)).toEqual({ holds: true, leaseMs: MINUTE, documents: [] })
    expect(beat(BEN)).toMatchObject({ holds: false, leaseMs: MINUTE })
    for (let turn = 0; turn < 10; turn++) {
      await test.pass(20_000)
      expect(beat(ANN).holds).toBe(true)
      expect(beat(BEN).holds).toBe(false)
    }
  })

  it('is never promised for longer than it is kept', async () => {
    const { test, beat } = openMailbox()
    beat(ANN)
    await test.pass(20_000)
    const { leaseMs } = beat(ANN)
    await test.pass(leaseMs - 1)
    expect(beat(BEN).holds).toBe(false)
    await test.pass(1)
    expect(beat(BEN).holds).toBe(true)
    expect(beat(ANN).holds).toBe(false)
  })

  it('is written down again only when half of it is over, because rows cost', async () => {
    const { test, beat } = openMailbox()
    const seen = () => test.sql.all<{ at: number }>('SELECT last_seen_at AS at FROM couriers')[0]?.at
    beat(ANN)
    const first = seen()
    await test.pass(29_000)
    beat(ANN)
    expect(seen()).toBe(first)
    await test.pass(1_000)
    beat(ANN)
    expect(seen()).toBe(test.clock.now())
  })

  it('goes at once to a later run of the same courier, and to no earlier one', () => {
    const { beat } = openMailbox()
    beat(ANN)
    const second = { ...ANN, run: 'ann-run-2' }
    expect(beat(second, { after: [ANN.run] }).holds).toBe(true)
    expect(beat(ANN).holds).toBe(false)
    expect(beat({ ...ANN, run: 'ann-run-3' }, { after: [ANN.run] }).holds).toBe(false)
    expect(beat({ ...BEN }, { after: [second.run] }).holds).toBe(false)
  })

  it('is free when its holder leaves', () => {
    const { beat } = openMailbox()
    beat(ANN)
    expect(beat(ANN, { leaving: true })).toEqual({ holds: false, leaseMs: 0, documents: [] })
    expect(beat(BEN).holds).toBe(true)
  })

  it('outlives the object', () => {
    const { test, beat } = openMailbox()
    beat(ANN)
    test.reopen()
    expect(beat(BEN).holds).toBe(false)
  })
})

describe('a document', () => {
  it('is fetched by the courier with the lease, and by no other courier then or later', async () => {
    const { test, beat, place, fetch } = openMailbox()
    const id = await place()
    expect(fetch(id, ANN)).toBe('no-lease')
    beat(ANN)
    expect(fetch(id, BEN)).toBe('no-lease')
    expect(fetch(id, ANN)).toBe('bytes')
    await test.pass(2 * MINUTE)
    expect(beat(BEN)).toMatchObject({ holds: true, documents: [{ id, fetchedBy: 'another' }] })
    expect(fetch(id, BEN)).toBe('fetched-by-another')
    expect(beat(ANN)).toMatchObject({ holds: false, documents: [{ id, fetchedBy: 'you', handover: 1 }] })
    expect(fetch(id, ANN)).toBe('bytes')
  })

  it('that nobody has taken is not shown to a courier without the lease', async () => {
    const { beat, place } = openMailbox()
    await place()
    expect(beat(ANN).documents).toMatchObject([{ fetchedBy: null }])
    expect(beat(BEN).documents).toEqual([])
  })

  it('is anybody’s again after a person has retried it, in another round', async () => {
    const { test, beat, place, fetch, say, retry } = openMailbox()
    const id = await place()
    beat(ANN)
    fetch(id, ANN)
    await retry()
    expect(beat(ANN).documents).toMatchObject([{ id, handover: 2, fetchedBy: null }])
    expect(say(id, 'collected', 1)).toBe('handed-over-again')
    expect(say(id, 'failed', 1)).toBe('handed-over-again')
    expect(test.deliveries()).toEqual(['box v1 waiting yes'])
    await test.pass(2 * MINUTE)
    beat(BEN)
    expect(fetch(id, BEN)).toBe('bytes')
    expect(say(id, 'consumed', 2)).toBe('new')
    expect(test.deliveries()).toEqual(['box v1 delivered yes'])
  })

  it('shows when it was put into the folder and when it was eaten, though the line was down', async () => {
    const { test, beat, place, fetch, say } = openMailbox()
    const id = await place()
    beat(ANN)
    fetch(id, ANN)
    const fetchedAt = test.clock.now()
    await test.pass(8 * MINUTE)
    say(id, 'collected', 1, 7 * MINUTE)
    say(id, 'consumed', 1, 4 * MINUTE)
    const timeline = test.outbox.view('order-1')?.timeline ?? []
    const at = (minutes: number) => new Date(fetchedAt + minutes * MINUTE).toISOString()
    expect(timeline.slice(-3)).toMatchObject([
      { at: at(0), event: 'fetched' },
      { at: at(1), event: 'collected', text: 'Placed in the folder.' },
      { at: at(4), event: 'consumed', text: 'Consumed: the file is no longer in the folder.' },
    ])
  })

  it('is not eaten before it was there, nor in the future, whatever a courier’s clock says', async () => {
    const { test, beat, place, fetch, say } = openMailbox()
    const id = await place()
    beat(ANN)
    fetch(id, ANN)
    await test.pass(MINUTE)
    say(id, 'collected', 1, -60 * MINUTE)
    say(id, 'consumed', 1, 600 * MINUTE)
    const [collected, consumed] = (test.outbox.view('order-1')?.timeline ?? []).slice(-2)
    expect(collected).toMatchObject({ event: 'collected', at: new Date(test.clock.now()).toISOString() })
    expect(consumed).toMatchObject({ event: 'consumed', at: new Date(test.clock.now()).toISOString() })
  })

  it('is shown as eaten, once, also where collecting it was enough', async () => {
    const { test, place, say } = openMailbox({ receipt: 'collected' })
    const id = await place()
    say(id, 'collected')
    expect(test.deliveries()).toEqual(['box v1 delivered yes'])
    say(id, 'consumed')
    say(id, 'consumed')
    expect(
      test.outbox
        .view('order-1')
        ?.timeline.map((entry) => Reflect.get(Object(entry), 'event'))
        .slice(-2),
    ).toEqual(['collected', 'consumed'])
  })

  it('that was eaten, and then reported as not taken in, is refused and told', async () => {
    const { test, place, say } = openMailbox({ receipt: 'consumed' })
    const id = await place()
    say(id, 'consumed')
    expect(say(id, 'failed')).toBe('new')
    await test.work()
    expect(test.deliveries()).toEqual(['box v1 refused yes'])
    expect(test.alerts.map(({ kind }) => kind)).toEqual(['refused'])
    expect(say(id, 'consumed')).toBe('settled')
  })

  it('that lies untouched in the folder is told in those words', async () => {
    const { test, beat, place, fetch, say } = openMailbox({ receipt: 'consumed', receiptDueMinutes: 10 })
    const id = await place()
    beat(ANN)
    fetch(id, ANN)
    say(id, 'collected')
    await test.pass(9 * MINUTE)
    expect(test.alerts).toEqual([])
    await test.pass(2 * MINUTE)
    expect(test.alerts.filter(({ kind }) => kind === 'late')).toMatchObject([
      { kind: 'late', orderId: 'order-1', route: 'box' },
    ])
    expect(test.alerts[0]?.text).toContain('put it into the folder, and no program has taken it there')
  })
})
