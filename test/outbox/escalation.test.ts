import { describe, expect, it } from 'vitest'
import type { Alert } from '../../src/alerts/alert.ts'
import { err, ok } from '../../src/model/result.ts'
import { alertRules } from '../../src/profile/alert-rules.ts'
import { type SubmissionWish, supplierWith } from '../fakes/orders.ts'
import { testOutbox } from '../fakes/outbox.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const HELD: SubmissionWish = { starts: { erp: { state: 'held', reason: 'quantity' } } }

/** Three channels, any of which may be down; `told` has the alerts that arrived. */
function desk({ down = [], quiet }: { down?: string[]; quiet?: { from: string; to: string } } = {}) {
  const broken = new Set(down)
  const told: { channel: string; alert: Alert }[] = []
  let tries = 0
  const mail = { from: 'gateway@a.example', to: ['desk@a.example'] }
  const channels = [
    { name: 'chat', url: 'CHAT_URL', format: 'slack' as const, backup: false },
    { name: 'pager', url: 'PAGER_URL', format: 'json' as const, backup: true },
    { name: 'post', mail, backup: true, format: 'json' as const },
  ]
  const test = testOutbox({
    ports: {
      alerts: alertRules({ alerts: { channels, ...(quiet ? { quietHours: quiet } : {}) }, suppliers: {} }, ''),
      sendAlert: async ({ name }, alert) => {
        tries++
        if (broken.has(name)) return err({ why: 'It answered 500.', alone: false })
        told.push({ channel: name, alert })
        return ok(null)
      },
    },
  })
  const said = () => told.map(({ channel, alert }) => `${channel} ${alert.kind}`)
  return { test, told, said, broken, tries: () => tries }
}

describe('an alert that cannot be sent', () => {
  it('goes to no spare channel while its own works', async () => {
    const { test, said } = desk()
    test.accept(HELD)
    await test.pass(HOUR)
    expect(said()).toEqual(['chat held'])
  })

  it('goes to the next channel after some minutes, and the failing of its own is told there too', async () => {
    const { test, told, said } = desk({ down: ['chat'] })
    test.accept(HELD)
    await test.pass(4 * MINUTE)
    expect(said()).toEqual([])
    await test.pass(2 * MINUTE)
    expect(said().sort()).toEqual(['pager channel-failed', 'pager held'])
    const [held, channel] = [...told].sort((a, b) => b.alert.kind.localeCompare(a.alert.kind)).map(({ alert }) => alert)
    expect(held?.text).toMatch(/^Order PO-order-1 .* \(Sent here because chat cannot be reached\.\)$/)
    expect(channel?.text).toMatch(/^Alerts cannot be sent: channel chat: It answered 500\. Fix that channel/)
  })

  it('takes with it what waits behind it', async () => {
    const { test, said } = desk({ down: ['chat'] })
    for (let at = 0; at < 5; at++) {
      test.accept({ ...HELD, orderId: `order-${at}` })
      await test.pass(1_000)
    }
    await test.pass(6 * MINUTE)
    expect(said().filter((one) => one === 'pager held')).toHaveLength(5)
    expect(said().filter((one) => one === 'pager channel-failed')).toHaveLength(1)
  })

  it.each([2, 30])('goes there as soon where its own channel has failed for %i hours', async (hours) => {
    const { test, told } = desk({ down: ['chat'] })
    test.accept(HELD)
    await test.pass(hours * HOUR)
    for (let at = 0; at < 13; at++) {
      const orderId = `order-${at}`
      test.accept({ ...HELD, orderId })
      await test.pass(6 * MINUTE)
      expect(told.map(({ alert }) => alert.orderId)).toContain(orderId)
      await test.pass(HOUR)
    }
  })

  it('goes on to the one after that', async () => {
    const { test, said } = desk({ down: ['chat', 'pager'] })
    test.accept(HELD)
    await test.pass(12 * MINUTE)
    expect(said()).toContain('post held')
  })

  it('is told by its own channel all the same when that works again, which is told as well', async () => {
    const { test, said, broken } = desk({ down: ['chat'] })
    test.accept(HELD)
    await test.pass(HOUR)
    broken.clear()
    await test.pass(HOUR)
    expect(said().filter((one) => one.startsWith('chat'))).toEqual(['chat held', 'chat resolved'])
  })

  it('does not wait for its own next try when another shows that its channel works again', async () => {
    const { test, said, broken } = desk({ down: ['chat'] })
    test.accept(HELD)
    await test.pass(20 * MINUTE)
    broken.clear()
    test.reopen()
    test.accept({ ...HELD, orderId: 'order-2' })
    await test.pass(1_000)
    expect(said().filter((one) => one.startsWith('chat'))).toEqual(['chat held', 'chat held'])
  })

  it('is kept, and the same on every channel, however long they fail', async () => {
    const { test, told, broken } = desk({ down: ['chat', 'pager', 'post'] })
    test.accept(HELD)
    await test.pass(50 * HOUR)
    broken.clear()
    await test.pass(2 * HOUR)
    const held = told.filter(({ alert }) => alert.kind === 'held')
    expect(held.map(({ channel }) => channel).sort()).toEqual(['chat', 'pager', 'post'])
    expect(new Set(held.map(({ alert }) => alert.id)).size).toBe(1)
  })

  it('holds its channel up no longer than the channel fails, and others are not tried in vain meanwhile', async () => {
    const { test, said, broken, tries } = desk({ down: ['chat'] })
    for (let at = 0; at < 5; at++) test.accept({ ...HELD, orderId: `order-${at}` })
    await test.pass(3 * MINUTE)
    expect(tries()).toBeLessThan(6)
    broken.clear()
    await test.pass(10 * MINUTE)
    expect(said().filter((one) => one === 'chat held')).toHaveLength(5)
  })

  it('waits for no channel that the configuration has no more', async () => {
    const test = testOutbox({ ports: { sendAlert: async () => err({ why: 'No.', alone: false }) } })
    test.accept(HELD)
    await test.work()
    const { test: other, said } = desk()
    for (const row of test.sql.all<{ alert: string }>('SELECT alert FROM alerts'))
      other.sql.all(
        "INSERT INTO alerts (at, channel, message, alert, next_at) VALUES (0, 'gone', 'x', ?, 0)",
        row.alert,
      )
    other.reopen()
    await other.pass(MINUTE)
    expect(said()).toEqual(['chat held'])
  })
})

describe('quiet hours', () => {
  const quiet = { from: '09:00', to: '12:00' }

  it('silence what can wait until they end', async () => {
    const { test, said } = desk({ quiet })
    test.outbox.tell({ kind: 'missed-by-webhook', why: 'order PO-1.' })
    await test.pass(2 * HOUR - MINUTE)
    expect(said()).toEqual([])
    await test.pass(2 * MINUTE)
    expect(said()).toEqual(['chat missed-by-webhook'])
  })

  it('never silence an order that has not got where it should', async () => {
    const { test, said } = desk({ quiet })
    test.accept(HELD)
    await test.work()
    expect(said()).toEqual(['chat held'])
  })

  it('escalate nothing that only waits for their end', async () => {
    const { test, said } = desk({ quiet, down: ['chat'] })
    test.outbox.tell({ kind: 'missed-by-webhook', why: 'order PO-1.' })
    await test.pass(2 * HOUR)
    expect(said()).toEqual([])
    await test.pass(6 * MINUTE)
    expect(said()).toContain('pager missed-by-webhook')
  })
})

describe('a supplier', () => {
  it('without alerts still keeps its incidents for the console', async () => {
    const test = testOutbox({
      supplier: supplierWith(),
      ports: { alerts: alertRules({ suppliers: {} }, '') },
    })
    test.accept(HELD)
    await test.work()
    expect(test.sql.all('SELECT kind, cause FROM incidents')).toEqual([{ kind: 'held', cause: 'quantity' }])
    expect(test.sql.all('SELECT * FROM alerts')).toEqual([])
  })
})
