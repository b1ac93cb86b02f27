import { describe, expect, it } from 'vitest'
import { postedOrder } from '../fakes/orders.ts'
import { pollingGateway } from '../fakes/polling-gateway.ts'

/** A gateway from the webhook to the outbox. */
function gateway() {
  const { box, post, kv } = pollingGateway()
  const place = async (expected_delivery_date: string) => {
    const answer = await post(postedOrder({ expected_delivery_date }))
    if (!answer.ok) throw new Error(answer.error.problems[0].message)
    if (answer.value.status === 'ping') throw new Error('An order is no ping.')
    await box.pass(60_000)
    return `${answer.value.status} ${answer.value.version}`
  }
  return { box, kv, place }
}

describe('the time of delivery of an order', () => {
  it('reaches the supplier', async () => {
    const { box, place } = gateway()
    await place('2026-11-26T09:30:00+01:00')
    const [delivered] = box.wire.calls
    expect(JSON.parse(delivered?.body ?? '')).toMatchObject({
      deliveryDate: '2026-11-26',
      deliveryTime: '09:30:00+01:00',
    })
  })

  it('makes a new version where it changes, and is told with both hours', async () => {
    const { box, place } = gateway()
    expect(await place('2026-11-26T07:00:00+01:00')).toBe('accepted 1')
    expect(await place('2026-11-26T16:00:00+01:00')).toBe('held 2')
    expect(box.alerts.at(-1)?.diff).toEqual([
      'delivery date: Thursday 26 November at 07:00 → Thursday 26 November at 16:00',
    ])
  })

  it('makes none where the same moment, or its day alone, is posted again', async () => {
    const { place } = gateway()
    expect(await place('2026-11-26T09:30:00+01:00')).toBe('accepted 1')
    expect(await place('2026-11-26T08:30:00Z')).toBe('duplicate 1')
    expect(await place('2026-11-26')).toBe('duplicate 1')
    expect(await place('2026-11-26T00:00:00Z')).toBe('duplicate 1')
    expect(await place('2026-11-26T09:30:00+01:00')).toBe('duplicate 1')
  })

  it('makes none of an order that was accepted before hours were read', async () => {
    const { box, place } = gateway()
    await place('2026-11-26T09:30:00+01:00')
    box.sql.all('UPDATE versions SET digest = substr(digest, 1, 64)')
    expect(await place('2026-11-26T09:30:00+01:00')).toBe('duplicate 1')
  })
})
