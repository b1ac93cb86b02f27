import { describe, expect, it } from 'vitest'
import { unsentAlerts } from '../../src/outbox/alerts/alerts.ts'
import type { Sql } from '../../src/outbox/sql.ts'
import { createTransportStore } from '../../src/outbox/transport-store.ts'
import { utf8 } from '../../src/text/utf8.ts'
import { cxml, cxmlStatus, ordrsp } from '../fakes/acknowledgements.ts'
import { leaseOf } from '../fakes/lease.ts'
import { EDIFACT, ERP, httpRoute, mailboxRoute, supplierWith } from '../fakes/orders.ts'
import { STORAGE_ID, settled, type TestOutbox, testOutbox } from '../fakes/outbox.ts'
import { status } from '../fakes/wire.ts'

const DAY = 86_400_000
const AN = { by: 'an' }
const WORDS = 'Jeanne'
const MICS = { sha1: 'ONE', sha256: 'TWO', sha384: 'THREE', sha512: 'FIVE' }

const textOf = (value: unknown): string =>
  value instanceof Uint8Array ? Buffer.from(value).toString() : String(value ?? '')

/** Each `table.column` with a word about the order in any row of any table. */
const remains = (sql: Sql): string[] =>
  sql
    .all<{ name: string }>("SELECT name FROM sqlite_master WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%'")
    .flatMap(({ name }) =>
      sql
        .all<Record<string, unknown>>(`SELECT * FROM ${name}`)
        .flatMap((row) => Object.entries(row))
        .filter(([, value]) => textOf(value).includes(WORDS))
        .map(([column]) => `${name}.${column}`),
    )

const acknowledged = httpRoute('erp', ERP, {
  document: EDIFACT,
  ...{ receipt: 'transport', acknowledgements: { token: 'ACK_TOKEN' } },
})
const mailed = {
  ...{ name: 'desk', transport: { kind: 'email' } },
  document: { format: 'email', template: 'order-email', from: 'us@gateway.example', to: ['desk@fresco.example'] },
}

/** A settled order on the route, whose alerts wait for their channel. */
async function settledOrder(route: object, more: object = {}): Promise<TestOutbox> {
  const test = testOutbox({
    supplier: supplierWith({ maxAgeHours: 10_000, routes: [route], ...more }),
    ports: {
      mail: async () => {},
      sendAlert: async () => ({ ok: false, error: { why: { says: 'channel-fault' }, alone: true } }),
    },
  })
  test.wire.answers(ERP, status(200))
  test.accept()
  await test.work()
  return test
}

type End = (test: TestOutbox) => void
const ENDS: readonly (readonly [string, End])[] = [
  [
    'purged',
    (test) => {
      test.clock.set(test.clock.now() + 91 * DAY)
      expect(test.outbox.purge()).toBe(1)
    },
  ],
  ['erased', (test) => expect(test.outbox.erase('order-1', AN)).toEqual({ ok: true })],
]

describe.each(ENDS)('a reply about an order that was %s', (_, end) => {
  it('changes the delivery as before and alerts the desk, and its words are not stored: a rejection', async () => {
    const test = await settledOrder(acknowledged)
    end(test)
    const { matched } = test.hear(ordrsp('PO-order-1', '27', [`FTX+AAI+++Refused for ${WORDS}`]))
    expect(matched).toMatchObject([{ verdict: 'rejected', effect: 'refused' }])
    expect(test.deliveries()).toEqual(['erp v1 refused yes'])
    expect(test.outbox.view('order-1')).toMatchObject({
      deliveries: [{ acknowledgements: [{ verdict: 'rejected', reason: null }] }],
      timeline: expect.arrayContaining([expect.objectContaining({ event: 'acknowledged' })]),
    })
    expect(unsentAlerts(test.sql)).toMatchObject([{ alert: { kind: 'refused', orderNumber: 'PO-order-1' } }])
    expect(remains(test.sql)).toEqual([])
  })

  it('leaves the reason of the open incident that another order gave', async () => {
    const test = await settledOrder(acknowledged)
    end(test)
    test.accept({ orderId: 'order-2' })
    await test.work()
    test.hear(ordrsp('PO-order-2', '27', ['FTX+AAI+++Out of stock']))
    test.hear(ordrsp('PO-order-1', '27', [`FTX+AAI+++Refused for ${WORDS}`]))
    expect(test.sql.all("SELECT why FROM incidents WHERE kind = 'refused' AND closed_at IS NULL")).toEqual([
      { why: '“Out of stock.”' },
    ])
    expect(remains(test.sql)).toEqual([])
  })

  it('a returned mail', async () => {
    const test = await settledOrder(mailed)
    end(test)
    const key = { orderId: 'order-1', version: 1, documentRevision: 1, storageId: STORAGE_ID }
    const recipients = [
      { address: 'desk@fresco.example', action: 'failed', diagnosis: `no mail for ${WORDS}` },
    ] as const
    const bounce = { messageId: 'x', recipients }
    expect(test.outbox.processBounce('desk', key, bounce)).toBe('refused')
    expect(test.outbox.processBounce('desk', key, bounce)).toBe('noted')
    expect(unsentAlerts(test.sql)).toMatchObject([{ alert: { kind: 'refused', orderId: 'order-1' } }])
    expect(remains(test.sql)).toEqual([])
  })

  it('an AS2 receipt', async () => {
    const test = await settledOrder(httpRoute('erp', ERP))
    createTransportStore(test.sql, leaseOf({}), test.clock).expect('m-1', MICS)
    end(test)
    const mdn = { originalMessageId: '<m-1>', type: 'failed', modifier: 'failure', reason: `${WORDS} is unknown` }
    const evidence = { bytes: utf8(`MDN about ${WORDS}`), digest: 'd' }
    expect(
      test.outbox.processMdn({
        mdn: { ...mdn, mic: { digest: 'TWO', algorithm: 'sha-256' } },
        evidence,
        routes: ['erp'],
      }),
    ).toBe('refused')
    expect(remains(test.sql)).toEqual([])
  })

  it('a failure of a document that another version replaced', async () => {
    const test = await settledOrder(mailboxRoute('box'), { revisions: 'replace' })
    const [first] = test.outbox.listMailbox('box')
    test.accept({ content: 3 })
    await test.work()
    const [second] = test.outbox.listMailbox('box')
    test.outbox.applyMailboxStatus('box', second?.id ?? '', 'consumed', null)
    end(test)
    expect(test.outbox.applyMailboxStatus('box', first?.id ?? '', 'failed', `Unknown: ${WORDS}`)).toBe('superseded')
    expect(remains(test.sql)).toEqual([])
  })
})

describe('an order that is erased, and then placed again', () => {
  const refused = { orderId: 'order-1', orderNumber: 'PO-1', customer: 'C', body: new Uint8Array(1), problems: '[]' }

  it('is accepted again, however often it is erased', async () => {
    const test = testOutbox()
    for (const content of [1, 2, 3]) {
      expect(test.accept({ content })).toMatchObject({ version: content })
      test.sql.all("UPDATE deliveries SET state = 'done', next_at = NULL")
      expect(test.outbox.erase('order-1', AN)).toMatchObject({ ok: true })
    }
    expect(test.accept({ content: 4 })).toMatchObject({ version: 4 })
  })

  it('is kept for the call-back list when it is refused again', () => {
    const test = testOutbox()
    for (let times = 0; times < 3; times++) {
      test.outbox.keepRefused(refused)
      expect(test.outbox.view('order-1')?.state).toBe('refused')
      expect(test.outbox.erase('order-1', AN)).toMatchObject({ ok: true })
    }
  })
})

describe('an erase', () => {
  it('deletes the reason in alerts that wait for their channel, and keeps title, number and steps', async () => {
    const test = await settledOrder(acknowledged)
    test.hear(ordrsp('PO-order-1', '27', [`FTX+AAI+++Refused for ${WORDS}`]))
    await test.work()
    test.outbox.makeStatements()
    await test.pass(DAY)
    test.outbox.makeStatements()
    expect(remains(test.sql)).toContain('alerts.alert')
    expect(remains(test.sql)).toContain('statements.statement')
    test.outbox.done('order-1', 'erp', AN)
    expect(test.outbox.erase('order-1', AN)).toEqual({ ok: true })
    expect(remains(test.sql)).toEqual([])
    const [waiting] = unsentAlerts(test.sql)
    expect(waiting?.alert).toMatchObject({ kind: 'refused', orderNumber: 'PO-order-1', text: waiting?.alert.title })
    expect(waiting?.alert.details?.steps.length).toBeGreaterThan(0)
  })

  it('of an order whose attempt is under way leaves nothing of that attempt', async () => {
    const transport = { kind: 'http', url: ERP, verdictFrom: 'body' }
    const cxmlRoute = { ...acknowledged, transport, document: { format: 'cxml-1.2' } }
    const test = await settledOrder(cxmlRoute)
    const reply = Promise.withResolvers<Response>()
    test.wire.answers(ERP, () => reply.promise)
    test.accept({ orderId: 'order-2' })
    await test.work()
    expect(test.hear(cxmlStatus('order-2.1@orderbridge')).matched).toMatchObject([{ effect: 'settled' }])
    expect(test.outbox.erase('order-2', AN)).toEqual({ ok: true })
    reply.resolve(new Response(cxml(`<Response><Status code="406" text="Unknown: ${WORDS}"/></Response>`)))
    await settled()
    expect(test.outbox.view('order-2')?.timeline.map(({ event }) => event)).toContain('refused')
    expect(remains(test.sql)).toEqual([])
  })

  it('during a mail to the customer ends the mail, and no alert offers its text for forwarding', async () => {
    const mail = Promise.withResolvers<void>()
    const test = testOutbox({
      supplier: supplierWith({
        ...{ customers: [{ customer: 'C-77', contact: 'chef@bistro.example' }] },
        ...{ customerNotices: { from: 'orders@gateway.example' }, orderDesk: { mail: 'desk@fresco.example' } },
      }),
      ports: { mail: () => mail.promise },
    })
    test.wire.answers(ERP, status(200))
    test.accept()
    await test.work()
    expect(test.outbox.notifyCustomer('order-1', { ...AN, message: `Dear ${WORDS}` })).toEqual({ ok: true })
    await test.work()
    expect(test.outbox.erase('order-1', AN)).toEqual({ ok: true })
    mail.reject(new Error('cut'))
    await settled()
    await test.pass(2 * DAY)
    expect(remains(test.sql)).toEqual([])
    expect(test.outbox.view('order-1')).toMatchObject({ notices: [{ attempts: 1, sentAt: null }] })
    expect(test.alerts.map(({ kind }) => kind)).toContain('customer-not-notified')
    expect(JSON.stringify(test.alerts)).not.toContain(WORDS)
  })
})

describe('a purge', () => {
  it('comes back within a day for the problems of a content that was refused since', async () => {
    const test = await settledOrder(httpRoute('erp', ERP))
    ENDS[0]?.[1](test)
    const problems = JSON.stringify([{ path: '', code: 'x', message: `Not for ${WORDS}` }])
    test.outbox.keepRefused({ orderId: 'order-1', orderNumber: 'PO-1', customer: 'C', body: utf8(WORDS), problems })
    expect(remains(test.sql)).toEqual(['timeline.text'])
    await test.pass(2 * DAY)
    test.outbox.purge()
    expect(remains(test.sql)).toEqual([])
  })

  it('deletes the reasons in statements of that age, and keeps their counts', async () => {
    const test = await settledOrder(acknowledged)
    test.hear(ordrsp('PO-order-1', '27', [`FTX+AAI+++Refused for ${WORDS}`]))
    test.outbox.makeStatements()
    await test.pass(DAY)
    test.outbox.makeStatements()
    test.outbox.done('order-1', 'erp', AN)
    test.clock.set(test.clock.now() + 92 * DAY)
    test.outbox.purge()
    test.outbox.purge()
    expect(remains(test.sql)).toEqual([])
  })
})
