import { describe, expect, it } from 'vitest'
import { testConsole } from '../fakes/console.ts'
import { supplierWith } from '../fakes/orders.ts'

const SUPPLIER = supplierWith({ secretExpiry: { FRESCO_CLIENT_SECRET: '2026-12-10' } })

describe('Today with a secret that expires', () => {
  it.each([
    ['an order that waits', true],
    ['nothing to do', false],
  ])('has the work of the desk before the boxes for IT: %s', async (_, waits) => {
    const { box, browser } = testConsole({ supplier: SUPPLIER })
    box.outbox.wake()
    await box.pass(60_000)
    if (waits) box.accept({ orderId: 'one', starts: { erp: { state: 'held', reason: 'quantity' } } })
    const reader = browser({ 'accept-language': 'en' })
    await reader.signIn('An')
    const { text } = await reader.get('/console')
    const [troubles = '', ...more] = text.match(/<h2[^>]*>For your IT<\/h2>/g) ?? []
    expect(more).toEqual([])
    const before = waits ? 'What to do first' : 'How we know'
    expect([text.indexOf(before) > 0, text.indexOf(troubles) > text.indexOf(before)]).toEqual([true, true])
    expect(text.indexOf(troubles)).toBeGreaterThan(text.indexOf('>Call back<'))
    expect(text.indexOf(troubles)).toBeLessThan(text.indexOf('>Routes</h2>'))
  })
})
