/** What each migration does, by its number. */
export const MIGRATION_TEXTS: Readonly<Record<number, string>> = {
  1: 'Creates every table. Storage from before schema versions keeps its rows and gets the columns that it lacks.',
  2: 'Adds to `deliveries` which version superseded a delivery, and the state of the delivery until then.',
  3: 'Adds to `deliveries` the storage that named a restored delivery.',
  4: 'Adds to `deliveries` how often a person had the document written again as a correction.',
  5: 'Adds to `deliveries` the transport and address of the last attempt.',
  6: 'Renames 5 tables and 42 columns, and the stored names of events, acknowledgements and values. Rows and states stay.',
  7: 'Adds the table `catalogue_entries`, and an index of the deliveries that wait for an unknown number.',
  8: 'Adds the table `refusals`, with the newest orders that are refused.',
  9: 'Renames kinds and causes of alerts in `incidents`, `incident_orders` and `alerts`. Open incidents keep their id in messages.',
  10: 'Adds the search index of orders and of actions, which the gateway fills a few rows at a time, and an index of actions.',
  11: 'Adds columns for the body of a version and for the success of a delivery. Older rows stay.',
  12: "Adds the open deliveries in the order of each customer, for routes with `order: 'customer'`.",
  13: 'Adds the old orders that the purge must check again. The purge begins once more with the first order.',
  14: 'Adds to `events` the text by which the search finds an action, in small letters. The index of actions begins again.',
  15: 'Adds the table `received_days`, with the days of the orders that the search index has.',
  16: 'Sets when FTS5 merges the parts of the search indexes: the gateway merges a few pages after each group of rows.',
  17: 'Adds the columns of `versions` for the first document of a version.',
  18: 'Adds the index of held deliveries.',
  19: 'Mends the trigger that notes an order which is placed again after its purge.',
  20: 'Adds the indexes of refused deliveries and of late deliveries.',
  21: 'Adds to `refusals` the delivery day of the refused order. Earlier refusals have none.',
  22: 'Adds the index of actions by time.',
  23: 'Adds a mark of the kind of each action to the search index of actions, which begins again.',
  24: 'Adds to `versions` when the sender last got a 2xx for a repeated content.',
  25: 'Adds the table `stopped_deliveries`, which triggers keep. A first page then reads the deliveries that it shows.',
  26: 'Adds an index of the deliveries that a receiver refused before a fallback route took over.',
  27: 'Adds to `orders` the numbers that an order had before. Numbers that changed earlier are not known.',
  28: 'Adds to `versions` the number of a document whose order got another number since. Numbers that changed earlier are not known.',
  29: 'Adds an index of the deliveries that a fallback route took over without a refusal.',
  30: 'Adds to `search_text` each delivery day of an order with a discarded version.',
}

interface TableText {
  readonly holds: string
  readonly rows: string
  readonly notes?: readonly string[]
}

/** What each table of an outbox holds. */
export const TABLE_TEXTS: Readonly<Record<string, TableText>> = {
  migrations: {
    holds: 'The migrations of this storage, and when they ran. The highest version is the schema version.',
    rows: '1 a migration',
  },
  orders: {
    holds:
      'Number, customer, times, the latest version (0 while every content was refused), the problems of a refusal, search texts.',
    rows: '1 an order (3 written, with its indexes)',
  },
  versions: {
    holds:
      'Content digest, delivery date, cut-off, source, the requests that brought it, the answer, signer and form, remarks, and the raw body.',
    rows: '1 a version',
    notes: [
      'Without a request that got an answer, the version is unconfirmed.',
      '`body` is null for a body of more than 1 MiB or from before migration 11, which stands in `blobs`, and after the purge.',
      '`former_number` is the number in the document of this version, if the order got another number since; else null.',
      '`document` is the first document that a route wrote, if it has at most 64 KiB. `document_route` names the route.',
    ],
  },
  blobs: {
    holds: "Documents and raw bodies (route `''`) that no row of `versions` holds, in chunks of at most 1 MiB.",
    rows: '1 a MiB',
    notes: [
      'Chunk 0 also has, under `metadata`, the file name, media type, digest, control number and warnings.',
      '`<route>/compressed` is the compressed part of AS2, `<route>/message-id` the name of an AS2 message.',
      "`<route>/receipt-1` and on are the receiver's proofs, at most 20 a delivery.",
      "An interchange's document stands under the empty order id and the interchange's `seq`.",
    ],
  },
  deliveries: {
    holds: 'The state of a version on a route, with attempts, next time, control numbers, and the last note and phase.',
    rows: '1 a route and version',
    notes: [
      '`transport_state` is what the transport must know at the next attempt, such as the recipients that have the mail.',
      '`handover_count` counts how often a person had the document handed over. `fetched_by` is the courier that fetched it.',
      '`primary_route` is the first route of the fallback chain. Only the delivery with the highest `fencing_token` of a chain may be sent.',
      '`interchange` and `interchange_position` name the shared document. Interchange 0 is an order that a person sent alone.',
      '`storage_id` is the storage that named a restored delivery.',
      '`delivered_at`, `delivered_seq` and `delivered_note` are the last success, as an event of the timeline.',
    ],
  },
  interchanges: {
    holds: 'Documents with several orders: route, number of orders, creation. Kept permanently, also if given up.',
    rows: '1 a document',
  },
  acknowledgements: {
    holds:
      "Reply documents: kind, verdict, reason, the sender's reference (to recognise a repetition), attempts by then. The document itself is not kept.",
    rows: '1 an acknowledgement',
  },
  control_numbers: {
    holds:
      'The delivery of each number of an interchange, or of a group with its own count. Only on routes with acknowledgements.',
    rows: '1 or 2 a document there',
    notes: ['An empty order id stands for an interchange of several orders, by its `seq`.'],
  },
  sent_messages: {
    holds:
      'The delivery of a message under its own name, which sending, the expected MIC in four algorithms (AS2), the last time.',
    rows: "1 a delivery by AS2 with `mdn: 'async'`, or a mail with `linkSecret`",
  },
  received_messages: {
    holds: 'AS2 messages of partners, under their names: the digest of the signed part, and our answer.',
    rows: '1 a message (2 written); the last 10,000',
  },
  counters: {
    holds:
      'The last control number of a syntax, sender, recipient, test or live, and of its groups with their own count.',
    rows: '1 a sequence',
  },
  routes: {
    holds: 'Pauses, TLS failures in a row, the last resume, the throttle, the circuit breaker.',
    rows: '1 a route that failed or was changed',
  },
  couriers: {
    holds: 'The lease of a mailbox: courier, run, end, machine, last heartbeat, codes of its issues, a second courier.',
    rows: '1 a mailbox with a courier; written at every second or third heartbeat',
  },
  timeline: {
    holds: 'Events in words. The last success of a delivery stands in `deliveries`.',
    rows: '1 an action, or an attempt that did not succeed',
  },
  stopped_deliveries: {
    holds: 'The open held and refused deliveries, by cut-off and by order.',
    rows: '1 a delivery (2 written)',
  },
  events: { holds: 'Who did what.', rows: '1 an action' },
  order_search: {
    holds: 'An FTS5 index of each group of three letters in `orders.search_text`, by `orders.seq`.',
    rows: '1 an order, written later with 199 others',
    notes: [
      'The index holds no text. A search compares the few orders that the index finds.',
      'Triggers change the index with the order. A purge leaves the numbers of the order and its delivery day.',
    ],
  },
  event_search: { holds: 'The same index for the texts of `events`.', rows: '1 an action' },
  search_progress: {
    holds: 'The last row that each index has, and the number of its rows. A search reads later rows themselves.',
    rows: '2',
  },
  incidents: {
    holds:
      'Present incidents: start, count, what no message reported yet, the next message. Kept for an hour after their end.',
    rows: '0 when all is well',
  },
  incident_orders: {
    holds: 'The orders of an incident, and whether a message has named them. Removed at its end.',
    rows: '1 an order and incident',
  },
  alerts: { holds: 'Messages that a channel has not sent yet, and why.', rows: '0 when all is well' },
  marks: {
    holds:
      '`fetched` or `viewed`: the next time, attempts, acceptance by Apicbase. Kept permanently, so that none is sent twice.',
    rows: '1 an order and mark (2 written, and 2 at acceptance)',
    notes: ['A restored order gets no marks.'],
  },
  customer_notices: {
    holds: 'Notices to customers: address, words, due time, sent time. Without an address the desk forwards it.',
    rows: '0 when all is well, else 1 an order',
    notes: [
      'The notice of a discard has `discarded:` before the content digest.',
      'A mail with words of a person has `message:` and an id instead.',
    ],
  },
  statements: { holds: 'The daily statements as sent. Number 0 says where the first begins.', rows: '1 a day' },
  refusals: {
    holds: 'Refused orders that no accepted order has replaced: tries, the last refusal, the delivery day, who called.',
    rows: '1 a refused order; removed by an accepted order with its number, or with its lines for its delivery day, or after a week',
  },
  catalogue_entries: {
    holds:
      'Rows of customers and articles that people entered over the tables of the configuration, with who and when.',
    rows: '1 an entry or undo; kept permanently',
    notes: [
      '`undoes` is the version of the entry that this row took back. `entry` is null when the configuration counts again.',
      'A version is at least the time of the entry, so that two storages never give out the same version.',
    ],
  },
  sequenced_routes: {
    holds: "The routes with `order: 'customer'` in the configuration that the outbox applied last.",
    rows: '1 such route',
  },
  customer_sequence: {
    holds: 'The open deliveries of these routes by customer and order of acceptance, except held deliveries.',
    rows: '1 an open delivery',
    notes: ['Triggers add and remove the row. An order without a customer is a sequence of its own.'],
  },
  received_days: {
    holds: 'The first and the last place of the orders that were received on a day, for a list of days long ago.',
    rows: '1 a day',
    notes: ['Written with the search index, which has the same orders.'],
  },
  purge_again: {
    holds:
      'Old orders that the purge passed because they were open or had a recent version. The purge checks them once a day.',
    rows: '1 such order',
  },
  traffic: {
    holds: 'Orders in an hour, counted afterwards, for nine weeks: the usual number.',
    rows: '1 an hour with orders',
  },
  key_values: {
    holds: 'Single values.',
    rows: 'a handful',
    notes: [
      'The id of this storage, signed bodies without an id, and which form of each mark Apicbase has accepted.',
      "Of the poll: the last complete run, the lease, its place, and the last alert about the API's clock.",
      'Of alerts: up to which cut-off was checked, and up to which order the traffic was counted.',
      'How far the purge has come in orders and in statements, and the counts of a statement whose orders are not all counted yet.',
      'The fallback chains of the last configuration, and for a day the requests that were retracted before they arrived.',
    ],
  },
}
