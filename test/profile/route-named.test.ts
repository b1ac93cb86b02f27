import { describe, expect, it } from 'vitest'
import { requireRoute, routeIn, routeNamed, supplierNamed } from '../../src/profile/route-named.ts'
import { ERP, httpRoute, supplierWith, WMS } from '../fakes/orders.ts'

const supplier = supplierWith({ routes: [httpRoute('erp', ERP), httpRoute('wms', WMS)] })
const gateway = { suppliers: { fresco: supplier } }

describe('a route in the configuration', () => {
  it('is found by its name', () => {
    expect(routeNamed(supplier, 'wms')).toBe(supplier.routes[1])
    expect(requireRoute(supplier, 'wms')).toBe(supplier.routes[1])
    expect(routeIn(gateway, 'fresco', 'wms')).toBe(supplier.routes[1])
  })

  it('is missing when the configuration no longer has the route or the supplier', () => {
    expect(routeNamed(supplier, 'old')).toBeUndefined()
    expect(routeIn(gateway, 'fresco', 'old')).toBeUndefined()
    expect(routeIn(gateway, 'gone', 'wms')).toBeUndefined()
    expect(() => requireRoute(supplier, 'old')).toThrow('The configuration has no route old any more.')
  })

  it('belongs to no supplier with the name of a JavaScript property', () => {
    expect(supplierNamed(gateway, 'constructor')).toBeUndefined()
    expect(supplierNamed(gateway, 'fresco')).toBe(supplier)
  })
})
