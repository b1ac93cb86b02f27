import type { AttemptResult } from '../../src/model/attempt-result.ts'
import { readAcknowledgements } from '../../src/replies/read-acknowledgements.ts'
import { utf8 } from '../../src/text/utf8.ts'
import type { OutgoingDocument, TransportPorts } from '../../src/transports/transport.ts'
import { contrl } from '../fakes/acknowledgements.ts'
import { nodeSql } from '../fakes/node-sql.ts'
import { EDIFACT } from '../fakes/orders.ts'
import { settled, testOutbox } from '../fakes/outbox.ts'
import { dump } from './dump.ts'
import { PUSHED_ROUTES, sentLine, stubTransports, supplier } from './setting.ts'

const MINUTE = 60_000
const ANN = { by: 'ann' }
const never = new Promise<AttemptResult>(() => {})

/** How an attempt ends, by the end of the order's number: `PO-sftp-uncertain`. */
function answer(
  { orderNumber, route }: OutgoingDocument,
  { transportStore }: TransportPorts,
): AttemptResult | Promise<AttemptResult> {
  if (route === 'as2') transportStore.expect(`<${orderNumber}@gateway.example>`, { sha256: 'a-mic' })
  if (route === 'stopped')
    return { outcome: 'refused', reached: 'no', phase: 'sign in', routeWide: true, note: 'The password is wrong.' }
  if (route === 'answered') return { outcome: 'sent', note: 'Handed over.' }
  switch (orderNumber.split('-').at(-1)) {
    case 'sending':
      return never
    case 'uncertain':
      return { outcome: 'uncertain', phase: 'receipt', note: 'No answer came.' }
    case 'deferred':
      return { outcome: 'deferred', phase: 'connect', reached: 'no', retryAfterSeconds: 3_600, note: 'It is down.' }
    case 'refused':
      return { outcome: 'refused', phase: 'write', reached: 'no', note: 'The receiver does not know the article.' }
    default:
      return { outcome: 'delivered', note: 'The receiver took it.' }
  }
}

/**
 * Fills the file with the storage of an outbox whose orders are under way in every way there is, and gives it as SQL text. Each attempt
 * that was made is a comment at the top. docs/dev/adding-a-migration.md says how to record the storage of another version.
 */
export async function recordStorage(file: string): Promise<string> {
  const sent = stubTransports(answer)
  const sql = nodeSql(file)
  const test = testOutbox({ supplier, sql })
  const place = (name: string, routes: readonly string[], state: 'waiting' | 'held' = 'waiting', content = 2): void => {
    const start = state === 'held' ? ({ state, reason: 'quantity' } as const) : ({ state } as const)
    test.accept({ orderId: name, content, routes: routes.map((route) => ({ route, revisions: 'hold', start })) })
  }

  place('all-delivered', PUSHED_ROUTES)
  place('http-refused', ['http'])
  place('http-deferred', ['http'])
  place('http-held', ['http'], 'held')
  for (const name of ['answered', 'answered-late']) place(name, ['answered'])
  place('stopped-1', ['stopped'])
  for (const name of ['batch-1-deferred', 'batch-2-deferred', 'batch-3-deferred']) place(name, ['batch'])
  place('first-deferred', ['first'])
  for (const route of PUSHED_ROUTES) place(`${route}-uncertain`, [route])
  for (const name of ['mailbox-fetched', 'mailbox-collected', 'mailbox-waiting']) place(name, ['mailbox'])
  const noticed = { problems: [{ path: 'packages', code: 'no-lines', message: '', values: {} }], count: 1 } as const
  const invalid = { state: 'held', reason: 'invalid' } as const
  const onHttp = { route: 'http', revisions: 'hold' } as const
  test.accept({ orderId: 'http-invalid', source: 'poll', noticed, routes: [{ ...onHttp, start: invalid }] })
  await test.pass(11 * MINUTE)

  place('all-delivered', ['http'], 'waiting', 5)
  test.accept({ orderId: 'http-unconfirmed', unconfirmed: true, routes: [{ ...onHttp, start: { state: 'waiting' } }] })
  place('stopped-2', ['stopped'])
  for (const name of ['batch-4', 'batch-5']) place(name, ['batch'])
  const [fetched, collected] = test.outbox.listMailbox('mailbox')
  if (!fetched || !collected) throw new Error('The mailbox is empty.')
  for (const { id } of [fetched, collected]) test.outbox.fetchDocument('mailbox', id)
  test.outbox.applyMailboxStatus('mailbox', collected.id, 'collected', null)
  test.outbox.keepRefused({
    orderId: 'refused',
    orderNumber: 'PO-refused',
    customer: null,
    body: utf8('{}'),
    problems: '[]',
  })
  const read = readAcknowledgements({ document: EDIFACT }, utf8(contrl('00000000000004', '8')))
  if (!read.ok) throw new Error('The acknowledgement cannot be read.')
  test.outbox.acknowledge('answered', read.value)
  const beat = { courier: 'c-1', run: 'r-1', after: [], host: 'erp-server', issues: [], leaving: false }
  test.outbox.heartbeat('mailbox', beat)
  sql.all(
    "INSERT INTO received_messages (sender, id, digest, answer) VALUES ('FRESCO', '<1@fresco.example>', 'a-digest', '{}')",
  )
  test.outbox.makeStatements()
  await test.pass(MINUTE)
  test.outbox.pause('second', ANN)

  // Five attempts at most are under way at once; the attempts of an object that stopped are not counted.
  for (const [at, route] of PUSHED_ROUTES.entries()) {
    place(`${route}-sending`, [route])
    if (at % 4 === 3) {
      await test.work()
      test.reopen()
    }
  }
  for (const route of PUSHED_ROUTES) place(`${route}-waiting`, [route])
  test.outbox.tell({ kind: 'order-api', why: 'The order API answers 500.' })
  await settled()
  sql.close()
  return [`-- now ${test.clock.now()}`, ...sent.map((parcel) => `-- sent ${sentLine(parcel)}`), dump(file)].join('\n')
}
