import { copyFileSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import fc from 'fast-check'
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { readExported } from '../../src/exports/read-export.ts'
import { exportText } from '../../src/exports/write-export.ts'
import type { AttemptResult } from '../../src/model/attempt-result.ts'
import { NEVER } from '../../src/outbox/schema.ts'
import { histories } from '../fakes/histories.ts'
import { nodeSql } from '../fakes/node-sql.ts'
import { type TestOutbox, testOutbox } from '../fakes/outbox.ts'
import { recordStorage } from './record.ts'
import { recordedStorage } from './recorded.ts'
import { supplier as recordedSupplier, stubTransports } from './setting.ts'

const HOUR = 3_600_000
const AN = { by: 'an', note: 'As the customer said.' }
const supplier = { ...recordedSupplier, cancellations: 'send' as const }

/** Each state of a delivery, and each kind of transport that leaves something behind. */
const ORDERS = [
  ...['all-delivered', 'http-refused', 'http-deferred', 'http-held', 'http-uncertain', 'http-sending', 'http-waiting'],
  ...['answered', 'stopped-1', 'batch-1-deferred', 'batch-4', 'first-deferred', 'smtp-uncertain', 'as2-uncertain'],
  ...['mailbox-fetched', 'mailbox-collected', 'http-invalid', 'http-unconfirmed', 'refused'],
]

const OUTCOMES: Readonly<Record<string, AttemptResult>> = {
  delivered: { outcome: 'delivered', note: 'The receiver took it.' },
  uncertain: { outcome: 'uncertain', phase: 'receipt', note: 'No answer came.' },
  refused: { outcome: 'refused', phase: 'write', reached: 'no', note: 'The receiver does not know the article.' },
}

const ACTIONS = [
  ...(['release', 'replace', 'discard', 'cancel', 'done', 'retry', 'resend', 'correct', 'hold', 'erase'] as const),
]
const order = fc.constantFrom(...ORDERS)
const step = fc.oneof(
  { weight: 4, arbitrary: fc.record({ kind: fc.constantFrom(...ACTIONS), order }) },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('place' as const),
      order,
      content: fc.constantFrom(2, 3),
      source: fc.constantFrom('webhook' as const, 'poll' as const),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant('answer' as const), outcome: fc.constantFrom(...Object.keys(OUTCOMES)) }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('pass' as const), hours: fc.constantFrom(0, 6) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('restore' as const), order }) },
)
type Step = typeof step extends fc.Arbitrary<infer S> ? S : never

const each = (kinds: readonly (typeof ACTIONS)[number][], orders: readonly string[]): Step[] =>
  kinds.flatMap((kind) => orders.map((order) => ({ kind, order })))
const LATER: Step = { kind: 'pass', hours: 6 }
/** Orders that were sent are cancelled, exported and erased. */
const SENT = ['http-uncertain', 'answered', 'mailbox-collected', 'smtp-uncertain', 'as2-uncertain']
const CANCELLED: Step[] = [
  ...[LATER, ...each(['discard', 'cancel'], ['all-delivered']), ...each(['cancel'], SENT), LATER],
  ...SENT.map((order): Step => ({ kind: 'restore', order })),
  ...each(['erase', 'resend'], SENT),
]
const AGAIN: Step[] = [LATER, ...each(['resend', 'correct'], SENT), LATER, ...each(['resend'], SENT), LATER]

/** The route of the order's newest delivery. */
const routeOf = ({ outbox }: TestOutbox, orderId: string): string =>
  outbox.view(orderId)?.deliveries.at(-1)?.route ?? 'http'

/** What a person reads after the step: the answer to the action. */
async function take(test: TestOutbox, one: Step, answerWith: (outcome: string) => void): Promise<unknown> {
  const { outbox } = test
  if (one.kind === 'answer') return answerWith(one.outcome)
  if (one.kind === 'pass') return test.pass(one.hours * HOUR)
  const orderId = one.order
  const route = routeOf(test, orderId)
  if (one.kind === 'restore') return restore(test, orderId)
  if (one.kind === 'place') {
    const routes = [{ route, revisions: 'hold', start: { state: 'waiting' } }] as const
    const { content, source } = one
    return test.accept({ orderId, content, source, routes, requestId: `${orderId} ${content} ${source}` })?.status
  }
  if (one.kind === 'release') return outbox.release(orderId, AN)
  if (one.kind === 'replace') return outbox.release(orderId, { ...AN, as: 'replacement' })
  if (one.kind === 'discard') return outbox.discard(orderId, AN)
  if (one.kind === 'cancel') return outbox.cancel(orderId, route, AN)
  if (one.kind === 'done') return outbox.done(orderId, route, AN)
  if (one.kind === 'retry') return outbox.retry(orderId, route, AN)
  if (one.kind === 'hold') return outbox.hold(orderId, AN)
  if (one.kind === 'erase') return outbox.erase(orderId, AN)
  return outbox.resend(orderId, route, { ...AN, intent: one.kind === 'resend' ? 'same' : 'correction' })
}

/** The deliveries of the order in an empty outbox that has only its export. */
async function restore(test: TestOutbox, orderId: string): Promise<readonly string[]> {
  const found = test.outbox.exported(orderId)
  const read = found && (await readExported(await exportText(found)))
  if (!read?.ok) return ['The order is not there.']
  const other = testOutbox({ supplier, storageId: '~0fe1dc2ba3948576', now: test.clock.now() })
  const [result] = other.outbox.restore([read.value], [], AN)
  return [result?.outcome ?? 'no result', ...other.deliveries(orderId)]
}

/** Everything that a person reads of the orders, without the moments and words that depend on the storage. */
const statesOf = (test: TestOutbox, orders: readonly string[]): string[] =>
  orders.flatMap((orderId) => [
    ...test.deliveries(orderId).map((line) => `${orderId} ${line}`),
    ...(test.outbox.view(orderId)?.versions ?? []).map(
      ({ version, status }) =>
        `${orderId} v${version} ${status} ${test.outbox.body(orderId, version) === null ? 'without' : 'with'} body`,
    ),
  ])

/** Opens a copy of a recorded storage. */
interface Recording {
  readonly open: () => ReturnType<typeof nodeSql>
  readonly now: number
}

const folder = mkdtempSync(path.join(tmpdir(), 'orderbridge-present-'))
let present: Recording

beforeAll(async () => {
  const file = path.join(folder, 'storage.sqlite')
  const [, now] = /^-- now (\d+)$/m.exec(await recordStorage(file)) ?? []
  vi.restoreAllMocks()
  let copies = 0
  const open = () => {
    const copy = path.join(folder, `${copies++}.sqlite`)
    copyFileSync(file, copy)
    return nodeSql(copy)
  }
  present = { open, now: Number(now) }
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))
afterEach(() => {
  vi.restoreAllMocks()
})

async function live({ open, now }: Recording, steps: readonly Step[]) {
  let outcome = 'delivered'
  const sent = stubTransports(() => OUTCOMES[outcome] ?? { outcome: 'delivered', note: '' })
  const sql = open()
  const test = testOutbox({ supplier, sql, now })
  // Both recordings drew the moments of the next attempts at random.
  sql.all(`UPDATE deliveries SET next_at = ? WHERE next_at < ${NEVER} AND state <> 'sending'`, now)
  test.reopen()
  const touched = [...new Set(steps.flatMap((one) => ('order' in one ? [one.order] : [])))]
  const answers: unknown[] = []
  for (const one of steps) {
    const answer = await take(test, one, (next) => {
      outcome = next
    })
    answers.push({ step: one, answer, states: statesOf(test, touched) })
  }
  outcome = 'delivered'
  await test.pass(6 * HOUR)
  const documents = sent.map(({ route, orderNumber, version, possibleRepeat, document }) =>
    [route, orderNumber, version, possibleRepeat, document.fileName.replace(/\d{3,}/, 'N')].join(' '),
  )
  const faults = test.alerts.filter(({ kind }) => kind === 'internal-error').map(({ text }) => text)
  const states = statesOf(test, ORDERS)
  sql.close()
  vi.restoreAllMocks()
  return { answers, documents: documents.sort(), faults, states }
}

describe.each(['0771201', '450cd56'])('an order that commit %s recorded', (commit) => {
  const { sql: text, now } = recordedStorage(commit)
  const earlier: Recording = { open: () => nodeSql(':memory:', text), now }

  it('is cancelled, replaced, resent, erased, exported and restored as if today’s gateway had recorded it', {
    timeout: 600_000,
  }, async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 12 }), async (steps) => {
        const [before, after] = [await live(earlier, steps), await live(present, steps)]
        expect(before).toEqual(after)
        expect(before.faults).toEqual([])
      }),
      { numRuns: histories(15), examples: [[CANCELLED], [AGAIN]] },
    )
  })
})
