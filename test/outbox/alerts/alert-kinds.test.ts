import { describe, expect, it } from 'vitest'
import { migrate } from '../../../src/outbox/migrate.ts'
import { migrations } from '../../../src/outbox/migrations/registry.ts'
import type { Sql } from '../../../src/outbox/sql.ts'
import { MORNING } from '../../fakes/clock.ts'
import { nodeSql } from '../../fakes/node-sql.ts'
import { supplierWith } from '../../fakes/orders.ts'
import { testOutbox } from '../../fakes/outbox.ts'

const MINUTE = 60_000

/** Storage with the kinds of alerts of an earlier gateway. */
function earlierStorage(): Sql {
  const sql = nodeSql()
  migrate(sql, MORNING, migrations.slice(0, 8))
  return sql
}

const addIncident = (sql: Sql, kind: string, route: string, cause: string) =>
  sql.all(
    `INSERT INTO incidents (kind, route, cause, opened_at, last_at, occurrences, unannounced, messages, last_message_at, why)
     VALUES (?1, ?2, ?3, ?4, ?4, 1, 0, 1, ?4, 'It is down.')`,
    ...[kind, route, cause, MORNING],
  )

const addMessage = (sql: Sql, alert: Readonly<Record<string, unknown>>) =>
  sql.all(
    "INSERT INTO alerts (at, channel, message, alert, next_at, attempts) VALUES (?1, 'url', ?2, ?3, ?1, 1)",
    ...[MORNING, String(alert.id), JSON.stringify(alert)],
  )

const RENAMED = [
  ['acknowledgement', '', 'unmatched-acknowledgement', ''],
  ['channel', 'url', 'channel-failed', 'url'],
  ['clock', 'order-api', 'clock-skew', 'order-api'],
  ['courier', 'silent', 'courier', 'offline'],
  ['courier', 'disk-full', 'courier', 'disk-full'],
  ['discarded', '', 'reordered-after-discard', ''],
  ['discarded', 'untold', 'customer-not-notified', ''],
  ['expiry', 'OUR_CERTIFICATE', 'expiring', 'OUR_CERTIFICATE'],
  ['fault', '', 'internal-error', ''],
  ['held', 'unconfirmed', 'held', 'unconfirmed'],
  ['late', 'unanswered', 'late', 'receipt-overdue'],
  ['marks', '', 'marking-failed', ''],
  ['missed', '', 'missed-by-webhook', ''],
  ['poll', 'address', 'order-api', 'address'],
  ['refused', 'changed', 'refused', 'accepted-with-changes'],
  ['refused', 'rejected', 'refused', 'rejected'],
  ['secret', 'SECRET', 'bad-secret', 'SECRET'],
  ['signatures', '', 'bad-signatures', ''],
  ['silence', '', 'no-orders', ''],
  ['token', '', 'api-credentials', ''],
  ['unconfirmed', '', 'sent-unconfirmed', ''],
  ['unconfirmed', 'unreached', 'sent-unconfirmed', 'outbox-unreachable'],
] as const

describe('storage from before the kinds of alerts were renamed', () => {
  it('keeps each incident, its orders and its waiting messages, under the kind of today', () => {
    const sql = earlierStorage()
    for (const [at, [kind, cause]] of RENAMED.entries()) {
      addIncident(sql, kind, 'erp', cause)
      sql.all(
        `INSERT INTO incident_orders (kind, route, cause, order_id, version, announced) VALUES (?, 'erp', ?, ?, 1, 1)`,
        ...[kind, cause, `order-${at}`],
      )
      addMessage(sql, {
        id: `m${at}`,
        kind,
        ...(cause === '' ? {} : { cause }),
        supplier: 'fresco',
        text: 'It is down.',
      })
      addMessage(sql, { id: `e${at}`, kind: 'recovered', of: kind, ...(cause === '' ? {} : { cause }), text: 'Over.' })
    }
    migrate(sql, MORNING)

    const now = RENAMED.map(([, , kind, cause]) => ({ kind, cause }))
    for (const table of ['incidents', 'incident_orders'])
      expect(
        sql
          .all(`SELECT kind, cause FROM ${table}`)
          .map((row) => JSON.stringify(row))
          .sort(),
      ).toEqual(now.map((row) => JSON.stringify(row)).sort())
    const messages = sql
      .all<{ alert: string; message: string; attempts: number }>('SELECT alert, message, attempts FROM alerts')
      .map(({ alert, ...row }) => ({ ...row, alert: JSON.parse(alert) }))
    expect(messages.map(({ alert }) => alert)).toEqual(
      RENAMED.flatMap(([, , kind, cause], at) => {
        const named = cause === '' ? {} : { cause }
        return [
          { id: `m${at}`, kind, ...named, supplier: 'fresco', text: 'It is down.' },
          { id: `e${at}`, kind: 'resolved', of: kind, ...named, text: 'Over.' },
        ]
      }),
    )
    expect(messages.every(({ alert, message, attempts }) => alert.id === message && attempts === 1)).toBe(true)
  })

  it('announces nothing twice, and ends what was announced under the identity that its messages had', async () => {
    const sql = earlierStorage()
    addIncident(sql, 'archive', '', '')
    addIncident(sql, 'secret', '', 'FRESCO_WEBHOOK_SECRET')
    addIncident(sql, 'channel', '', 'break-glass')
    const test = testOutbox({ sql, supplier: supplierWith({ archive: { bucket: 'OLD' } }) })
    test.outbox.tell({ kind: 'channel-failed', cause: 'break-glass', why: 'It is down.' })
    await test.pass(2 * MINUTE)
    expect(test.alerts.filter(({ kind }) => kind !== 'resolved')).toEqual([])
    test.outbox.over({ kind: 'channel-failed', cause: 'break-glass' })
    test.outbox.over({ kind: 'archive' })
    await test.pass(2 * MINUTE)
    expect(test.alerts.map(({ kind, of, cause, incident }) => ({ kind, of, cause, incident }))).toEqual([
      {
        ...{ kind: 'resolved', of: 'bad-secret', cause: 'FRESCO_WEBHOOK_SECRET' },
        incident: `fresco:secret:FRESCO_WEBHOOK_SECRET:${MORNING}`,
      },
      { kind: 'resolved', of: 'archive', cause: undefined, incident: `fresco:archive:${MORNING}` },
      {
        ...{ kind: 'resolved', of: 'channel-failed', cause: 'break-glass' },
        incident: `fresco:channel:break-glass:${MORNING}`,
      },
    ])
  })

  it('gives a later incident of a renamed kind the identity of today', async () => {
    const sql = earlierStorage()
    addIncident(sql, 'channel', '', 'break-glass')
    const test = testOutbox({ sql })
    const matter = { kind: 'channel-failed', cause: 'break-glass' } as const
    test.outbox.over(matter)
    await test.pass(2 * MINUTE)
    test.outbox.tell({ ...matter, why: 'It is down again.' })
    await test.pass(2 * MINUTE)
    expect(test.alerts.at(-1)?.incident).toMatch(/^fresco:channel-failed:break-glass:/)
  })
})
