import { describe, expect, it } from 'vitest'
import { testOutbox } from './fakes/outbox.ts'

let earlier: ReturnType<typeof testOutbox>

describe('the storage of a test outbox', () => {
  it('keeps two outboxes of one test apart', () => {
    earlier = testOutbox()
    earlier.accept({ orderId: 'order-1' })
    const other = testOutbox()
    expect(earlier.sql.all('SELECT id FROM orders')).toEqual([{ id: 'order-1' }])
    expect(other.sql.all('SELECT id FROM orders')).toEqual([])
  })

  it('is empty in the next test, and knows the time of its own opening', () => {
    const box = testOutbox({ now: 1_700_000_000_000 })
    expect(box.sql.all('SELECT id FROM orders')).toEqual([])
    expect(box.sql.all('SELECT DISTINCT applied_at AS at FROM migrations')).toEqual([{ at: 1_700_000_000_000 }])
  })

  it('refuses the work that a test left behind', () => {
    expect(() => earlier.sql.all('SELECT id FROM orders')).toThrow('The test of this storage has ended.')
    expect(() => earlier.sql.atomically(() => 1)).toThrow('The test of this storage has ended.')
  })
})
