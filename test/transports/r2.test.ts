import { describe, expect, it } from 'vitest'
import type { Bucket } from '../../src/ports.ts'
import { r2 } from '../../src/transports/r2.ts'
import { meansWith } from './means.ts'
import { parcelOf } from './parcel.ts'

const deliver = (buckets: Readonly<Record<string, Bucket>>) =>
  r2.deliver(
    parcelOf('UNB'),
    r2.settings.parse({ kind: 'r2', bucket: 'ORDERS', prefix: 'orders/' }),
    meansWith({ buckets: { get: (name: string) => buckets[name] } }),
  )

describe('a delivery to a bucket of our own', () => {
  it('puts the document under its prefix and name', async () => {
    const keys: string[] = []
    const put: Bucket['put'] = async (key) => void keys.push(key)
    expect(await deliver({ ORDERS: { put } })).toEqual({
      outcome: 'delivered',
      note: 'orders/PO-1-1.edi is in ORDERS.',
    })
    expect(keys).toEqual(['orders/PO-1-1.edi'])
  })

  it('stops the route where nobody bound the bucket, and names it', async () => {
    const receipt = await deliver({ OTHERS: { put: async () => {} } })
    expect(receipt).toMatchObject({ outcome: 'refused', reached: 'no', routeWide: true })
    expect(receipt.note).toMatch(/no R2 binding ORDERS/)
  })

  it('says maybe when the bucket fails', async () => {
    const put = (): Promise<void> => Promise.reject(new Error('put: internal error (10001)'))
    expect(await deliver({ ORDERS: { put } })).toMatchObject({ outcome: 'deferred', reached: 'maybe' })
  })
})
