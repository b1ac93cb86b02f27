import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { deliveryToken, readDeliveryToken } from '../../src/web/delivery-token.ts'

const place = { supplier: 'fresco', route: 'desk' }
const mailed = { orderId: 'cee676d7-b8d2', version: 2, documentRevision: 1, storageId: '~0a1b2c3d4e5f6071' }
const SECRET = 'link-secret-of-thirty-two-bytes-1'
const ACCEPTED = Date.parse('2026-11-24T09:00:00Z')
const DAY = 86_400_000

describe('the token of a link', () => {
  it('says which document it speaks of, and is the same whenever it is made', async () => {
    const token = await deliveryToken('confirmation', place, mailed, ACCEPTED, SECRET)
    expect(await deliveryToken('confirmation', place, mailed, ACCEPTED, SECRET)).toBe(token)
    expect(token).toMatch(/^[A-Za-z0-9_.-]+$/)
    expect(await readDeliveryToken('confirmation', place, token, SECRET, ACCEPTED)).toEqual(mailed)
  })

  it('carries whatever an order is called', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'grapheme', minLength: 1 }), async (orderId) => {
        const token = await deliveryToken('confirmation', place, { ...mailed, orderId }, ACCEPTED, SECRET)
        expect(await readDeliveryToken('confirmation', place, token, SECRET, ACCEPTED)).toEqual({ ...mailed, orderId })
      }),
      { numRuns: 50 },
    )
  })

  it('is worth nothing once any letter of it is another', async () => {
    const token = await deliveryToken('confirmation', place, mailed, ACCEPTED, SECRET)
    for (let at = 0; at < token.length; at++) {
      // The last letter of each half holds bits that mean nothing: another there may be the same token.
      if (token[at] === '.' || token[at + 1] === '.' || at === token.length - 1) continue
      const other = token[at] === 'A' ? 'B' : 'A'
      const forged = `${token.slice(0, at)}${other}${token.slice(at + 1)}`
      expect(await readDeliveryToken('confirmation', place, forged, SECRET, ACCEPTED), forged).toBe('forged')
    }
  })

  it.each(['', '.', 'e30', 'e30.', '.e30', 'e30.e30', 'e30.e30.e30', '[1].[2]', '%00.%00'])(
    'is forged: %j',
    async (token) => {
      expect(await readDeliveryToken('confirmation', place, token, SECRET, ACCEPTED)).toBe('forged')
    },
  )

  it('opens nothing of another supplier, route or gateway', async () => {
    const token = await deliveryToken('confirmation', place, mailed, ACCEPTED, SECRET)
    expect(await readDeliveryToken('confirmation', { ...place, supplier: 'other' }, token, SECRET, ACCEPTED)).toBe(
      'forged',
    )
    expect(await readDeliveryToken('confirmation', { ...place, route: 'erp' }, token, SECRET, ACCEPTED)).toBe('forged')
    expect(await readDeliveryToken('confirmation', place, token, `${SECRET}2`, ACCEPTED)).toBe('forged')
  })

  it('is late thirty days after the order was accepted', async () => {
    const token = await deliveryToken('confirmation', place, mailed, ACCEPTED, SECRET)
    expect(await readDeliveryToken('confirmation', place, token, SECRET, ACCEPTED + 30 * DAY)).toEqual(mailed)
    expect(await readDeliveryToken('confirmation', place, token, SECRET, ACCEPTED + 30 * DAY + 1)).toBe('late')
  })
})
