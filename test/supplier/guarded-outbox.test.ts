import { describe, expect, it } from 'vitest'
import type { Alert } from '../../src/alerts/alert.ts'
import { closedReason } from '../../src/model/outbox-closed.ts'
import { guardedOutbox } from '../fakes/guarded-outbox.ts'
import { failingSql, nodeSql } from '../fakes/node-sql.ts'
import { settled, testOutbox } from '../fakes/outbox.ts'

const MINUTE = 60_000

/** An outbox whose storage a newer gateway has written, until `mend` takes that back. */
function newerStorage(told: () => boolean = () => true) {
  const test = testOutbox()
  test.sql.all("INSERT INTO migrations (version, name, applied_at) VALUES (999, 'of tomorrow', 0)")
  const alerts: Alert[] = []
  const guarded = guardedOutbox(test, alerts, told)
  const mend = () => test.sql.all('DELETE FROM migrations WHERE version = 999')
  return { test, clock: test.clock, logged: test.logged, alerts, guarded, mend }
}

const reasonOf = (work: () => unknown): string | null => {
  try {
    work()
    return null
  } catch (error) {
    return closedReason(error)
  }
}

describe('an outbox that cannot open its storage', () => {
  it('refuses every call in words, alerts once, and does so again every hour', async () => {
    const { guarded, alerts, clock, logged } = newerStorage()
    await settled()
    expect(reasonOf(() => guarded.outbox.use())).toMatch(
      /^The outbox is closed: The storage has schema version 999, but this gateway knows versions up to \d+ only\./,
    )
    for (let minute = 0; minute < 59; minute++) {
      clock.advance(MINUTE)
      await guarded.outbox.alarm()
      await settled()
    }
    expect(alerts).toHaveLength(1)
    expect(alerts[0]).toMatchObject({ kind: 'storage', supplier: 'fresco', text: expect.stringContaining('999') })
    expect(logged).toContainEqual(expect.objectContaining({ event: 'outbox-closed', supplier: 'fresco' }))
    clock.advance(MINUTE)
    await guarded.outbox.alarm()
    await settled()
    expect(alerts).toHaveLength(2)
    expect(alerts[1]?.incident).toBe(alerts[0]?.incident)
    expect(alerts[1]?.id).not.toBe(alerts[0]?.id)
  })

  it('tries again once a minute while no channel takes the alert, however many calls come', async () => {
    let tries = 0
    const { guarded, clock, alerts } = newerStorage(() => ++tries > 3)
    for (let second = 0; second < 150; second++) {
      await settled()
      reasonOf(() => guarded.outbox.use())
      clock.advance(1_000)
    }
    expect([tries, alerts.length]).toEqual([3, 0])
    clock.advance(MINUTE)
    reasonOf(() => guarded.outbox.use())
    await settled()
    expect([tries, alerts.length]).toEqual([4, 1])
  })

  it.each([true, false])(
    'does not wait until a clock that jumped back is there again (alert taken: %s)',
    async (taken) => {
      let tries = 0
      const { guarded, clock } = newerStorage(() => {
        tries++
        return taken
      })
      await settled()
      clock.set(clock.now() - 24 * 60 * MINUTE)
      await guarded.outbox.alarm()
      await settled()
      expect(tries).toBe(2)
      await guarded.outbox.alarm()
      await settled()
      expect(tries).toBe(2)
    },
  )

  it('does not alert again because its object stopped and started', async () => {
    const { guarded, alerts, clock } = newerStorage()
    await settled()
    clock.advance(MINUTE)
    guarded.reopen()
    await settled()
    expect(alerts).toHaveLength(1)
  })

  it('alerts as soon as a channel takes the alert', async () => {
    let works = false
    const { guarded, alerts, clock } = newerStorage(() => works)
    await settled()
    clock.advance(MINUTE)
    works = true
    await guarded.outbox.alarm()
    await settled()
    expect(alerts).toHaveLength(1)
  })

  it('keeps an alarm that tries again, and works on when the storage can be used', async () => {
    const { test, guarded, alerts, clock, mend } = newerStorage()
    await settled()
    expect(test.alarm).toBe(clock.now() + 1_000)
    mend()
    clock.set(test.alarm ?? 0)
    await guarded.outbox.alarm()
    await settled()
    expect(guarded.outbox.use().view('order-1')).toBeNull()
    expect(alerts.map(({ kind, of }) => of ?? kind)).toEqual(['storage', 'storage'])
    expect(alerts[1]).toMatchObject({ kind: 'resolved', incident: alerts[0]?.incident })
    expect(guarded.note).toBeNull()
  })

  it('reports a start that fails, without words that may come from an order', async () => {
    let fails = false
    const isStart = (query: string) => fails && query.startsWith('UPDATE alerts SET channel')
    const test = testOutbox({ ports: { sql: failingSql(nodeSql(), isStart, new TypeError('Order 4711')) } })
    fails = true
    const alerts: Alert[] = []
    const guarded = guardedOutbox(test, alerts)
    await settled()
    expect(reasonOf(() => guarded.outbox.use())).toBe(
      'The outbox is closed: The outbox failed while it opened its storage: TypeError.',
    )
    expect(alerts).toMatchObject([{ kind: 'storage' }])
    fails = false
    test.clock.advance(1_000)
    expect(reasonOf(() => guarded.outbox.use())).toBeNull()
  })
})
