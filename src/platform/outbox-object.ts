import { DurableObject } from 'cloudflare:workers'
import { sendAlert, tellDirectly } from '../alerts/channels.ts'
import { closedReason, OutboxClosed } from '../model/outbox-closed.ts'
import type { ClosedNote } from '../outbox/alerts/closed-alert.ts'
import type { EarlierHistory } from '../outbox/earlier-history.ts'
import { faultText, migrate } from '../outbox/migrate.ts'
import { hasStorageId, newStorageId } from '../outbox/storage-id.ts'
import { alertRules } from '../profile/alert-rules.ts'
import { supplierNamed } from '../profile/route-named.ts'
import { afterWait, createAcceptGroup } from '../supplier/accept-group.ts'
import { type GuardedOutbox, openGuardedOutbox } from '../supplier/guarded-outbox.ts'
import { hasOrders, type OutboxCalls, openRemovedOutbox, type RemovedOutbox } from '../supplier/removed-outbox.ts'
import { bucketsIn } from './buckets.ts'
import { certificatesIn } from './certificates.ts'
import { createChannelPorts } from './channel-ports.ts'
import { nodeCiphers } from './ciphers.ts'
import gateway from './gateway.ts'
import { earlierHistoryOf, rememberOutbox } from './outbox-memory.ts'
import { progressIn } from './progress.ts'
import { type CountingSql, objectSql } from './sql.ts'

const NOTE = 'closed'

/** A supplier's outbox as a Durable Object. Single-threaded. Rows and alarm are written together. */
export class Outbox extends DurableObject<Env> {
  #outbox: GuardedOutbox | null = null
  #removed: RemovedOutbox | null = null
  readonly #acceptTogether = createAcceptGroup((work) => void setTimeout(work, 0), { now: Date.now })
  /** Not private, because the benchmark counts the rows. */
  protected readonly sql: CountingSql

  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env)
    const name = ctx.id.name ?? ''
    this.sql = objectSql(ctx.storage)
    const supplier = supplierNamed(gateway, name)
    const channelPorts = createChannelPorts(env)
    const alerts = alertRules(gateway, name)
    if (!supplier) return
    const open = (earlier: EarlierHistory | null): void => {
      this.#outbox = openGuardedOutbox({
        name,
        supplier,
        alerts,
        publicUrl: gateway.publicUrl,
        linkSecret: gateway.linkSecret,
        sql: this.sql,
        clock: { now: Date.now },
        secrets: channelPorts.secrets,
        wire: channelPorts.wire,
        mail: channelPorts.mail,
        buckets: bucketsIn(env),
        ciphers: nodeCiphers,
        certificates: certificatesIn(env),
        random: Math.random,
        newId: () => crypto.randomUUID(),
        newStorageId: newStorageId(crypto.randomUUID()),
        earlier,
        startsWhenAccepted: true,
        storageBytes: () => ctx.storage.sql.databaseSize,
        setAlarm: (at) => void ctx.storage.setAlarm(at),
        sendAlert: (channel, alert) => sendAlert(channel, alert, channelPorts),
        alertDirectly: (alert) => tellDirectly(alert, alerts, channelPorts),
        note: {
          get: () => ctx.storage.kv.get<ClosedNote>(NOTE) ?? null,
          put: (note) => ctx.storage.kv.put(NOTE, note),
          delete: () => void ctx.storage.kv.delete(NOTE),
        },
        log: (entry) => console.error(entry),
        showProgress: progressIn(channelPorts.secrets),
      })
    }
    if (hasStorageId(this.sql)) open(null)
    // No call reaches the object before the check for lost storage ends.
    else void ctx.blockConcurrencyWhile(async () => open(await earlierHistoryOf(name, env)))
  }

  ask<Name extends keyof OutboxCalls>(
    name: Name,
    ...args: Parameters<OutboxCalls[Name]>
  ): ReturnType<OutboxCalls[Name]> | Promise<ReturnType<OutboxCalls[Name]>> {
    if (name !== 'accept') return this.#call(name, args)
    return this.#acceptTogether((waitedMs) => {
      const [submission, ...others] = args as Parameters<OutboxCalls['accept']>
      return this.#call('accept', [afterWait(submission, waitedMs), ...others]) as ReturnType<OutboxCalls[Name]>
    })
  }

  #call<Name extends keyof OutboxCalls>(
    name: Name,
    args: Parameters<OutboxCalls[Name]>,
  ): ReturnType<OutboxCalls[Name]> {
    try {
      const outbox: Partial<OutboxCalls> = this.#outbox?.use() ?? this.#openRemoved()
      const operation = outbox[name] as
        | ((...args: Parameters<OutboxCalls[Name]>) => ReturnType<OutboxCalls[Name]>)
        | undefined
      if (!operation) throw new Error('The configuration has no such supplier.')
      const result = operation(...args)
      if (name === 'wake') this.#remember()
      return result
    } catch (error) {
      if (closedReason(error) !== null) throw error
      // Cloudflare logs an error that leaves an object, with its message, so the message must contain no order data.
      console.error({
        event: 'outbox-fault',
        operation: name,
        error: error instanceof Error ? error.name : typeof error,
      })
      throw new Error(`The outbox failed at ${name}.`)
    }
  }

  /** A removed supplier keeps its rows. */
  override async alarm(): Promise<void> {
    const ended = this.#outbox?.alarm()
    this.#remember()
    await ended
  }

  /** Opens on demand: storage that was never used must stay empty. */
  #openRemoved(): RemovedOutbox {
    if (this.#removed) return this.#removed
    if (!hasOrders(this.sql)) throw new Error('The configuration has no such supplier.')
    const migrated = migrate(this.sql, Date.now())
    if (!migrated.ok) throw new OutboxClosed(faultText(migrated.error))
    this.#removed = openRemovedOutbox({ name: this.ctx.id.name ?? '', sql: this.sql, clock: { now: Date.now } })
    return this.#removed
  }

  /** Stores the record that shows a later loss of storage. The next alarm retries a failure. */
  #remember(): void {
    const name = this.ctx.id.name ?? ''
    const remembered = rememberOutbox(name, this.env, () => this.#outbox?.use() ?? null)
    this.ctx.waitUntil(
      remembered.catch((error: unknown) => {
        console.error({ event: 'outbox-not-recorded', supplier: name, error: error instanceof Error ? error.name : '' })
      }),
    )
  }
}
