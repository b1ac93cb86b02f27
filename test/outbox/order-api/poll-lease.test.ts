import { describe, expect, it } from 'vitest'
import { testOutbox } from '../../fakes/outbox.ts'

const LEASE = 25_000
const DAY = 86_400_000

describe('the lease of a poll', () => {
  it('keeps another run out until the lease ends', () => {
    const { outbox, clock } = testOutbox()
    expect(outbox.beginPoll(LEASE)).toMatchObject({ run: 1 })
    expect(outbox.beginPoll(LEASE)).toBeNull()
    clock.advance(LEASE)
    expect(outbox.beginPoll(LEASE)).toMatchObject({ run: 2 })
  })

  it('of a clock that was a day ahead keeps no run out once the clock is right', () => {
    const { outbox, clock } = testOutbox()
    const now = clock.now()
    clock.set(now + DAY)
    outbox.beginPoll(LEASE)
    clock.set(now)
    expect(outbox.beginPoll(LEASE)).toMatchObject({ run: 2 })
    expect(outbox.keepPoll(1, LEASE)).toBe(false)
  })
})
