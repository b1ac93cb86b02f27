import { describe, expect, it } from 'vitest'
import type { Bucket } from '../../src/ports.ts'
import { utf8 } from '../../src/text/utf8.ts'
import { r2 } from '../../src/transports/r2.ts'
import { meansWith } from './means.ts'
import { parcelOf } from './parcel.ts'

const empty = { get: async () => null }

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
    expect(await deliver({ ORDERS: { ...empty, put } })).toEqual({
      outcome: 'delivered',
      note: 'orders/PO-1-1.edi is in ORDERS.',
    })
    expect(keys).toEqual(['orders/PO-1-1.edi'])
  })

  it('stops the route where nobody bound the bucket, and names it', async () => {
    const receipt = await deliver({ OTHERS: { ...empty, put: async () => {} } })
    expect(receipt).toMatchObject({ outcome: 'refused', reached: 'no', routeWide: true })
    expect(receipt.note).toMatch(/no R2 binding ORDERS/)
  })

  it('says maybe when the bucket fails', async () => {
    const put = (): Promise<void> => Promise.reject(new Error('put: internal error (10001)'))
    expect(await deliver({ ORDERS: { ...empty, put } })).toMatchObject({ outcome: 'deferred', reached: 'maybe' })
  })
})

describe('a look into a bucket of our own', () => {
  const look = (objects: Readonly<Record<string, string>>, archiveFolder?: string) => {
    const bucket: Bucket = {
      put: async () => {},
      get: async (key) => (objects[key] === undefined ? null : utf8(objects[key])),
    }
    return r2.check?.(
      parcelOf('UNB'),
      r2.settings.parse({ kind: 'r2', bucket: 'ORDERS', prefix: 'orders/', archiveFolder }),
      meansWith({ buckets: { get: () => bucket } }),
    )
  }

  it('finds the document by its bytes, where it was put or where it was taken to', async () => {
    expect(await look({ 'orders/PO-1-1.edi': 'UNB' })).toEqual({
      outcome: 'delivered',
      note: 'Found there: PO-1-1.edi is in orders/, 3 bytes. An earlier try had brought it.',
    })
    expect(await look({ 'done/PO-1-1.edi': 'UNB' }, 'done')).toMatchObject({ outcome: 'delivered' })
  })

  it('sends again what is neither here nor there, and what lies there in another form', async () => {
    expect(await look({}, 'done/')).toBeNull()
    expect(await look({ 'orders/PO-1-1.edi': 'UNX' })).toBeNull()
  })

  it('asks where nobody said where it goes when it is taken', async () => {
    expect(await look({})).toMatchObject({ outcome: 'uncertain', holdForPerson: true })
  })
})
