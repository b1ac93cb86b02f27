import { describe, expect, it } from 'vitest'
import type { Network } from '../../src/ports.ts'
import { countedCertificates, createSubrequestBudget, watchedWays } from '../../src/web/subrequests.ts'
import { ERP, httpRoute, supplierWith } from '../fakes/orders.ts'
import { settled, testOutbox } from '../fakes/outbox.ts'
import { scriptedWire, status } from '../fakes/wire.ts'

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
    scripted.answers(ERP, status(400))
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
    const { certificates, sentNothing } = watched(0)
    await expect(certificates.get('CERT')?.fetch(post())).rejects.toThrow()
    expect(sentNothing()).toBe(true)
  })

  it('may have sent the document where the budget refused a second request', async () => {
    const { certificates, sentNothing } = watched(1)
    await certificates.get('CERT')?.fetch(post())
    await expect(certificates.get('CERT')?.fetch(post())).rejects.toThrow()
    expect(sentNothing()).toBe(false)
  })
})
