import fc from 'fast-check'
import type { OrderQuery } from '../../../src/outbox/order-list.ts'
import type { TestOutbox } from '../../fakes/outbox.ts'

export const everything: OrderQuery = { state: null, text: null, limit: 1_000, before: null }

const letter = fc.constantFrom('a', 'b', '1', '2', '-', '"', 'É', '€', '😀', "'", '%')
export const word = fc.string({ unit: letter, minLength: 1, maxLength: 6 })

export const idsOf = (test: TestOutbox, query: Partial<OrderQuery>): string[] =>
  test.outbox.list({ ...everything, ...query }).rows.map(({ order }) => order.orderId)
