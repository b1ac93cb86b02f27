// The objects come first: the pages then follow each other in the bundle, which takes 0.4 KiB less gzipped.
export { Account } from './platform/account-object.ts'
export { Outbox } from './platform/outbox-object.ts'

import { createAccessKeys } from './access/access-keys.ts'
import { createAttempts } from './access/attempts.ts'
import { tellDirectly } from './alerts/channels.ts'
import { receiveMail } from './api/incoming-mail.ts'
import { app } from './app.ts'
import { archive } from './exports/archive.ts'
import { sendBreakGlassPage } from './exports/break-glass.ts'
import { logFault } from './health/cron-fault.ts'
import { checkHealth } from './health/health.ts'
import { pingHeartbeat } from './health/heartbeat.ts'
import { type DirectOccurrence, directAlert } from './outbox/alerts/direct-alert.ts'
import { BREAK_GLASS } from './outbox/alerts/raise-alert.ts'
import { accountOf } from './platform/accounts.ts'
import { assetsIn } from './platform/assets.ts'
import { createBadSignatureMetrics } from './platform/bad-signature-points.ts'
import { bucketsIn } from './platform/buckets.ts'
import { createChannelPorts } from './platform/channel-ports.ts'
import { nodeDeciphers } from './platform/ciphers.ts'
import { eventLog } from './platform/event-log.ts'
import gateway from './platform/gateway.ts'
import { nodeHmac } from './platform/hmac.ts'
import { accessKeyCache, attemptCounts, badSignatureCounts, lookCounts } from './platform/instance-memory.ts'
import { localServices } from './platform/local-services.ts'
import { alertNotStarted, notStarted, whyNotStarted } from './platform/not-started.ts'
import { outboxRecords } from './platform/outbox-records.ts'
import { outboxOf } from './platform/outboxes.ts'
import { pendingCallsFor } from './platform/pending-calls.ts'
import { createSecrets } from './platform/secrets.ts'
import { createSeenCache, seenCacheFor } from './platform/seen.ts'
import { cloudflareWire } from './platform/wire.ts'
import { alertRules, operatorRules } from './profile/alert-rules.ts'
import { createCatalogueCopies } from './profile/catalogue-copy.ts'
import { keepsSeen } from './profile/keep-seen.ts'
import { supplierNamed } from './profile/route-named.ts'
import type { Services } from './services.ts'
import { createBadSignatureCounter } from './sources/bad-signatures.ts'
import { takeLook } from './sources/looks.ts'
import { poll } from './sources/poll.ts'
import { pollRound } from './sources/poll-round.ts'
import { createRunBudget } from './sources/run-budget.ts'
import { writeMarks } from './sources/write-marks.ts'
import type { AcceptingOutbox, AcceptPorts } from './steps/accept-ports.ts'
import { bringPending } from './steps/bring-pending.ts'
import type { RemoteOutbox } from './supplier/remote-outbox.ts'
import { alertRemovedSuppliers, findRemovedSuppliers, type RemovedPorts } from './supplier/removed-suppliers.ts'
import { readBounded } from './web/bounded-body.ts'
import { createTurns } from './web/turns.ts'

/** A bounced mail with its original takes a fraction of this size. */
const MAIL_BYTES = 5_000_000

/** Time limits of the parts for one supplier. A cron run may last 15 minutes. A poll has a separate limit. */
const PART_MS = {
  pending: 60_000,
  wake: 30_000,
  marks: 120_000,
  statements: 30_000,
  purge: 300_000,
  bundle: 90_000,
  removed: 30_000,
}
const POLL_SLACK_MS = 60_000
/** A call purges 100 orders at most, so that other calls wait no longer. A run purges 4,000 orders: a million in a day. */
const PURGE_CALLS = 40

const clock = { now: Date.now }
const newId = () => crypto.randomUUID()
const catalogueOf = createCatalogueCopies(gateway.suppliers)
const waitTurn = createTurns(clock, (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)))

function services(env: Env, ctx: ExecutionContext): Services {
  const secrets = createSecrets(env)
  const spending = createRunBudget(clock)
  const acceptPorts = (supplier: string): AcceptPorts => ({
    clock,
    secrets,
    startHmac: nodeHmac,
    waitTurn,
    newId,
    seen: seenCacheFor(env.SEEN, supplier, keepsSeen(supplierNamed(gateway, supplier) ?? {})),
    catalogue: catalogueOf(supplier),
    outbox: (): AcceptingOutbox => outboxOf(env, supplier),
    pending: pendingCallsFor(env, supplier),
    mayLook: () => takeLook(lookCounts, supplier, clock.now()),
    tell: async (occurrence) => {
      const [reader, rules] = [supplierNamed(gateway, supplier), alertRules(gateway, supplier)]
      const about = { id: newId(), supplier, publicUrl: rules.publicUrl }
      if (reader) await tellDirectly(directAlert(occurrence, { ...about, reader }), rules, createChannelPorts(env))
    },
    waitUntil: (work) => ctx.waitUntil(work),
  })
  return {
    gateway,
    clock,
    secrets,
    deciphers: nodeDeciphers,
    outbox: (supplier) => outboxOf(env, supplier),
    records: outboxRecords(env),
    acceptPorts,
    pending: (supplier) => pendingCallsFor(env, supplier),
    health: {
      gateway,
      clock,
      outboxHealth: (supplier) => outboxOf(env, supplier).health(),
      removed: () => findRemovedSuppliers(removedPorts(env)),
      askSeen: (supplier) => createSeenCache(env.SEEN, supplier).get('health'),
    },
    badSignatures: createBadSignatureCounter({
      counts: badSignatureCounts,
      clock,
      gateway,
      tell: (alert, rules) => ctx.waitUntil(tellDirectly(alert, rules, createChannelPorts(env))),
      point: createBadSignatureMetrics(env),
    }),
    attempts: createAttempts(attemptCounts, clock),
    accessKeys: createAccessKeys({ wire: cloudflareWire, clock, cache: accessKeyCache }),
    ...localServices(secrets),
    readAsset: assetsIn(env),
    pollPorts: (supplier) => ({
      clock,
      newId,
      secrets,
      seen: createSeenCache(env.SEEN, supplier),
      catalogue: catalogueOf(supplier),
      outbox: () => outboxOf(env, supplier),
      wire: cloudflareWire,
      account: (credentials) => accountOf(env, credentials),
      wait: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
      spending,
    }),
  }
}

export default {
  fetch(request, env, ctx) {
    const reason = whyNotStarted(env)
    return reason === null ? app.fetch(request, services(env, ctx), ctx) : notStarted(reason)
  },

  /** Receives mail to the gateway's sender addresses from Email Routing: bounces, and answers from people. */
  async email(message, env, ctx) {
    const { from, to } = message
    const bytes = message.rawSize <= MAIL_BYTES ? await readBounded(message.raw, MAIL_BYTES) : null
    const fate = await receiveMail(bytes, { from, to }, services(env, ctx))
    eventLog(createSecrets(env))({ event: 'mail', fate })
    if (fate === 'turned-away')
      message.setReject('Nobody reads this mailbox. Please call, or write to the person you know.')
  },

  /** Polls for orders that the webhooks missed, and wakes every outbox, because Cloudflare has lost alarms before. */
  async scheduled(controller, env, ctx) {
    const reason = whyNotStarted(env)
    if (reason !== null) return alertNotStarted(reason, env)
    const { outbox, pollPorts, secrets, health, badSignatures } = services(env, ctx)
    badSignatures.look()
    const log = eventLog(secrets)
    const names = Object.keys(gateway.suppliers)
    const each = (part: keyof typeof PART_MS, work: (name: string) => Promise<unknown>) =>
      Promise.all(names.map((name) => logFault(part, name, work, PART_MS[part], log)))
    const inTurn = (part: string, work: (name: string) => Promise<unknown>, limitOf: (name: string) => number) =>
      pollRound(names, controller.scheduledTime, (name) => logFault(part, name, work, limitOf(name), log))
    await each('pending', async (name) => {
      const { brought, found } = await bringPending(pendingCallsFor(env, name), () => outbox(name))
      if (found > 0) log({ event: 'pending', supplier: name, brought, found })
    })
    await each('wake', (name) => outbox(name).wake())
    const pollMs = (name: string) => (gateway.suppliers[name]?.api?.runSeconds ?? 0) * 1_000 + POLL_SLACK_MS
    await inTurn(
      'poll',
      async (name) => {
        const supplier = gateway.suppliers[name]
        if (supplier?.api) log({ event: 'poll', supplier: name, ...(await poll(supplier, pollPorts(name))) })
      },
      pollMs,
    )
    // Marks run after all polls, because polls have priority on the order API's request limit.
    await inTurn(
      'marks',
      async (name) => {
        const supplier = gateway.suppliers[name]
        const marks = supplier && (await writeMarks(supplier, { ...pollPorts(name), outbox: () => outbox(name) }))
        if (marks) log({ event: 'marks', supplier: name, ...marks })
      },
      () => PART_MS.marks,
    )
    // Statements run after the polls, because statements count the orders of the order API.
    await each('statements', async (name) => {
      while (await outbox(name).makeStatements());
    })
    await each('purge', (name) => purgeOf(name, env, outbox(name)))
    await each('bundle', (name) => bundleOf(name, env, outbox(name)))
    const alertAll = () => alertRemovedSuppliers({ ...removedPorts(env), clock, alert: alertRemoved(env) })
    await logFault('removed', 'every supplier', alertAll, PART_MS.removed, log)
    if (gateway.heartbeat) {
      const parts = await checkHealth(health)
      const failing = parts.filter(({ ok }) => !ok)
      const ping = await pingHeartbeat(parts, gateway.heartbeat, { wire: cloudflareWire, secrets })
      log({ event: 'heartbeat', ping, failing })
    }
  },
} satisfies ExportedHandler<Env>

const removedPorts = (env: Env): RemovedPorts => ({
  configured: Object.keys(gateway.suppliers),
  records: outboxRecords(env),
  outbox: (supplier) => outboxOf(env, supplier),
})

/** Uses the language of the first supplier, because a removed supplier has no settings. */
const alertRemoved =
  (env: Env) =>
  async (supplier: string, occurrence: DirectOccurrence): Promise<boolean> => {
    const [[first, reader] = []] = Object.entries(gateway.suppliers)
    if (first === undefined || reader === undefined) return false
    const rules = operatorRules(gateway, first)
    const { language, timeZone } = reader
    const about = { id: newId(), supplier, reader: { language, timeZone }, publicUrl: rules.publicUrl }
    return tellDirectly(directAlert(occurrence, about), rules, createChannelPorts(env))
  }

async function purgeOf(name: string, env: Env, outbox: RemoteOutbox): Promise<void> {
  const settings = gateway.suppliers[name]?.archive
  if (settings) await archive(name, settings, outbox, { buckets: bucketsIn(env), clock })
  else for (let call = 0; call < PURGE_CALLS && (await outbox.purge()) > 0; call++);
}

/**
 * Sends the break-glass page without the outbox's channels, so that the desk can work in an outage. A failure raises
 * the same alert as a failed alert channel.
 */
async function bundleOf(name: string, env: Env, outbox: RemoteOutbox): Promise<void> {
  const supplier = gateway.suppliers[name]
  if (!supplier?.breakGlass) return
  const bundle = await outbox.takeBreakGlassPage()
  if (!bundle) return
  const bundlePorts = { buckets: bucketsIn(env), mail: createChannelPorts(env).mail }
  const { why, mailed } = await sendBreakGlassPage(name, supplier, bundle, bundlePorts)
  if (mailed) await outbox.bundleMailed(bundle.orders)
  const incident = { kind: 'channel-failed', cause: BREAK_GLASS } as const
  if (why === null) await outbox.over(incident)
  else await outbox.tell({ ...incident, why })
}
