import type { Sql } from '../sql.ts'
import type { Migration } from './migration.ts'

const CAUSES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  courier: { silent: 'offline' },
  late: { unanswered: 'receipt-overdue' },
  refused: { changed: 'accepted-with-changes' },
  unconfirmed: { unreached: 'outbox-unreachable' },
}

const KINDS: Readonly<Record<string, string>> = {
  fault: 'internal-error',
  unconfirmed: 'sent-unconfirmed',
  discarded: 'reordered-after-discard',
  poll: 'order-api',
  token: 'api-credentials',
  secret: 'bad-secret',
  channel: 'channel-failed',
  silence: 'no-orders',
  expiry: 'expiring',
  acknowledgement: 'unmatched-acknowledgement',
  clock: 'clock-skew',
  signatures: 'bad-signatures',
  missed: 'missed-by-webhook',
  marks: 'marking-failed',
}

interface Name {
  readonly kind: string
  readonly cause: string
}

/** The present name of an incident; the same object when the name has not changed. */
function renamed(name: Name): Name {
  const { kind, cause } = name
  if (kind === 'discarded' && cause === 'untold') return { kind: 'customer-not-notified', cause: '' }
  const now = { kind: KINDS[kind] ?? kind, cause: CAUSES[kind]?.[cause] ?? cause }
  return now.kind === kind && now.cause === cause ? name : now
}

/**
 * Renames kinds and causes of alerts in incidents and waiting messages. `message_key`: the part of the `incident` in
 * earlier messages that had the earlier kind, so that the end of an open incident has the same `incident`; null for
 * other incidents. A waiting message keeps its id and its `incident`, because a channel may have received the message.
 */
export const alertKinds: Migration = {
  version: 9,
  name: 'kinds of alerts',
  up: (sql) => {
    sql.all('ALTER TABLE incidents ADD COLUMN message_key TEXT')
    keepMessageKeys(sql)
    for (const table of ['incidents', 'incident_orders'])
      for (const name of sql.all<Record<string, string>>(`SELECT DISTINCT kind, cause FROM ${table}`)) {
        const before = { kind: name.kind ?? '', cause: name.cause ?? '' }
        const now = renamed(before)
        if (now !== before)
          sql.all(
            `UPDATE ${table} SET kind = ?, cause = ? WHERE kind = ? AND cause = ?`,
            ...[now.kind, now.cause, before.kind, before.cause],
          )
      }
    renameMessages(sql)
  },
}

function keepMessageKeys(sql: Sql): void {
  const incidents = sql.all<{ kind: string; route: string; cause: string }>('SELECT kind, route, cause FROM incidents')
  for (const incident of incidents) {
    const { kind, route, cause } = incident
    if (renamed(incident) === incident) continue
    const key = [kind, route, cause].filter((part) => part !== '').map(encodeURIComponent)
    sql.all(
      'UPDATE incidents SET message_key = ? WHERE kind = ? AND route = ? AND cause = ?',
      ...[key.join(':'), kind, route, cause],
    )
  }
}

function renameMessages(sql: Sql): void {
  for (const { seq, alert } of sql.all<{ seq: number; alert: string }>('SELECT seq, alert FROM alerts')) {
    const stored = JSON.parse(alert)
    const isEnd = stored.kind === 'recovered'
    const before = { kind: isEnd ? stored.of : stored.kind, cause: stored.cause ?? '' }
    const now = renamed(before)
    if (!isEnd && now === before) continue
    const { cause: _, ...rest } = stored
    const message = {
      ...rest,
      ...(isEnd ? { kind: 'resolved', of: now.kind } : { kind: now.kind }),
      ...(now.cause === '' ? {} : { cause: now.cause }),
    }
    sql.all('UPDATE alerts SET alert = ? WHERE seq = ?', JSON.stringify(message), seq)
  }
}
