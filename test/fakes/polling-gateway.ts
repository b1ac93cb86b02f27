import { createHmac } from 'node:crypto'
import { createFakeApicbase, type FakeApicbaseSettings } from '../../src/cli/fake-apicbase/apicbase.ts'
import { acceptOrder } from '../../src/journey.ts'
import { nodeHmac } from '../../src/platform/hmac.ts'
import { createCatalogueCopy } from '../../src/profile/catalogue-copy.ts'
import { type AccountState, grant, NEW_ACCOUNT, settle } from '../../src/sources/api-account.ts'
import { type PollPorts, poll } from '../../src/sources/poll.ts'
import { createRunBudget } from '../../src/sources/run-budget.ts'
import { writeMarks } from '../../src/sources/write-marks.ts'
import type { AcceptPorts, SeenVersion } from '../../src/steps/accept-ports.ts'
import type { DispatcherPorts } from '../../src/supplier/dispatcher-ports.ts'
import { ERP, supplierWith } from './orders.ts'
import { type TestOutboxWish, testOutbox } from './outbox.ts'
import { fakePendingCalls } from './pending-calls.ts'
import { fakeSecrets } from './secrets.ts'
import { status } from './wire.ts'
import { wireTo } from './wire-to.ts'

export const API = 'https://api.apicbase.example'
const SECRETS = {
  FRESCO_WEBHOOK_SECRET: 'a-secret-of-sixteen-bytes',
  API_ID: 'api-id',
  API_SECRET: 'api-secret',
}

export const polledSupplier = (api: object = {}, settings: object = {}) =>
  supplierWith({
    api: { baseUrl: API, clientId: 'API_ID', clientSecret: 'API_SECRET', since: '2026-11-20', ...api },
    ...settings,
  })

export interface PollingWish {
  /** Settings of the order API. */
  readonly api?: object
  readonly settings?: object
  readonly fake?: Partial<FakeApicbaseSettings>
  readonly ports?: Partial<PollPorts>
  /** Settings of the outbox. */
  readonly box?: Partial<DispatcherPorts>
  readonly outbox?: Pick<TestOutboxWish, 'storageId' | 'earlier'>
  /** State of an earlier gateway: KV, and the same Apicbase. */
  readonly left?: { readonly kv: Map<string, SeenVersion>; readonly fake: ReturnType<typeof createFakeApicbase> }
}

/** One supplier's gateway with its order API, in one process. Time passes only while the poll waits. */
export function pollingGateway(wish: PollingWish = {}) {
  const supplier = polledSupplier(wish.api, wish.settings)
  const secrets = fakeSecrets(SECRETS)
  const box = testOutbox({ supplier, ports: { secrets, ...wish.box }, ...wish.outbox })
  box.wire.answers(ERP, status(200))
  const { clock } = box
  const made = createFakeApicbase({
    clock,
    credentials: { clientId: SECRETS.API_ID, clientSecret: SECRETS.API_SECRET },
    ...wish.fake,
  })
  const { fake, kv } = wish.left ?? { fake: made, kv: new Map<string, SeenVersion>() }
  /** Number of orders that the outbox was asked about, in single or list requests. */
  let ordersAsked = 0
  let account: AccountState = NEW_ACCOUNT
  const later: Promise<unknown>[] = []
  const catalogue = createCatalogueCopy()
  const seen = {
    get: async (id: string) => kv.get(id) ?? null,
    getAll: async (ids: readonly string[]) => new Map([...kv].filter(([id]) => ids.includes(id))),
    put: async (id: string, version: SeenVersion) => void kv.set(id, version),
    storageId: async () => null,
    putAll: async (all: ReadonlyMap<string, SeenVersion>) => all.forEach((version, id) => void kv.set(id, version)),
  }
  const ports = (): PollPorts => ({
    newId: () => crypto.randomUUID(),
    clock,
    secrets,
    seen,
    wire: wireTo(fake, API),
    wait: async (milliseconds) => clock.advance(milliseconds),
    spending: createRunBudget(clock),
    account: () => ({
      async turn(outcome, one) {
        const [state, granted] = grant(settle(account, outcome, clock.now()), one, clock.now())
        account = state
        return granted
      },
      report: async (outcome) => {
        account = settle(account, outcome, clock.now())
      },
      token: async () => account.token,
      keepToken: async (token) => {
        account = { ...account, token }
      },
    }),
    catalogue,
    outbox: () => ({
      catalogueSince: async (version) => box.outbox.catalogueSince(version),
      acceptAll: async (submissions) => {
        ordersAsked += submissions.length
        return box.outbox.acceptAll(submissions)
      },
      findChanged: async (listed) => {
        ordersAsked += listed.length
        return box.outbox.findChanged(listed)
      },
      compareListed: async (listed) => box.outbox.compareListed(listed),
      beginPoll: async (leaseMs) => box.outbox.beginPoll(leaseMs),
      keepPoll: async (run, leaseMs, sweep) => box.outbox.keepPoll(run, leaseMs, sweep),
      endPoll: async (run, ending) => box.outbox.endPoll(run, ending),
    }),
    ...wish.ports,
  })
  const webhookPorts: AcceptPorts = {
    startHmac: nodeHmac,
    waitTurn: async () => {},
    newId: () => crypto.randomUUID(),
    pending: fakePendingCalls().pending,
    mayLook: () => true,
    clock,
    secrets,
    seen,
    waitUntil: (work) => void later.push(work),
    tell: async () => {},
    catalogue,
    outbox: () => ({
      accept: async (submission, judgedBy) => box.outbox.accept(submission, judgedBy),
      catalogueSince: async (version) => box.outbox.catalogueSince(version),
      keepRefused: async (order) => box.outbox.keepRefused(order),
      countOrdersWithoutId: async () => box.outbox.countOrdersWithoutId(),
      addWrongSignature: async () => box.outbox.addWrongSignature(),
      withdraw: async (id, request, doubt) => box.outbox.withdraw(id, request, doubt),
    }),
  }
  return {
    supplier,
    box,
    fake,
    kv,
    ports,
    ordersAsked: () => ordersAsked,
    account: () => account,
    /** Numbers of the orders that reached the supplier. */
    delivered: () => box.wire.calls.map(({ body }): string => JSON.parse(body).orderNumber),
    async poll() {
      const report = await poll(supplier, ports())
      await box.work()
      return report
    },
    /** The marks' part of a run of the cron. */
    async mark(spending = createRunBudget(clock), changed = supplier) {
      const report = await writeMarks(changed, {
        ...ports(),
        spending,
        outbox: () => ({
          takeMarks: async () => box.outbox.takeMarks(),
          endMarks: async (batch, outcome) => box.outbox.endMarks(batch, outcome),
        }),
      })
      await box.work()
      return report
    },
    /** The signal is aborted where the sender goes away. */
    async post(order: object, signal?: AbortSignal) {
      const body = JSON.stringify(order)
      const signature = createHmac('sha256', SECRETS.FRESCO_WEBHOOK_SECRET).update(body).digest('hex')
      const request = new Request('https://gateway.example/webhooks/fresco', {
        method: 'POST',
        body,
        headers: { 'X-APIC-WEBHOOK-SIGNATURE': signature },
        ...(signal ? { signal } : {}),
      })
      const answer = await acceptOrder(request, { name: 'fresco', profile: supplier }, webhookPorts)
      await Promise.all(later)
      await box.work()
      return answer
    },
  }
}
