import { DurableObject } from 'cloudflare:workers'
import type { OutboxRecord } from '../outbox/earlier-history.ts'
import {
  type AccountState,
  type EncryptedToken,
  type Grant,
  grant,
  type Outcome,
  readAccount,
  type StoredAccount,
  settle,
  storedAccount,
  type TurnRequest,
} from '../sources/api-account.ts'
import type { PendingCall, PendingPage } from '../steps/accept-ports.ts'
import { deleteCall, listCalls, storeCall } from './pending-store.ts'

const KEY = 'account'
const OUTBOX = 'outbox:'

/**
 * The account of one pair of credentials at Apicbase, by the digest of the client id. Single-threaded, so that two
 * runs never get the same turn.
 */
export class Account extends DurableObject<Env> {
  turn(outcome: Outcome, request: TurnRequest): Grant {
    const now = Date.now()
    const [state, granted] = grant(settle(this.#read(), outcome, now), request, now)
    this.#write(state)
    return granted
  }

  report(outcome: Outcome): void {
    this.#write(settle(this.#read(), outcome, Date.now()))
  }

  token(): EncryptedToken | null {
    const { token } = this.#read()
    return token && token.expiresAt > Date.now() ? token : null
  }

  keepToken(token: EncryptedToken): void {
    this.#write({ ...this.#read(), token })
  }

  /** For the object named `pending:` and the supplier: calls for the supplier's outbox. */
  addCall(id: string, call: PendingCall): void {
    if (storeCall(this.ctx.storage.kv, id, call)) return
    console.warn({ event: 'pending-call-dropped', kind: call.kind })
    throw new Error('The store of pending calls is full.')
  }

  removeCall(id: string): void {
    deleteCall(this.ctx.storage.kv, id)
  }

  listCalls(after = ''): PendingPage {
    return listCalls(this.ctx.storage.kv, after)
  }

  /** For the object that remembers outboxes: see outbox-records.ts. */
  outboxRecords(): OutboxRecord[] {
    return Array.from(this.ctx.storage.kv.list<OutboxRecord>({ prefix: OUTBOX }), ([, record]) => record)
  }

  keepOutboxRecord(record: OutboxRecord): void {
    this.ctx.storage.kv.put(OUTBOX + record.supplier, record)
  }

  /**
   * Throws for a state from a newer gateway. Ignoring the state would lose the count of requests and exceed
   * Apicbase's limit.
   */
  #read(): AccountState {
    const read = readAccount(this.ctx.storage.kv.get<StoredAccount>(KEY))
    if (!read.ok) throw new Error(read.error)
    return read.value
  }

  #write(state: AccountState): void {
    this.ctx.storage.kv.put(KEY, storedAccount(state))
  }
}
