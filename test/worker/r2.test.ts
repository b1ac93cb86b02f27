import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import { bucketsIn } from '../../src/platform/buckets.ts'
import { r2 } from '../../src/transports/r2.ts'
import { meansWith } from '../transports/means.ts'
import { parcelOf } from '../transports/parcel.ts'

const deliver = (bucket: string) =>
  r2.deliver(
    parcelOf('UNB+UNOC:3+…'),
    r2.settings.parse({ kind: 'r2', bucket, prefix: 'orders/' }),
    meansWith({ buckets: bucketsIn(env) }),
  )

describe('a bucket bound to the Worker', () => {
  it('holds the document byte for byte under its prefix and name, a repeat in its place', async () => {
    for (let tries = 0; tries < 2; tries++) expect(await deliver('ORDERS')).toMatchObject({ outcome: 'delivered' })
    const bucket = Reflect.get(env, 'ORDERS') as R2Bucket
    const { objects } = await bucket.list()
    expect(objects.map(({ key }) => key)).toEqual(['orders/PO-1-1.edi'])
    const object = await bucket.get('orders/PO-1-1.edi')
    expect(await object?.text()).toBe('UNB+UNOC:3+…')
    expect(object?.httpMetadata?.contentType).toBe('application/edifact; charset=utf-8')
  })

  it('is looked into for a document that may have arrived', async () => {
    const look = (archiveFolder: string, prefix: string) =>
      r2.check?.(
        parcelOf('UNB+UNOC:3+…'),
        r2.settings.parse({ kind: 'r2', bucket: 'ORDERS', prefix, archiveFolder }),
        meansWith({ buckets: bucketsIn(env) }),
      )
    await deliver('ORDERS')
    expect(await look('done', 'orders/')).toMatchObject({ outcome: 'delivered' })
    expect(await look('orders', 'in/')).toMatchObject({ outcome: 'delivered' })
    expect(await look('done', 'in/')).toBeNull()
  })

  it('is no bucket when it is something else, or nothing', async () => {
    for (const name of ['SEEN', 'OUTBOX', 'CONSOLE_TOKEN', 'NO_SUCH_BUCKET']) {
      expect(await deliver(name)).toMatchObject({ outcome: 'refused', routeWide: true })
    }
  })
})
