import type { RenderContext } from '../../src/documents/format.ts'
import type { Order } from '../../src/model/order/order.ts'
import { Supplier } from '../../src/profile/supplier.ts'

/** A sample order with a difficulty in most fields: accents, every service character, more decimals than money has. */
export const sampleOrder: Order = {
  id: '8f14e45f-ceea-467f-a9b1-0d5a3f7c2b11',
  number: 'PO-2026-004217',
  customer: 'K-778812',
  orderedOn: { date: '2026-11-24', time: '09:15:32', offset: '+01:00' },
  deliveryDate: '2026-11-26',
  remarks: "Leveren vóór 10:00 + graag bellen? 'achterdeur'",
  person: "chef.o'neill@bistro.example",
  lines: [
    { article: "AB-100'23", name: 'Crème fraîche 30% (1 L)', quantity: '6', price: '12.3456', total: '74.07' },
    { article: '200457', name: 'Tomaten & basilicum <bio>', quantity: '10', price: '3.10', total: '31.00' },
  ],
  total: '105.07',
}

/** A supplier with every default. `overrides` are configuration, checked like any other configuration. */
export const sampleSupplier = (overrides: Record<string, unknown> = {}): Supplier =>
  Supplier.parse({
    name: 'Fresco Foods',
    timeZone: 'Europe/Brussels',
    webhook: { secrets: ['FRESCO_WEBHOOK_SECRET'] },
    routes: [{ name: 'erp', document: { format: 'json' }, transport: { kind: 'mailbox' } }],
    ...overrides,
  })

export const sampleOccasion: RenderContext = {
  controlNumber: 4217,
  groupNumber: null,
  preparedAt: { date: '2026-11-24', time: '09:15:40', offset: '+01:00' },
  version: 1,
  purpose: 'original',
  possibleRepeat: false,
}
