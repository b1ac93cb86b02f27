import { DurableObject } from 'cloudflare:workers'
import gateway from '#gateway'
import { sendAlert, tellDirectly } from '../alerts/channels.ts'
import { alertRules } from '../alerts/rules.ts'
import { type GuardedOutbox, openGuardedOutbox } from '../guarded-outbox.ts'
import type { ClosedNote } from '../outbox/alerts/closed-alert.ts'
import { newStorageId } from '../outbox/storage-id.ts'
import { closedReason } from '../outbox-closed.ts'
import type { SupplierOutbox } from '../supplier-outbox.ts'
import { alertMeans } from './alert-means.ts'
import { bucketsIn } from './buckets.ts'
import { certificatesIn } from './certificates.ts'
import { nodeCiphers } from './ciphers.ts'
import { progressIn } from './progress.ts'
import { type CountingSql, objectSql } from './sql.ts'

const NOTE = 'closed'

/** One supplier's outbox as a Durable Object: single-threaded, its rows and its alarm written as one. */
export class Outbox extends DurableObject<Env> {
  readonly #outbox: GuardedOutbox | null
  /** Not private, because the bench counts its rows. */
  protected readonly sql: CountingSql

  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env)
    const name = ctx.id.name ?? ''
    this.sql = objectSql(ctx.storage)
    const supplier = gateway.suppliers[name]
    const means = alertMeans(env)
    const alerts = alertRules(gateway, name)
    this.#outbox = supplier
      ? openGuardedOutbox({
          name,
          supplier,
          alerts,
          publicUrl: gateway.publicUrl,
          linkSecret: gateway.linkSecret,
          sql: this.sql,
          clock: { now: Date.now },
          secrets: means.secrets,
          wire: means.wire,
          mail: means.mail,
          buckets: bucketsIn(env),
          ciphers: nodeCiphers,
          certificates: certificatesIn(env),
          random: Math.random,
          newStorageId: newStorageId(crypto.randomUUID()),
          setAlarm: (at) => void ctx.storage.setAlarm(at),
          sendAlert: (channel, alert) => sendAlert(channel, alert, means),
          alertDirectly: (alert) => tellDirectly(alert, alerts, means),
          note: {
            get: () => ctx.storage.kv.get<ClosedNote>(NOTE) ?? null,
            put: (note) => ctx.storage.kv.put(NOTE, note),
            delete: () => void ctx.storage.kv.delete(NOTE),
          },
          log: (entry) => console.error(entry),
          showProgress: progressIn(means.secrets),
        })
      : null
  }

  /** Every call to an outbox comes through here. */
  ask<Name extends keyof SupplierOutbox>(
    name: Name,
    ...args: Parameters<SupplierOutbox[Name]>
  ): ReturnType<SupplierOutbox[Name]> {
    if (!this.#outbox) throw new Error('The configuration has no such supplier.')
    try {
      const operation = this.#outbox.use()[name] as (
        ...given: Parameters<SupplierOutbox[Name]>
      ) => ReturnType<SupplierOutbox[Name]>
      return operation(...args)
    } catch (error) {
      if (closedReason(error) !== null) throw error
      // An error that leaves an object is logged by the platform, message and all: it must speak of no order.
      console.error({
        event: 'outbox-fault',
        operation: name,
        error: error instanceof Error ? error.name : typeof error,
      })
      throw new Error(`The outbox failed at ${name}.`)
    }
  }

  /** Starts what is due and returns: an alarm that waits holds up every route. A supplier that was removed keeps its rows. */
  override alarm(): void {
    this.#outbox?.wake()
  }
}
