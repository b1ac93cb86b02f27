import { Hono } from 'hono'
import type { HonoEnv, Services } from '../services.ts'
import type { SupplierMetrics } from '../supplier/outbox-views.ts'
import { PROMETHEUS_TYPE, prometheusText } from '../text/prometheus-text.ts'
import { withTimeout } from '../web/time-limit.ts'
import { metricFamilies } from './metric-families.ts'
import { signedInAs } from './signed-in.ts'

/** Prometheus gives up after ten seconds by default. A slow outbox must not hide the other outboxes. */
const LIMIT_MS = 5_000

/** The numbers of each supplier of the token, for Prometheus. Calls each outbox once. */
export const metrics = new Hono<HonoEnv>({ strict: false })

metrics.use('*', signedInAs('metrics'))

metrics.get('/', async (c) => {
  const readings = await Promise.all(
    Object.keys(c.env.gateway.suppliers).map(async (supplier) => ({
      supplier,
      metrics: await metricsOf(c.env, supplier),
    })),
  )
  const text = prometheusText(metricFamilies(readings, c.env.clock.now()))
  return c.body(text, 200, { 'content-type': PROMETHEUS_TYPE })
})

async function metricsOf({ outbox }: Services, supplier: string): Promise<SupplierMetrics | null> {
  try {
    return await withTimeout(LIMIT_MS, outbox(supplier).metrics())
  } catch {
    return null
  }
}
