import path from 'node:path'
import { convertV4MiniflareOptions, Miniflare } from 'miniflare'
import { createAdmin } from '../crash/admin.ts'
import type { PlacedOrder } from '../crash/placed-order.ts'
import { EVERY, type TakenDocument, type UpgradeSetting } from './stage.ts'
import { BUCKET } from './trees.ts'

/** Routes by the gateway's own Cloudflare account, which Miniflare stands in for. These take every document. */
export const OWN_ACCOUNT = ['r2', 'email'] as const

export const ownAccountRoutes = [
  { name: 'r2', document: { format: 'json' }, transport: { kind: 'r2', bucket: BUCKET.binding } },
  {
    name: 'email',
    document: { format: 'email', from: 'orders@gateway.example', to: ['desk@upgrade.example'] },
    transport: { kind: 'email' },
  },
]

/** The objects of the bucket, of a gateway that has stopped. */
export async function objectsInBucket({ persist }: UpgradeSetting): Promise<TakenDocument[]> {
  const miniflare = new Miniflare(
    convertV4MiniflareOptions({
      resourcePersistencePath: path.join(persist, 'v3'),
      workers: [
        {
          ...{ name: 'reader', modules: [{ type: 'ESModule', path: 'reader.js', contents: 'export default {}' }] },
          ...{ compatibilityDate: '2026-08-04', r2Buckets: { [BUCKET.binding]: BUCKET.name } },
        },
      ],
    }),
  )
  try {
    const bucket = await miniflare.getR2Bucket(BUCKET.binding)
    const { objects } = await bucket.list()
    return objects.map(({ key }) => ({ route: 'r2', key, orderNumbers: [/PO-[\w-]*\d{4}/.exec(key)?.[0] ?? key] }))
  } finally {
    await miniflare.dispose()
  }
}

interface OrderHistory {
  readonly timeline: readonly { readonly route: string | null; readonly event: string }[]
}

/** The mails that Cloudflare took, once for each attempt that succeeded. */
export async function sentMails(
  url: string,
  { secrets }: UpgradeSetting,
  orders: readonly PlacedOrder[],
): Promise<TakenDocument[]> {
  const admin = createAdmin(url, secrets.CONSOLE_TOKEN)
  const found: TakenDocument[] = []
  for (const { id, number } of orders) {
    const { value } = await admin.call<OrderHistory>(`/orders/${EVERY}/${id}`)
    for (const { route, event } of value.timeline)
      if (route === 'email' && event === 'delivered') found.push({ route, key: '', orderNumbers: [number] })
  }
  return found
}
