import { describe, expect, it } from 'vitest'
import { createLease, DUE_ROW, type DueRow } from '../../src/outbox/due-row.ts'
import { startedLease } from '../../src/outbox/start-accepted.ts'
import { failingSql, nodeSql } from '../fakes/node-sql.ts'
import { EDIFACT, ERP, httpRoute, supplierWith } from '../fakes/orders.ts'
import { settled, testOutbox } from '../fakes/outbox.ts'
import { hanging, status } from '../fakes/wire.ts'

/**
 * An outbox that starts the first attempt within the accept. From the commit of an order until the end of its accept,
 * the storage fails at the statements that `fails` selects.
 */
function failingAfterCommit(fails: (query: string) => boolean) {
  const sql = nodeSql()
  let isAccepting = false
  let isStored = false
  const test = testOutbox({
    sql: failingSql(sql, (query) => {
      isStored ||= isAccepting && query.startsWith('INSERT INTO deliveries')
      return isAccepting && isStored && fails(query)
    }),
    ports: { startsWhenAccepted: true },
  })
  test.wire.answers(ERP, status(200))
  return {
    ...{ wire: test.wire, pass: test.pass, deliveries: test.deliveries, logged: test.logged, alerts: test.alerts },
    accept() {
      isAccepting = true
      try {
        return test.accept()
      } finally {
        isAccepting = false
      }
    },
  }
}

describe('the first attempt of an order that starts within the accept', () => {
  it('begins though the storage fails between the commit and the attempt', async () => {
    const test = failingAfterCommit((query) => query.includes('FROM deliveries'))
    expect(test.accept()).toMatchObject({ status: 'accepted' })
    await test.pass(120_000)
    expect(test.deliveries()).toEqual(['erp v1 delivered yes'])
    expect(test.wire.calls.length).toBe(1)
    expect(test.alerts).toEqual([])
  })

  it('reports the fault that kept the outbox from choosing its alarm', async () => {
    const test = failingAfterCommit((query) => query.includes('min(at) AS at'))
    test.accept()
    await test.pass(120_000)
    expect(test.deliveries()).toEqual(['erp v1 delivered yes'])
    expect(test.logged).toContainEqual({ event: 'dispatcher-fault', supplier: 'fresco', error: 'Error' })
  })

  it('begins though the alarm cannot be set, and the next order sets an alarm', async () => {
    let isBroken = false
    const alarms: number[] = []
    const setAlarm = (at: number) => {
      if (isBroken) throw new Error('no alarm')
      alarms.push(at)
    }
    const test = testOutbox({ ports: { startsWhenAccepted: true, setAlarm } })
    const receiver = hanging()
    test.wire.answers(ERP, receiver.answer)
    isBroken = true
    expect(() => test.accept({ orderId: 'order-1' })).toThrow('no alarm')
    await settled()
    expect(receiver.waiting).toBe(1)
    isBroken = false
    test.accept({ orderId: 'order-2' })
    expect(alarms.length).toBe(1)
  })

  it('has the lease that the stored row gives', async () => {
    const supplier = supplierWith({ routes: [httpRoute('erp', ERP, { document: EDIFACT })] })
    const test = testOutbox({ supplier, ports: { startsWhenAccepted: true } })
    test.wire.answers(ERP, hanging().answer)
    test.accept()
    const [row] = test.sql.all<DueRow>(`${DUE_ROW} WHERE d.route = 'erp'`)
    if (!row) throw new Error('The order has no delivery.')
    expect(row).toMatchObject({ state: 'sending', attempts: 1 })
    const { orderId, version, route, purpose, acceptedAt } = row
    const now = test.clock.now()
    expect(startedLease({ orderId, version, route, purpose, acceptedAt }, row, row, now)).toEqual(
      createLease({ ...row, state: 'waiting', attempts: 0 }, now),
    )
  })
})
