import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { migrate } from '../../src/outbox/migrate.ts'
import { migrations } from '../../src/outbox/migrations/registry.ts'
import type { Sql } from '../../src/outbox/sql.ts'
import { readAcknowledgements } from '../../src/replies/read-acknowledgements.ts'
import { utf8 } from '../../src/text/utf8.ts'
import type { OutgoingDocument } from '../../src/transports/transport.ts'
import { contrl } from '../fakes/acknowledgements.ts'
import { nodeSql } from '../fakes/node-sql.ts'
import { EDIFACT } from '../fakes/orders.ts'
import { type TestOutbox, testOutbox } from '../fakes/outbox.ts'
import { recordedStorage } from './recorded.ts'
import { sentLine, stubTransports, supplier } from './setting.ts'

const HOUR = 3_600_000
const ANN = { by: 'ann' }
const SETTLED = ['delivered', 'superseded', 'done']

/** Everything that a desk and the receivers still have to do. */
async function finish(test: TestOutbox): Promise<void> {
  const { outbox } = test
  outbox.resume('second', ANN)
  outbox.retryRoute('stopped', ANN)
  outbox.retry('http-refused', 'http', ANN)
  outbox.done('mailbox-collected', 'mailbox', ANN)
  for (const orderId of ['http-held', 'http-unconfirmed', 'http-invalid']) outbox.release(orderId, ANN)
  outbox.release('all-delivered', { ...ANN, as: 'replacement' })
  for (const number of ['00000000000004', '00000000000005']) {
    const read = readAcknowledgements({ document: EDIFACT }, utf8(contrl(number)))
    if (read.ok) outbox.acknowledge('answered', read.value)
  }
  for (const { id } of outbox.listMailbox('mailbox')) {
    outbox.fetchDocument('mailbox', id)
    outbox.applyMailboxStatus('mailbox', id, 'consumed', null)
  }
  await test.pass(6 * HOUR)
}

const rowsIn = (given: Sql): number =>
  given
    .all<{ name: string }>("SELECT name FROM sqlite_master WHERE type = 'table' AND name <> 'migrations'")
    .reduce((sum, { name }) => sum + (given.all<{ n: number }>(`SELECT count(*) AS n FROM ${name}`)[0]?.n ?? 0), 0)

/** `http-held erp v1 delivered yes`, one line a delivery. */
const deliveries = (test: TestOutbox): string[] =>
  test.outbox
    .list({ state: null, text: null, limit: 100, before: null })
    .rows.flatMap(({ order: { orderId } }) => test.deliveries(orderId).map((line) => `${orderId} ${line}`))

describe.each(['0771201', '450cd56'])('storage written by commit %s', (commit) => {
  const recorded = recordedStorage(commit)
  let sql: ReturnType<typeof nodeSql>
  beforeEach(() => {
    sql = nodeSql(':memory:', recorded.sql)
  })
  afterEach(() => {
    vi.restoreAllMocks()
    sql.close()
  })

  it('is brought to the newest version, and keeps every row', () => {
    const before = rowsIn(sql)
    expect(migrate(sql, recorded.now)).toEqual({ ok: true, value: migrations.length })
    expect(rowsIn(sql)).toBeGreaterThanOrEqual(before)
  })

  it('delivers all that was under way, each delivery by one document, under the identity that it had', async () => {
    const sent = stubTransports(() => ({ outcome: 'delivered', note: 'The receiver took it.' }))
    const test = testOutbox({ supplier, sql, now: recorded.now })
    await finish(test)
    const lines = deliveries(test)
    expect(lines).toHaveLength(52)
    expect(lines.filter((line) => !SETTLED.some((state) => line.includes(` ${state} `)))).toEqual([])

    const name = ({ route, orderNumber, version }: OutgoingDocument) => `${route} ${orderNumber} v${version}`
    expect(sent.map(name).filter((one, at, all) => all.indexOf(one) !== at)).toEqual([])
    expect(sent.map(name).filter((one) => one.includes('PO-all-delivered'))).toEqual(['http PO-all-delivered v2'])
    const before = new Map(recorded.sent.map((line) => [identity(line), line]))
    const again = sent.map(sentLine).filter((line) => before.has(identity(line)))
    expect(again.map(withoutMark)).toEqual(again.map((line) => withoutMark(before.get(identity(line)) ?? '')))
    expect(again.length).toBeGreaterThan(20)
  })

  it('knows every order, and goes on counting where it was', async () => {
    const sent = stubTransports(() => ({ outcome: 'delivered', note: 'The receiver took it.' }))
    const test = testOutbox({ supplier, sql, now: recorded.now })
    expect(test.accept({ orderId: 'all-delivered', content: 5, requestId: 'again' })?.status).toBe('duplicate')
    test.accept({
      orderId: 'fresh',
      requestId: 'fresh',
      routes: [{ route: 'sftp', revisions: 'hold', start: { state: 'waiting' } }],
    })
    await test.work()
    expect(sent.find(({ orderNumber }) => orderNumber === 'PO-fresh')?.document.controlNumber).toBe(7)
  })
})

describe('storage without a version', () => {
  it.each(migrations.map(({ version }) => version))('may be left at version %i and brought on later', (version) => {
    const { sql: text, now } = recordedStorage('0771201')
    const sql = nodeSql(':memory:', text)
    expect(migrate(sql, now, migrations.slice(0, version))).toEqual({ ok: true, value: version })
    expect(migrate(sql, now)).toEqual({ ok: true, value: migrations.length })
  })
})

/** Route, orders and file name: one delivery, or one interchange. */
const identity = (line: string): string => line.replace(/ [0-9a-f]{32} (.*) \d+ \w+$/, ' $1')
const withoutMark = (line: string): string => line.replace(/ (first|repeat)$/, '')
