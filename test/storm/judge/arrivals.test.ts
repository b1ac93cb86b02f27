import { expect, it } from 'vitest'
import { type Action, createLedger, type Ledger, type StormOrder } from '../ledger.ts'
import { discardedSent } from './arrivals.ts'

const ORDER: StormOrder = { supplier: 'gust', id: 'o-1', number: 'PO-1', contents: [42], listed: [] }

const action = (name: string, at: number, more: Partial<Action> = {}): Action => ({
  ...{ name, supplier: 'gust', orderId: 'o-1', route: null, to: null },
  ...{ at, answeredAt: at + 10, code: 200, discarded: [], detail: '', ...more },
})

/** The order reached `erp`, the person discarded the rest of it, and its document came by `mail` at 60 s. */
function discardedThenMailed(...between: readonly Action[]): Ledger {
  const ledger = createLedger()
  ledger.orders.set('o-1', ORDER)
  ledger.postings.push({
    ...{ orderId: 'o-1', content: 42, at: 0, answeredAt: 10 },
    ...{ code: 200, status: 'accepted', version: 1, detail: '' },
  })
  ledger.actions.push(action('discard', 10_000, { discarded: [{ version: 1, route: 'x12' }] }), ...between)
  const part = { orderNumber: 'PO-1', content: 42, mark: 'repeat' as const, controlNumber: null }
  ledger.arrivals.push({
    ...{ supplier: 'gust', route: 'mail', at: 60_000, key: 'k', digest: 'd', parts: [part] },
    ...{ said: 'taken' as const, processed: true },
  })
  return ledger
}

it('finds a discarded version that came afterwards', () => {
  expect(discardedSent(discardedThenMailed(), ORDER)).toEqual([
    'PO-1: version 1 (content 42) was discarded, and came by mail',
  ])
})

it('lets a person send by another route, after the discard, what the first route has', () => {
  const sentBy = action('send-by', 20_000, { route: 'erp', to: 'mail' })
  expect(discardedSent(discardedThenMailed(sentBy), ORDER)).toEqual([])
})

it.each([
  ['before the discard', action('send-by', 5_000, { route: 'erp', to: 'mail' })],
  ['by a third route', action('send-by', 20_000, { route: 'erp', to: 'x12' })],
  ['in vain', action('send-by', 20_000, { route: 'erp', to: 'mail', code: 409 })],
])('finds it where the person sent %s', (_, sentBy) => {
  expect(discardedSent(discardedThenMailed(sentBy), ORDER)).toHaveLength(1)
})
