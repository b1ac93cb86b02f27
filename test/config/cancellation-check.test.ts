import { expect, it } from 'vitest'
import { checkGateway } from '../../src/config.ts'
import { formats } from '../../src/documents/registry.ts'
import { sendsCancellations } from '../../src/profile/cancellations.ts'
import type { Supplier } from '../../src/profile/supplier.ts'
import { transports } from '../../src/transports/registry.ts'

/** The supplier, as the gateway reads it, with these routes and `cancellations: 'send'`. */
function supplierOf(routes: readonly Record<string, unknown>[]): Supplier {
  const transport = { kind: 'http', url: 'https://erp.example/' }
  const fresco = {
    ...{ name: 'Fresco', timeZone: 'UTC', webhook: { secrets: ['HOOK'] }, cancellations: 'send' },
    routes: routes.map((route) => ({ transport, ...route })),
  }
  const gateway = checkGateway({ suppliers: { fresco } }, { today: '2026-11-24', formats, transports })
  const supplier = gateway.ok ? gateway.value.suppliers.fresco : undefined
  if (!supplier) throw new Error(JSON.stringify(gateway))
  return supplier
}

it("leaves routes that can send no cancellation out of the supplier's cancellations", () => {
  const supplier = supplierOf([
    { name: 'json', document: { format: 'json' } },
    { name: 'trans', document: { format: 'opentrans-2.1' } },
    { name: 'named', document: { format: 'json' }, fileName: '{orderNumber}.{ext}' },
    { name: 'hold', document: { format: 'json' }, cancellations: 'hold' },
  ])
  const routes = ['json', 'trans', 'named', 'hold', 'removed']
  expect(routes.filter((route) => sendsCancellations(supplier, route))).toEqual(['json'])
})
