import gateway from '#gateway'
import { type EarlierHistory, earlierHistory } from '../outbox/earlier-history.ts'
import { accountName, keyFor } from '../sources/credentials.ts'
import type { SupplierOutbox } from '../supplier/supplier-outbox.ts'
import { withTimeout } from '../web/time-limit.ts'
import { jurisdictionIn } from './jurisdiction.ts'
import { outboxRecords } from './outbox-records.ts'
import { createSecrets } from './secrets.ts'

/** Shorter than the limit of a webhook, so that the sender gets an error in time. */
const LIMIT_MS = 2_500

/**
 * The earlier history of an outbox without storage; null at a true first start. Rejects when the history is unknown.
 */
export async function earlierHistoryOf(supplier: string, env: Env): Promise<EarlierHistory | null> {
  const records = outboxRecords(env)
  const own = await aboutOutbox(supplier, env)
  const [all, knowsOrders] = await withTimeout(LIMIT_MS, Promise.all([records.list(), records.knowsOrders(supplier)]))
  const configured = Object.keys(gateway.suppliers)
  const found = earlierHistory(all, { supplier, ...own, configured })
  if (found || !knowsOrders) return found
  return { cause: 'lost', supplier, before: own.jurisdiction, now: own.jurisdiction }
}

/** Stores the record of an outbox outside the outbox, if the record has changed. */
export async function rememberOutbox(supplier: string, env: Env, outbox: () => SupplierOutbox | null): Promise<void> {
  const record = outbox()?.recordDue(await aboutOutbox(supplier, env))
  if (!record) return
  await outboxRecords(env).keep(record)
  outbox()?.recorded(record)
}

async function aboutOutbox(supplier: string, env: Env) {
  const api = gateway.suppliers[supplier]?.api
  const key = api ? keyFor(api, createSecrets(env)) : null
  return { account: api && key ? await accountName(api, key) : null, jurisdiction: jurisdictionIn(env) }
}
