import type { DeliveryState } from '../model/delivery-state.ts'
import { ORDER_STATES } from '../model/delivery-state.ts'
import type { RouteMetrics } from '../outbox/metrics.ts'
import type { SupplierMetrics } from '../supplier/outbox-views.ts'
import type { MetricFamily, Sample } from '../text/prometheus-text.ts'
import { VERSION } from '../version.ts'

/** The metrics of a supplier; null if the outbox gave no answer. */
export interface SupplierReading {
  readonly supplier: string
  readonly metrics: SupplierMetrics | null
}

interface Definition extends Omit<MetricFamily, 'samples'> {
  readonly samplesOf: (metrics: SupplierMetrics, now: number) => readonly Sample[]
}

const OPEN_STATES: readonly DeliveryState[] = ['waiting', 'sending', 'sent', 'deferred', 'refused', 'uncertain', 'held']

const gauge = (name: string, help: string, samplesOf: Definition['samplesOf']): Definition => ({
  ...{ name: `orderbridge_${name}`, type: 'gauge', help, samplesOf },
})

/** A gauge with a sample for each route; null gives no sample. */
const onRoutes = (name: string, help: string, readOf: (route: RouteMetrics, now: number) => number | null) =>
  gauge(name, help, ({ routes }, now) => routes.flatMap((route) => sample({ route: route.route }, readOf(route, now))))

const sample = (labels: Sample[0], value: number | null): Sample[] => (value === null ? [] : [[labels, value]])
const seconds = (milliseconds: number): number => milliseconds / 1000
const moment = (at: number | null): number | null => (at === null ? null : seconds(at))

/** A certificate may also have a date in the configuration, and each name may have a single sample. */
const firstEnds = (credentials: SupplierMetrics['credentials']): Map<string, number> =>
  new Map(credentials.toSorted((a, b) => b.endsAt - a.endsAt).map(({ name, endsAt }) => [name, endsAt]))

const DEFINITIONS: readonly Definition[] = [
  {
    ...{ name: 'orderbridge_orders_received_total', type: 'counter' },
    help: 'Orders that the outbox has stored, with the refused orders.',
    samplesOf: ({ orders }) => [[{}, orders.all]],
  },
  gauge('orders', 'Orders in each state.', ({ orders }) => ORDER_STATES.map((state) => [{ state }, orders[state]])),
  gauge('open_deliveries', 'Deliveries that are not settled, in each state.', ({ routes }) =>
    routes.flatMap(({ route, open }) => OPEN_STATES.map((state): Sample => [{ route, state }, open[state] ?? 0])),
  ),
  onRoutes(
    'oldest_open_delivery_age_seconds',
    'Time since the acceptance of the oldest order with an open delivery; 0 without one.',
    ({ oldestAt }, now) => (oldestAt === null ? 0 : seconds(Math.max(0, now - oldestAt))),
  ),
  onRoutes(
    'deliveries_last_hour',
    'Deliveries that arrived within the last hour.',
    ({ lastHour }) => lastHour?.count ?? 0,
  ),
  onRoutes(
    'delivery_median_seconds',
    'Time from acceptance to delivery within which half of the last hour arrived.',
    ({ lastHour }) => lastHour?.p50Seconds ?? null,
  ),
  onRoutes(
    'delivery_p95_seconds',
    'Time from acceptance to delivery within which 95 in 100 of the last hour arrived.',
    ({ lastHour }) => lastHour?.p95Seconds ?? null,
  ),
  onRoutes('last_delivery_timestamp_seconds', 'When a delivery last arrived.', ({ lastSuccessAt }) =>
    moment(lastSuccessAt),
  ),
  onRoutes('route_paused', '1 while the route is paused.', ({ isPaused }) => Number(isPaused)),
  onRoutes('circuit_open', '1 while the circuit is open or half-open.', ({ hasOpenCircuit }) => Number(hasOpenCircuit)),
  onRoutes(
    'control_numbers_left',
    'Control numbers before the first number comes again.',
    ({ numbersLeft }) => numbersLeft,
  ),
  onRoutes('courier_offline', '1 while the courier of the route is offline.', ({ courier }) =>
    courier === null ? null : Number(courier.offline),
  ),
  onRoutes('courier_last_seen_timestamp_seconds', 'When the courier of the route last called.', ({ courier }) =>
    courier === null ? null : seconds(Date.parse(courier.lastSeenAt)),
  ),
  gauge('credential_end_timestamp_seconds', 'When a certificate or a secret ends, by its name.', ({ credentials }) =>
    [...firstEnds(credentials)].map(([credential, endsAt]) => [{ credential }, seconds(endsAt)]),
  ),
  gauge('open_incidents', 'Open incidents by kind and route.', ({ incidents }) =>
    incidents.map(({ kind, route, count }) => [{ kind, route }, count]),
  ),
  gauge('unsent_alerts', 'Alerts that no channel could send yet.', ({ unsentAlerts }) => [[{}, unsentAlerts]]),
  gauge('poll_last_complete_timestamp_seconds', 'When the last complete list scan began.', ({ poll }) =>
    sample({}, moment(poll?.lastCompleteAt ?? null)),
  ),
  gauge('poll_failures', 'Failed polls in a row.', ({ poll }) => sample({}, poll?.failures ?? null)),
  gauge('storage_bytes', 'Size of the storage of the outbox.', ({ storageBytes }) => sample({}, storageBytes)),
]

/** Every metric of `GET /metrics`. */
export const metricFamilies = (readings: readonly SupplierReading[], now: number): MetricFamily[] => [
  {
    ...{ name: 'orderbridge_build_info', type: 'gauge', help: 'The version of the gateway.' },
    samples: [[{ version: VERSION }, 1]],
  },
  {
    ...{ name: 'orderbridge_up', type: 'gauge', help: '1 if the outbox of the supplier answered.' },
    samples: readings.map(({ supplier, metrics }) => [{ supplier }, Number(metrics !== null)]),
  },
  ...DEFINITIONS.map(({ samplesOf, ...family }) => ({
    ...family,
    samples: readings.flatMap(({ supplier, metrics }) =>
      metrics === null
        ? []
        : samplesOf(metrics, now).map(([labels, value]): Sample => [{ supplier, ...labels }, value]),
    ),
  })),
]
