import { bound } from '../../doctor/bindings.ts'
import { type Step, stop } from './step.ts'
import { hasCron } from './wrangler-toml.ts'

/** Checks that wrangler.toml has the parts that the configuration uses. The deploy makes the KV namespace. */
export const parts: Step = {
  name: 'parts',
  title: 'KV, cron and buckets',
  again: true,
  async run({ ports, gateway }) {
    const toml = ports.readToml()
    const suppliers = Object.values(gateway.suppliers)
    const buckets = suppliers.flatMap(({ routes, archive }) => [
      ...routes.flatMap(({ transport }) => (transport.kind === 'r2' ? [String(transport.bucket)] : [])),
      ...(archive ? [archive.bucket] : []),
    ])
    const missing = [
      bound(toml, 'kv_namespaces', 'SEEN'),
      ...[...new Set(buckets)].map((bucket) => bound(toml, 'r2_buckets', bucket)),
    ].filter(({ verdict }) => verdict === 'bad')
    if (missing.length > 0) return stop(missing.map(({ text, help }) => `${text} ${help ?? ''}`).join('\n'))
    if (!hasCron(toml))
      return stop('wrangler.toml has no cron, so nothing would be polled. Write: [triggers] crons = ["*/5 * * * *"]')
    ports.say('  The deploy makes the KV namespace SEEN, and uses one cron trigger.')
    for (const bucket of new Set(buckets)) ports.say(`  Bucket binding ${bucket}: the bucket must be there.`)
    return null
  },
}
