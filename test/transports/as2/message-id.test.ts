import { describe, expect, it } from 'vitest'
import type { As2Keys } from '../../../src/transports/as2/keys.ts'
import { messageIdOf } from '../../../src/transports/as2/message-id.ts'
import { emptyDrawer } from '../means.ts'
import { parcelOf } from '../parcel.ts'

const keysOf = (secret: number) => ({ signer: { privateKey: new Uint8Array(32).fill(secret) } }) as As2Keys

describe('the Message-ID of an AS2 message', () => {
  it('cannot be told without our private key, and is another for another delivery', async () => {
    const [first, second] = [parcelOf(''), parcelOf('', { key: 'l'.repeat(32) })]
    const ids = await Promise.all([
      messageIdOf(first, keysOf(1), emptyDrawer()),
      messageIdOf(first, keysOf(2), emptyDrawer()),
      messageIdOf(second, keysOf(1), emptyDrawer()),
    ])
    expect(new Set(ids).size).toBe(3)
    for (const id of ids) expect(id).toMatch(/^<[0-9a-f]{32}@orderbridge>$/)
    expect(ids.join()).not.toContain(first.key)
  })

  it('stays the same when our key changes between two tries', async () => {
    const drawer = emptyDrawer()
    const first = await messageIdOf(parcelOf(''), keysOf(1), drawer)
    expect(await messageIdOf(parcelOf('', { mayHaveArrived: true }), keysOf(2), drawer)).toBe(first)
    const resent = await messageIdOf(parcelOf('', { resendCount: 1 }), keysOf(2), drawer)
    expect(resent).toBe(first.replace('@', '.1@'))
  })

  it('is the one that it had before, where a message may have left under an earlier gateway', async () => {
    const parcel = parcelOf('', { mayHaveArrived: true })
    expect(await messageIdOf(parcel, keysOf(1), emptyDrawer())).toBe(`<${parcel.key}@orderbridge>`)
  })
})
