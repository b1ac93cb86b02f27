import type { Sql } from '../sql.ts'
import type { Migration } from './migration.ts'

/** Renamed columns, by the earlier name of the table. Exports of format 1 have the earlier names. */
export const RENAMED_COLUMNS = {
  orders: { found_by: 'search_text' },
  versions: { request: 'first_request', heard: 'requests', about: 'metadata' },
  pieces: { piece: 'chunk', about: 'metadata' },
  deliveries: {
    ladder: 'primary_route',
    fence: 'fencing_token',
    called_at: 'fallback_started_at',
    call_at: 'fallback_check_at',
    repeat: 'possible_repeat',
    writing: 'document_revision',
    resent: 'resend_count',
    round: 'handover_count',
    taken_by: 'fetched_by',
    place: 'interchange_position',
    late_at: 'late_alert_at',
    progress: 'transport_state',
  },
  interchanges: { sealed_at: 'created_at' },
  acknowledgements: { own: 'sender_reference' },
  messages: {
    writing: 'document_revision',
    resent: 'resend_count',
    doubtful: 'may_have_arrived',
    measure: 'expected_mics',
  },
  routes: {
    unsecured: 'tls_failures',
    free_at: 'next_slot_at',
    circuit_since: 'circuit_opened_at',
    circuit_why: 'circuit_reason',
  },
  couriers: {
    heard_at: 'last_seen_at',
    silent: 'is_offline',
    troubles: 'issues',
    rival: 'second_courier',
    rival_since: 'second_courier_since',
    rival_at: 'second_courier_seen_at',
  },
  notices: { told_at: 'sent_at' },
  marks: { tries: 'attempts' },
  incidents: {
    over_at: 'recovering_since',
    times: 'occurrences',
    unsaid: 'unannounced',
    more_at: 'next_message_at',
    said_at: 'last_message_at',
  },
  incident_orders: { said: 'announced' },
} as const satisfies Record<string, Record<string, string>>

const RENAMED_TABLES = {
  pieces: 'blobs',
  messages: 'sent_messages',
  received: 'received_messages',
  notices: 'customer_notices',
  facts: 'key_values',
}

/** Values of `timeline.event`. */
export const RENAMED_EVENTS = {
  called: 'fallback-started',
  sealed: 'batched',
  'given-up': 'interchange-dissolved',
  'customer-told': 'customer-notified',
}

/** Values of `acknowledgements.kind`. */
export const RENAMED_KINDS = { technical: 'functional' }

const RENAMED_VALUES = { ladders: 'fallback-chains', nameless: 'orders-without-id' }

/** An index keeps its name when SQLite renames its column. */
const INDEXES = [
  'DROP INDEX calls',
  'DROP INDEX unsent_notices',
  `CREATE INDEX fallback_checks ON deliveries (fallback_check_at)
     WHERE fallback_check_at IS NOT NULL AND next_at IS NOT NULL`,
  'CREATE INDEX unsent_customer_notices ON customer_notices (next_at) WHERE next_at IS NOT NULL',
]

export const standardNames: Migration = {
  version: 6,
  name: 'standard names',
  up: (sql) => {
    for (const [table, columns] of Object.entries(RENAMED_COLUMNS))
      for (const [before, after] of Object.entries(columns))
        sql.all(`ALTER TABLE ${table} RENAME COLUMN ${before} TO ${after}`)
    for (const [before, after] of Object.entries(RENAMED_TABLES)) sql.all(`ALTER TABLE ${before} RENAME TO ${after}`)
    for (const statement of INDEXES) sql.all(statement)
    renameValues(sql, 'timeline', 'event', RENAMED_EVENTS)
    renameValues(sql, 'acknowledgements', 'kind', RENAMED_KINDS)
    renameValues(sql, 'key_values', 'name', RENAMED_VALUES)
    renamePollState(sql)
  },
}

/** Renames all values at once. A statement for each value would read every row again. */
function renameValues(sql: Sql, table: string, column: string, values: Record<string, string>): void {
  sql.all(
    `UPDATE ${table} SET ${column} = json_extract(?1, '$."' || ${column} || '"')
     WHERE ${column} IN (SELECT key FROM json_each(?1))`,
    JSON.stringify(values),
  )
}

function renamePollState(sql: Sql): void {
  const [stored] = sql.all<{ value: string }>("SELECT value FROM key_values WHERE name = 'poll'")
  if (!stored) return
  const { told, skewToldAt, ...state } = JSON.parse(stored.value)
  const renamed = { ...state, alerted: told ?? false, skewAlertedAt: skewToldAt ?? null }
  sql.all("UPDATE key_values SET value = ? WHERE name = 'poll'", JSON.stringify(renamed))
}
