import { describe, expect, it } from 'vitest'
import { contentDigest } from '../../../src/model/order/identity.ts'
import { isSameContent } from '../../../src/model/order/same-content.ts'
import { posted, supplier, taken } from '../../steps/judged-order.ts'

const digestOf = (written: string | null) =>
  contentDigest(taken(posted({ expected_delivery_date: written }, supplier, Date.UTC(2026, 5, 1))).order)

const isSame = async (one: string | null, other: string | null) =>
  isSameContent(await digestOf(one), await digestOf(other))

describe('one version of an order', () => {
  it.each([
    ['2026-11-26T09:30:00+01:00', '2026-11-26T08:30:00Z'],
    ['2026-11-26T09:30:00+01:00', '2026-11-26T03:30:00-05:00'],
    ['2026-11-26T09:30:00+01:00', '2026-11-26T09:30:00.123456+01:00'],
    ['2026-11-26', '2026-11-26T09:30:00+01:00'],
    ['2026-11-26T16:00:00+01:00', '2026-11-26'],
    ['2026-11-26T00:00:00Z', '2026-11-26T01:00:00+01:00'],
    ['2026-11-26', '2026-11-25T23:00:00Z'],
    [null, null],
  ])('is %s and %s', async (one, other) => {
    expect(await isSame(one, other)).toBe(true)
  })

  it.each([
    ['2026-11-26T07:00:00+01:00', '2026-11-26T16:00:00+01:00'],
    ['2026-11-26T09:30:00+01:00', '2026-11-26T09:31:00+01:00'],
    ['2026-11-26T09:30:00+01:00', '2026-11-27T09:30:00+01:00'],
    ['2026-11-26', '2026-11-27T09:30:00+01:00'],
    [null, '2026-11-26T09:30:00+01:00'],
  ])('is not %s and %s', async (one, other) => {
    expect(await isSame(one, other)).toBe(false)
  })

  it('has the digest that it had before hours were read, where it has no hour', async () => {
    const known = 'c4c2e68c3b0f57ae0729c61eaca702d318bec23f99f92dd2f35d155f047f9185'
    for (const bare of ['2026-11-26', '2026-11-26T00:00:00Z', '2026-11-26T00:00:00+01:00', '2026-11-25T23:00:00Z'])
      expect(await digestOf(bare)).toBe(known)
    expect(isSameContent(known, await digestOf('2026-11-26T09:30:00+01:00'))).toBe(true)
  })
})
