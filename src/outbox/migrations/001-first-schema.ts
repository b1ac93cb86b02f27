import type { Migration } from './migration.ts'
import { addMissingColumns, renewControlNumbers } from './unversioned-storage.ts'

const CONTROL_NUMBERS = `CREATE TABLE IF NOT EXISTS control_numbers (
    route TEXT, number INTEGER, kind TEXT, order_id TEXT NOT NULL, version INTEGER NOT NULL,
    PRIMARY KEY (route, number, kind)) WITHOUT ROWID`

/**
 * The schema of storage that has no version yet. `IF NOT EXISTS` keeps the tables of such storage, with their rows.
 * docs/reference/tables.md explains the tables. Times are milliseconds since 1970.
 */
const TABLES = [
  // `listed`: 1 once the order API was seen to list the order. `version`: the latest accepted version; 0 while every
  // content was refused.
  `CREATE TABLE IF NOT EXISTS orders (
    seq INTEGER PRIMARY KEY, id TEXT NOT NULL, number TEXT, customer TEXT, version INTEGER NOT NULL,
    first_at INTEGER NOT NULL, placed_at INTEGER, listed INTEGER NOT NULL DEFAULT 0, found_by TEXT NOT NULL, problems TEXT,
    purged_at INTEGER)`,
  `CREATE TABLE IF NOT EXISTS versions (
    order_id TEXT, version INTEGER, digest TEXT NOT NULL, delivery_date TEXT, cut_off INTEGER, accepted_at INTEGER NOT NULL,
    source TEXT NOT NULL, request TEXT NOT NULL, heard TEXT NOT NULL, status TEXT NOT NULL, hold_reason TEXT,
    about TEXT NOT NULL,
    PRIMARY KEY (order_id, version)) WITHOUT ROWID`,
  // `versions.heard`: JSON of the requests that brought this content and were not withdrawn since. `pieces`: raw bodies
  // (route '') and documents, in chunks. `about`: metadata, in piece 0.
  `CREATE TABLE IF NOT EXISTS pieces (
    order_id TEXT, version INTEGER, route TEXT, piece INTEGER, about TEXT, bytes BLOB NOT NULL,
    PRIMARY KEY (order_id, version, route, piece)) WITHOUT ROWID`,
  `CREATE TABLE IF NOT EXISTS deliveries (
    order_id TEXT, version INTEGER, route TEXT, state TEXT NOT NULL, reached TEXT NOT NULL DEFAULT 'no',
    hold_reason TEXT, purpose TEXT NOT NULL, next_at INTEGER, due_since INTEGER NOT NULL, late_at INTEGER,
    attempts INTEGER NOT NULL DEFAULT 0, control_number INTEGER, group_number INTEGER, collected_at INTEGER, note TEXT, phase TEXT,
    writing INTEGER NOT NULL DEFAULT 1, resent INTEGER NOT NULL DEFAULT 0, progress TEXT, round INTEGER NOT NULL DEFAULT 1, taken_by TEXT,
    ladder TEXT NOT NULL, fence INTEGER NOT NULL DEFAULT 0, called_at INTEGER, call_at INTEGER,
    repeat INTEGER NOT NULL DEFAULT 0, interchange INTEGER, place INTEGER,
    PRIMARY KEY (order_id, version, route)) WITHOUT ROWID`,
  // `ladder`: the primary route of the chain. `fence`: the fencing token; only the highest of a version and chain may
  // be sent. `call_at`: the next check of the chain; null when no fallback is left. `interchange`: the shared document,
  // on routes with batches; 0 after a person sent the order separately. `place`: position in that document, from 1.
  // Rows of `interchanges` stay permanently, because a repeated `seq` would give two documents one identity.
  `CREATE TABLE IF NOT EXISTS interchanges (
    seq INTEGER PRIMARY KEY, route TEXT NOT NULL, orders INTEGER NOT NULL, sealed_at INTEGER NOT NULL)`,
  // `control_numbers` maps the numbers of routes with acknowledgements to their deliveries. An index would cost every
  // delivery a row. `kind`: 'interchange', or 'group' when groups have their own counter.
  CONTROL_NUMBERS,
  // `acknowledgements`: the receivers' answers. `own`: the sender's reference of the acknowledgement. `attempt`: the
  // number of attempts at that time.
  `CREATE TABLE IF NOT EXISTS acknowledgements (
    order_id TEXT, version INTEGER, route TEXT, seq INTEGER, at INTEGER NOT NULL, kind TEXT NOT NULL,
    verdict TEXT NOT NULL, reason TEXT, own TEXT NOT NULL, attempt INTEGER NOT NULL,
    PRIMARY KEY (order_id, version, route, seq)) WITHOUT ROWID`,
  // `messages`: sent messages with an id of their own. `doubtful`: the document may have arrived before. `measure`:
  // JSON that the transport checks an answer against.
  `CREATE TABLE IF NOT EXISTS messages (
    id TEXT PRIMARY KEY, order_id TEXT NOT NULL, version INTEGER NOT NULL, route TEXT NOT NULL, writing INTEGER NOT NULL,
    resent INTEGER NOT NULL, doubtful INTEGER NOT NULL, measure TEXT NOT NULL, at INTEGER NOT NULL) WITHOUT ROWID`,
  // `received`: messages of trading partners and the answers to them, so that a repeated message gets the same answer.
  `CREATE TABLE IF NOT EXISTS received (
    seq INTEGER PRIMARY KEY, sender TEXT NOT NULL, id TEXT NOT NULL, digest TEXT NOT NULL, answer TEXT NOT NULL)`,
  'CREATE TABLE IF NOT EXISTS counters (sequence TEXT PRIMARY KEY, last INTEGER NOT NULL) WITHOUT ROWID',
  `CREATE TABLE IF NOT EXISTS routes (
    route TEXT PRIMARY KEY, paused_at INTEGER, paused_by TEXT, reason TEXT, resumed_at INTEGER,
    unsecured INTEGER NOT NULL DEFAULT 0, paused_until INTEGER, free_at INTEGER,
    circuit_since INTEGER, probe_at INTEGER, probes INTEGER NOT NULL DEFAULT 0, circuit_why TEXT) WITHOUT ROWID`,
  // `circuit_since`: start of the open circuit, with the next probe at `probe_at`; both null while the circuit is
  // closed. `courier`, `run`: holder of the lease until `until`. `troubles`: JSON, the codes of the alerted issues.
  // `rival`: a second courier that called.
  `CREATE TABLE IF NOT EXISTS couriers (
    route TEXT PRIMARY KEY, courier TEXT, run TEXT, host TEXT NOT NULL DEFAULT '', until INTEGER NOT NULL DEFAULT 0,
    heard_at INTEGER NOT NULL, silent INTEGER NOT NULL DEFAULT 0, troubles TEXT NOT NULL DEFAULT '[]', rival TEXT,
    rival_since INTEGER NOT NULL DEFAULT 0, rival_at INTEGER NOT NULL DEFAULT 0) WITHOUT ROWID`,
  `CREATE TABLE IF NOT EXISTS timeline (
    order_id TEXT, seq INTEGER, at INTEGER NOT NULL, event TEXT NOT NULL, version INTEGER, route TEXT, text TEXT,
    PRIMARY KEY (order_id, seq)) WITHOUT ROWID`,
  `CREATE TABLE IF NOT EXISTS events (
    seq INTEGER PRIMARY KEY, at INTEGER NOT NULL, by TEXT NOT NULL, action TEXT NOT NULL, order_id TEXT, route TEXT,
    note TEXT, erp_reference TEXT)`,
  `CREATE TABLE IF NOT EXISTS alerts (
    seq INTEGER PRIMARY KEY, at INTEGER NOT NULL, channel TEXT NOT NULL, message TEXT NOT NULL, alert TEXT NOT NULL,
    next_at INTEGER NOT NULL, attempts INTEGER NOT NULL DEFAULT 0, escalated INTEGER NOT NULL DEFAULT 0, failure TEXT)`,
  // `notices`: customer notices about orders that were accepted but cannot be delivered. `recipient`: null when the
  // desk forwards the notice.
  `CREATE TABLE IF NOT EXISTS notices (
    order_id TEXT, digest TEXT, version INTEGER NOT NULL, at INTEGER NOT NULL, recipient TEXT, subject TEXT NOT NULL,
    text TEXT NOT NULL, next_at INTEGER, attempts INTEGER NOT NULL DEFAULT 0, told_at INTEGER, failure TEXT,
    PRIMARY KEY (order_id, digest)) WITHOUT ROWID`,
  // `marks`: marks for the order API. `next_at`: null once the mark is written or abandoned.
  `CREATE TABLE IF NOT EXISTS marks (
    order_id TEXT, mark TEXT, next_at INTEGER, tries INTEGER NOT NULL DEFAULT 0, marked_at INTEGER, failure TEXT,
    PRIMARY KEY (order_id, mark)) WITHOUT ROWID`,
  // `incidents`: docs/reference/tables.md explains the table. `over_at`: since when the incident seems resolved. `unsaid`:
  // occurrences without a message so far; `more_at`: time of the next message.
  `CREATE TABLE IF NOT EXISTS incidents (
    kind TEXT, route TEXT, cause TEXT, opened_at INTEGER NOT NULL, last_at INTEGER NOT NULL, over_at INTEGER,
    closed_at INTEGER, times INTEGER NOT NULL, unsaid INTEGER NOT NULL, more_at INTEGER, messages INTEGER NOT NULL,
    said_at INTEGER NOT NULL, why TEXT NOT NULL, next_at INTEGER, PRIMARY KEY (kind, route, cause)) WITHOUT ROWID`,
  `CREATE TABLE IF NOT EXISTS incident_orders (
    kind TEXT, route TEXT, cause TEXT, order_id TEXT, version INTEGER NOT NULL, said INTEGER NOT NULL,
    PRIMARY KEY (kind, route, cause, order_id)) WITHOUT ROWID`,
  // `statements`: the daily statements; number 0 marks the start of the first window. `boundary`, `last_order`,
  // `last_event`: the position in the orders and events.
  `CREATE TABLE IF NOT EXISTS statements (
    number INTEGER PRIMARY KEY, date TEXT NOT NULL, to_at INTEGER NOT NULL, boundary INTEGER NOT NULL,
    last_order INTEGER NOT NULL, last_event INTEGER NOT NULL, statement TEXT NOT NULL)`,
  'CREATE TABLE IF NOT EXISTS traffic (hour INTEGER PRIMARY KEY, orders INTEGER NOT NULL)',
  'CREATE TABLE IF NOT EXISTS facts (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID',
]

const INDEXES = [
  'CREATE UNIQUE INDEX IF NOT EXISTS orders_by_id ON orders (id)',
  'CREATE INDEX IF NOT EXISTS orders_by_number ON orders (number)',
  // Few orders are in this index, and only these orders cost another row.
  'CREATE INDEX IF NOT EXISTS refused ON orders (version) WHERE version = 0',
  'CREATE INDEX IF NOT EXISTS calls ON deliveries (call_at) WHERE call_at IS NOT NULL AND next_at IS NOT NULL',
  "CREATE INDEX IF NOT EXISTS discarded ON deliveries (order_id) WHERE state = 'discarded'",
  'CREATE INDEX IF NOT EXISTS open ON deliveries (route, next_at) WHERE next_at IS NOT NULL',
  'CREATE INDEX IF NOT EXISTS members ON deliveries (interchange, place) WHERE interchange IS NOT NULL',
  'CREATE UNIQUE INDEX IF NOT EXISTS received_by_id ON received (sender, id)',
  'CREATE INDEX IF NOT EXISTS unsent_notices ON notices (next_at) WHERE next_at IS NOT NULL',
  'CREATE INDEX IF NOT EXISTS unmarked ON marks (mark, next_at) WHERE next_at IS NOT NULL',
]

export const firstSchema: Migration = {
  version: 1,
  name: 'first schema',
  up: (sql) => {
    for (const statement of TABLES) sql.all(statement)
    addMissingColumns(sql)
    renewControlNumbers(sql, CONTROL_NUMBERS)
    for (const statement of INDEXES) sql.all(statement)
  },
}
