import { afterEach, describe, expect, it, vi } from 'vitest'
import type { Network } from '../../src/ports.ts'
import {
  countedCertificates,
  countedWire,
  createSubrequestBudget,
  SUBREQUESTS,
  watchedWays,
} from '../../src/web/subrequests.ts'
import { ERP, httpRoute, supplierWith } from '../fakes/orders.ts'
import { settled, testOutbox } from '../fakes/outbox.ts'
import { fakeSecrets } from '../fakes/secrets.ts'
import { hanging, scriptedWire, status } from '../fakes/wire.ts'

const FREE = 50

/** A receiver on a platform that limits the requests of an invocation, such as Cloudflare's Free plan. */
function onTheFreePlan(settings: Record<string, unknown> = {}) {
  const scripted = scriptedWire()
  let used = 0
  let most = 0
  let alarms = 0
  const count = (): void => {
    if (++used > FREE) throw new Error('Too many subrequests.')
    most = Math.max(most, used)
  }
  const wire: Network = {
    ...scripted,
    async fetch(request) {
      count()
      return scripted.fetch(request)
    },
    async probe(host, port, signal) {
      count()
      return scripted.probe(host, port, signal)
    },
  }
  const alerts: string[] = []
  const box = testOutbox({
    supplier: supplierWith({ whenUncertain: 'hold', routes: [httpRoute('erp', ERP, settings)] }),
    ports: {
      wire,
      sendAlert: async (_, alert) => {
        count()
        alerts.push(alert.kind)
        return { ok: true, value: null }
      },
    },
  })
  scripted.answers(ERP, status(200))
  /** Runs the alarm again and again, each run with its own budget. */
  async function drain(): Promise<void> {
    const { wake } = box.outbox
    Object.assign(box.outbox, {
      wake() {
        used = 0
        alarms++
        wake()
      },
    })
    for (let turn = 0; turn < 400; turn++) {
      await box.work()
      await settled(20)
    }
  }
  return { box, scripted, drain, alerts, most: () => most, alarms: () => alarms }
}

describe('a drain on the Free plan', () => {
  it('of 400 orders sends each once, makes at most 50 requests a run, and doubts nothing', async () => {
    const { box, scripted, drain, most, alarms } = onTheFreePlan()
    for (let at = 0; at < 400; at++) box.accept({ orderId: `order-${at}`, orderNumber: `PO-${at}` })
    await drain()
    expect(box.sql.all('SELECT DISTINCT state, reached FROM deliveries')).toEqual([
      { state: 'delivered', reached: 'yes' },
    ])
    expect(scripted.calls).toHaveLength(400)
    expect(box.sql.all("SELECT * FROM timeline WHERE event IN ('uncertain', 'deferred', 'held')")).toEqual([])
    expect(most()).toBeLessThanOrEqual(FREE)
    expect(alarms()).toBeGreaterThan(8)
    expect(alarms()).toBeLessThan(60)
  })

  it('keeps room for the alerts of what is refused, and sends the rest of them in another run', async () => {
    const { box, scripted, drain, most, alerts } = onTheFreePlan()
    // Refusals in the same words share a message.
    let refusals = 0
    scripted.answers(ERP, () => new Response(`Reason ${refusals++}`, { status: 400 }))
    for (let at = 0; at < 100; at++) box.accept({ orderId: `order-${at}`, orderNumber: `PO-${at}` })
    await drain()
    expect(box.sql.all('SELECT DISTINCT state FROM deliveries')).toEqual([{ state: 'refused' }])
    expect(alerts.length).toBeGreaterThanOrEqual(10)
    expect(box.sql.all('SELECT * FROM alerts WHERE attempts > 0')).toEqual([])
    expect(most()).toBeLessThanOrEqual(FREE)
  })
})

describe('an attempt with a client certificate', () => {
  const post = () => new Request(ERP, { method: 'POST', body: 'UNB' })
  const watched = (limit: number) => {
    const wire = scriptedWire()
    wire.answers(ERP, status(401))
    const certificates = countedCertificates({ get: () => wire }, createSubrequestBudget(limit))
    return watchedWays({ wire, certificates })
  }

  it('has sent nothing where the budget refused its request', async () => {
    const { certificates, whySentNothing } = watched(0)
    await expect(certificates.get('CERT')?.fetch(post())).rejects.toThrow()
    expect(whySentNothing()).toEqual({ why: 'budget' })
  })

  it('may have sent the document where the budget refused a second request', async () => {
    const { certificates, whySentNothing } = watched(1)
    await certificates.get('CERT')?.fetch(post())
    await expect(certificates.get('CERT')?.fetch(post())).rejects.toThrow()
    expect(whySentNothing()).toBe(null)
  })
})

describe('an attempt with a token', () => {
  const TOKENS = 'https://tokens.supplier.example/'
  const oauth = httpRoute('erp', ERP, {
    transport: {
      ...{ kind: 'http', url: ERP, timeoutSeconds: 5 },
      auth: { kind: 'oauth2', tokenUrl: TOKENS, clientId: 'ID', clientSecret: 'SECRET' },
    },
  })
  afterEach(() => void vi.useRealTimers())

  function opened(limit = SUBREQUESTS) {
    const scripted = scriptedWire()
    const budget = createSubrequestBudget(limit)
    const box = testOutbox({
      supplier: supplierWith({ routes: [oauth], whenUncertain: 'hold' }),
      ports: { wire: countedWire(scripted, budget), secrets: fakeSecrets({ ID: 'id', SECRET: 'secret' }) },
    })
    scripted.answers(ERP, status(200))
    box.accept()
    return { box, scripted, delivery: () => box.sql.all('SELECT state, reached, phase FROM deliveries')[0] }
  }

  it('has sent nothing where the budget had room for the token only', async () => {
    // The first request is the probe of the receiver.
    const { box, scripted, delivery } = opened(2)
    scripted.answers(TOKENS, () => Response.json({ access_token: 'token', expires_in: 3600 }))
    await box.work()
    expect(delivery()).toEqual({ state: 'deferred', reached: 'no', phase: 'connect' })
  })

  it('has sent nothing where the address of the tokens ignores the end of the time', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    const { box, scripted, delivery } = opened()
    scripted.answers(TOKENS, hanging().answer)
    await box.work()
    await vi.advanceTimersByTimeAsync(8_000)
    await settled()
    expect(delivery()).toEqual({ state: 'deferred', reached: 'no', phase: 'sign in' })
  })

  it('may have sent the document where the receiver ignores the end of the time', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    const { box, scripted, delivery } = opened()
    scripted.answers(TOKENS, () => Response.json({ access_token: 'token', expires_in: 3600 }))
    scripted.answers(ERP, hanging().answer)
    await box.work()
    await vi.advanceTimersByTimeAsync(8_000)
    await settled()
    expect(delivery()).toMatchObject({ state: 'held', reached: 'maybe' })
  })
})
