import { expect, it } from 'vitest'
import { err, ok } from '../../../src/model/result.ts'
import { dropMessages } from '../../../src/outbox/alerts/moved-messages.ts'
import { alertRules } from '../../../src/profile/alert-rules.ts'
import { ERP, httpRoute, supplierWith } from '../../fakes/orders.ts'
import { testOutbox } from '../../fakes/outbox.ts'
import { status } from '../../fakes/wire.ts'
import { MINUTE } from '../taking.ts'

const MAIL = { from: 'us@gateway.example', to: ['desk@fresco.example'] }

/** Route `desk` takes over from an ERP that does not answer. `isDown`: the channel of the alerts fails. */
async function takenOver(isDown: boolean) {
  const told: string[] = []
  const channel = { isDown }
  const desk = { name: 'desk', transport: { kind: 'email' }, document: { format: 'email', ...MAIL } }
  const erp = httpRoute('erp', ERP, { fallbacks: [{ route: 'desk', afterMinutes: 4 }] })
  const supplier = supplierWith({ routes: [erp, desk] })
  const channels = [{ name: 'desk-mail', backup: false, mail: MAIL }]
  const test = testOutbox({
    supplier,
    ports: {
      alerts: { ...alertRules({ suppliers: { fresco: supplier } }, 'fresco'), channels },
      mail: async () => {},
      sendAlert: async (_, { kind, of }) => {
        if (channel.isDown) return err({ why: { says: 'channel-fault' }, alone: true })
        told.push([kind, of].filter(Boolean).join(' '))
        return ok(null)
      },
    },
  })
  test.wire.answers(ERP, status(503))
  test.accept()
  await test.pass(5 * MINUTE)
  const stored = () => test.sql.all("SELECT name FROM key_values WHERE name LIKE 'alerted:%'")
  return { test, told, channel, stored }
}

it('stores no channel of an incident that ended before its alert was sent', async () => {
  const { test, told, channel, stored } = await takenOver(true)
  test.wire.answers(ERP, status(200))
  test.accept({ orderId: 'order-2', orderNumber: 'PO-2' })
  await test.pass(10 * MINUTE)
  channel.isDown = false
  await test.pass(60 * MINUTE)
  expect(told).toEqual(expect.arrayContaining(['fallback', 'resolved fallback']))
  expect(stored()).toEqual([])
})

it('drops the channels with the incidents, where the outbox of another name has the orders', async () => {
  const { test, stored } = await takenOver(false)
  expect(stored()).toHaveLength(1)
  dropMessages(test.sql)
  expect(stored()).toEqual([])
})
