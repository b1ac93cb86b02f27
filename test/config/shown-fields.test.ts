import { describe, expect, it } from 'vitest'
import { shownFieldWarnings } from '../../src/config/shown-fields.ts'
import { httpRoute, supplierWith } from '../fakes/orders.ts'

const EXACT = [{ field: 'orderNumber' }, { field: 'articleNumber' }, { field: 'quantity' }]
const ALL = [...EXACT, { field: 'customerNumber' }, { field: 'deliveryDate' }, { field: 'remarks' }]
const csv = (columns: readonly object[], settings: object = {}) => ({
  document: { format: 'csv', columns },
  ...settings,
})

/** Each warning as the route and the word of the sentence that names the field. */
function warned(routes: readonly object[], settings: object = {}): string[] {
  const supplier = supplierWith({
    routes: routes.map((route, at) => httpRoute(`r${at}`, 'https://erp.example/orders', { ...route })),
    ...settings,
  })
  return shownFieldWarnings(supplier, 'suppliers.fresco').map(
    ({ path, message }) =>
      `${/routes\[\d+\]/.exec(path)?.[0]} ${/which customer|delivery date|remarks|replacement/i.exec(message)?.[0]}`,
  )
}

describe('the start warns of a document', () => {
  it('without the customer, the delivery date and the remarks', () => {
    expect(warned([csv(EXACT)])).toEqual(['routes[0] which customer', 'routes[0] delivery date', 'routes[0] remarks'])
    expect(warned([csv(ALL)])).toEqual([])
    expect(warned([csv([...ALL.slice(0, 3), { field: 'soldTo' }, ...ALL.slice(4)])])).toEqual([])
  })

  it('without the remarks, only if no other route shows the remarks and the supplier wants them', () => {
    const some = ALL.slice(0, -1)
    expect(warned([csv(some), csv(some)])).toEqual(['routes[0] remarks', 'routes[1] remarks'])
    expect(warned([csv(some), { document: { format: 'json' } }])).toEqual([])
    expect(warned([csv(some)], { remarks: 'omit' })).toEqual([])
    expect(warned([csv(some)], { remarks: 'refuse' })).toEqual([])
    expect(warned([csv(some, { remarks: 'omit' })])).toEqual([])
  })

  it("that shows no replacement, with revisions: 'replace'", () => {
    expect(warned([csv(ALL)], { revisions: 'replace' })).toEqual(['routes[0] replacement'])
    expect(warned([csv(ALL, { revisions: 'replace' })])).toEqual(['routes[0] replacement'])
    expect(warned([csv(ALL, { revisions: 'hold' })], { revisions: 'replace' })).toEqual([])
    expect(warned([csv([...ALL, { field: 'purpose' }])], { revisions: 'replace' })).toEqual([])
  })

  it.each(['json', 'idoc-orders05', 'ubl-order-2.1', 'opentrans-2.1', 'cxml-1.2', 'csv', 'fixed-width'])(
    'but not of %s as it ships',
    (format) => expect(warned([{ document: { format } }], { revisions: 'replace' })).toEqual([]),
  )
})
