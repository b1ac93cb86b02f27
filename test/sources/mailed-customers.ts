import { createDice } from '../../src/cli/fake-apicbase/dice.ts'
import { type FakeOrder, makeOrder } from '../../src/cli/fake-apicbase/orders.ts'
import type { OutgoingMail } from '../../src/ports.ts'
import { MORNING } from '../fakes/clock.ts'
import { pollingGateway } from '../fakes/polling-gateway.ts'

export const ANN = { by: 'ann' }
export const MAILED = {
  customerNotices: { from: 'orders@gateway.example' },
  orderDesk: { mail: 'desk@fresco.example', phone: '+32 2 555 01 23' },
}
export const CUSTOMERS = [{ customer: 'C-77', language: 'fr', contact: 'chef@bistro.example' }]

export const line = (article: string, quantity = 2): FakeOrder['packages'][number] => ({
  stock_item: { name: 'Crème fraîche 1 kg' },
  supplier_package: { supplier_article_number: article, theoretical_price_per_package: '12.500' },
  quantity_ordered: quantity,
  total_theoretical_price: '25.000',
})

export const order = (more: object = {}): FakeOrder => ({
  ...makeOrder(1, MORNING - 3_600_000, createDice(1)),
  id: 'order-1',
  order_number: 'PO-1',
  supplier_customer_number: 'C-77',
  packages: [line('00123'), line('200457')],
  ...more,
})

export const settings = (more: object = {}) => ({
  customers: CUSTOMERS,
  articles: [{ article: '00123' }],
  unknown: { article: 'refuse' },
  ...more,
})

/** A gateway that catches all mails. `answers` throws like the mail service. */
export function gatewayWithMail(more: object = {}, answers: () => void = () => {}) {
  const mails: OutgoingMail[] = []
  const mail = async (one: OutgoingMail): Promise<void> => {
    answers()
    mails.push(one)
  }
  return { ...pollingGateway({ settings: settings(more), box: { mail } }), mails }
}

export const held = ({ box }: ReturnType<typeof gatewayWithMail>) => box.troubles.filter(({ kind }) => kind === 'held')
