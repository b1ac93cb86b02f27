import { describe, expect, it } from 'vitest'
import { ok } from '../../../src/model/result.ts'
import type { OutgoingMail } from '../../../src/ports.ts'
import { alertRules } from '../../../src/profile/alert-rules.ts'
import { ERP, httpRoute, supplierWith } from '../../fakes/orders.ts'
import { testOutbox } from '../../fakes/outbox.ts'
import { type Answer, status } from '../../fakes/wire.ts'
import { MINUTE } from '../taking.ts'

const DESK = 'desk@fresco.example'
const mailTo = (...to: string[]) => ({ mail: { from: 'us@gateway.example', to } })

/** The ERP answers, and the mail of route `desk` takes over. Each alert is noted with its channel. */
async function played(
  answer: Answer,
  { channel = mailTo('Desk@fresco.example'), failures = [] as string[], hangs = false } = {},
) {
  const mails: OutgoingMail[] = []
  const told: string[] = []
  const flying: (() => void)[] = []
  const desk = {
    ...{ name: 'desk', transport: { kind: 'email' }, retry: { delaysSeconds: [3_000], giveUpAfterHours: 24 } },
    document: { format: 'email', from: 'us@gateway.example', to: [DESK, 'chef@fresco.example'] },
  }
  const erp = httpRoute('erp', ERP, { fallbacks: [{ route: 'desk', afterMinutes: 4 }] })
  const supplier = supplierWith({ routes: [erp, desk], language: 'en' })
  const channels = [
    { name: 'desk-mail', backup: false, ...channel },
    { name: 'hook', backup: false, url: 'HOOK_URL', format: 'json' as const },
  ]
  const test = testOutbox({
    supplier,
    ports: {
      alerts: { ...alertRules({ suppliers: { fresco: supplier } }, 'fresco'), channels },
      mail: async (mail) => {
        const code = failures.shift()
        if (code !== undefined) throw Object.assign(new Error('refused'), { code })
        mails.push(mail)
      },
      sendAlert: async ({ name }, { kind, of, route }) => {
        told.push([name, kind, of, route].filter(Boolean).join(' '))
        if (hangs && name === 'desk-mail' && kind !== 'resolved') await new Promise<void>((go) => flying.push(go))
        return ok(null)
      },
    },
  })
  test.wire.answers(ERP, answer)
  test.accept()
  await test.pass(2 * MINUTE)
  const toldBy = (name: string): string[] => told.filter((one) => one.startsWith(name))
  return { test, mails, toldBy, flying }
}

const refuses: Answer = () => new Response('Customer blocked', { status: 422 })

describe('a refused order that a mail brings to the readers of the alerts', () => {
  it('is one mail to them, with the lines and the reason, and an alert for any other channel', async () => {
    const { mails, toldBy } = await played(refuses)
    expect(mails).toHaveLength(1)
    expect(mails[0]?.text).toContain('Customer blocked')
    expect(mails[0]?.text).toContain('00123')
    expect(toldBy('desk-mail')).toEqual([])
    expect(toldBy('hook')).toEqual(['hook refused erp', 'hook fallback erp'])
  })

  it('is over without a message to them, because no message began it', async () => {
    const { test, toldBy } = await played(refuses)
    test.wire.answers(ERP, status(200))
    test.accept({ orderId: 'order-2', orderNumber: 'PO-2' })
    test.outbox.done('order-1', 'erp', { by: 'An' })
    await test.pass(5 * MINUTE)
    expect(toldBy('desk-mail')).toEqual([])
    expect(toldBy('hook').slice(2).toSorted()).toEqual(['hook resolved fallback erp', 'hook resolved refused erp'])
  })
})

describe('the readers of the alerts are told of a refused order', () => {
  it('where one of them does not get the mail', async () => {
    const { toldBy } = await played(refuses, { channel: mailTo(DESK, 'it@fresco.example') })
    expect(toldBy('desk-mail')).toEqual(['desk-mail refused erp', 'desk-mail fallback erp'])
  })

  it('where the mail is refused too', async () => {
    const { mails, toldBy } = await played(refuses, { failures: ['E_RECIPIENT_NOT_ALLOWED'] })
    expect(mails).toEqual([])
    expect(toldBy('desk-mail').toSorted()).toEqual([
      ...['desk-mail fallback erp', 'desk-mail refused desk', 'desk-mail refused erp'],
    ])
  })
})

it('tells the readers that a refusal is over, where the alert came before a mail that was late', async () => {
  const { test, mails, toldBy } = await played(refuses, { failures: ['E_INTERNAL_SERVER_ERROR'] })
  const alerts = ['desk-mail refused erp', 'desk-mail fallback erp']
  expect([mails.length, toldBy('desk-mail')]).toEqual([1, alerts])
  test.wire.answers(ERP, status(200))
  test.accept({ orderId: 'order-2', orderNumber: 'PO-2' })
  test.outbox.done('order-1', 'erp', { by: 'An' })
  await test.pass(5 * MINUTE)
  const over = ['desk-mail resolved fallback erp', 'desk-mail resolved refused erp']
  expect(toldBy('desk-mail').slice(2).toSorted()).toEqual(over)
})

it('tells of a fallback route that takes over an outage, because the mail does not say why', async () => {
  const { test, toldBy } = await played(status(503))
  await test.pass(5 * MINUTE)
  expect(toldBy('desk-mail')).toEqual(['desk-mail fallback erp'])
})

/** The ERP works again, and a person reports the refused order. */
async function over({ test }: Awaited<ReturnType<typeof played>>): Promise<void> {
  test.wire.answers(ERP, status(200))
  test.accept({ orderId: 'order-2', orderNumber: 'PO-2' })
  test.outbox.done('order-1', 'erp', { by: 'An' })
  await test.pass(5 * MINUTE)
}

it('tells readers of no end where a mail came in place of the alert, and no longer counts', async () => {
  const all = await played(refuses)
  // A mail that bounced no longer counts either.
  expect(all.test.outbox.discard('order-1', { by: 'An', note: 'Blocked.', mailed: true })).toEqual({ ok: true })
  await over(all)
  expect(all.toldBy('hook')).toContain('hook resolved refused erp')
  expect(all.toldBy('desk-mail').filter((one) => !one.endsWith(' desk'))).toEqual([])
  expect(all.test.sql.all("SELECT name FROM key_values WHERE name LIKE 'alerted:%'")).toEqual([])
})

it('tells readers of the end where their alert was being sent when its incident ended', async () => {
  const all = await played(refuses, { failures: ['E_INTERNAL_SERVER_ERROR'], hangs: true })
  expect(all.toldBy('desk-mail')).toEqual(['desk-mail refused erp'])
  await over(all)
  for (let at = 0; at < 3; at++) {
    for (const go of all.flying.splice(0)) go()
    await all.test.pass(MINUTE)
  }
  expect(all.toldBy('desk-mail')[0]).toBe('desk-mail refused erp')
  expect(all.toldBy('desk-mail')).toContain('desk-mail resolved refused erp')
  expect(all.test.sql.all("SELECT name FROM key_values WHERE name LIKE 'alerted:%'")).toEqual([])
})
