import { describe, expect, it } from 'vitest'
import { readSession, SESSION_MS, writeSession } from '../../src/access/session.ts'
import { MORNING } from '../fakes/clock.ts'

const TOKEN = 'a-token-of-the-order-desk'

const read = async (until: number) =>
  readSession(await writeSession({ who: 'Els', holder: null, until }, TOKEN), () => TOKEN, MORNING)

describe('a session', () => {
  it('lasts a working day', async () => {
    expect(await read(MORNING + SESSION_MS)).toMatchObject({ who: 'Els' })
    expect(await read(MORNING)).toBeNull()
  })

  it('that a holder signed for longer than a working day is none', async () => {
    expect(await read(MORNING + 2 * SESSION_MS)).toBeNull()
    expect(await read(Number.MAX_VALUE)).toBeNull()
  })

  it('is read by an instance whose clock is a minute behind', async () => {
    expect(await read(MORNING + SESSION_MS + 60_000)).toMatchObject({ who: 'Els' })
  })
})
