import { expect, it } from 'vitest'
import { holdingsOf } from '../../src/model/erp-holding.ts'
import { copyRankOf, copyRanks } from '../../src/profile/copy-routes.ts'
import { DESK_MAIL } from '../fakes/mail-route.ts'
import { ERP, httpRoute, supplierWith } from '../fakes/orders.ts'

const erp = httpRoute('erp', ERP)
const desk = httpRoute('desk', 'https://mails.example/', {
  document: DESK_MAIL,
})
const archive = httpRoute('archive', ERP, { transport: { kind: 'r2', bucket: 'ORDERS' } })

it.each([
  ['a mail next to a system is a copy', [desk, erp], { desk: 1 }],
  ['a mail and a bucket next to a system are copies', [desk, archive, erp], { desk: 1, archive: 2 }],
  ['a bucket next to a mail is a copy of the mail', [desk, archive], { desk: 1, archive: 2 }],
  ['a bucket without a mail counts as the ERP', [archive], {}],
])('%s', (_, routes, ranks) => {
  expect(copyRanks(supplierWith({ routes }))).toEqual(ranks)
})

it.each([
  ['and another order has an ERP', [desk, archive, erp]],
  ['and no order has an ERP', [desk, archive]],
])('an order whose mail was refused is to be keyed, though the bucket has the file, %s', (_, routes) => {
  const facts = { version: 1, purpose: 'original', arrivedAt: null, refusal: null } as const
  const holdings = holdingsOf(
    [
      { ...facts, route: 'desk', primaryRoute: 'desk', state: 'refused', reached: 'no' },
      { ...facts, route: 'archive', primaryRoute: 'archive', state: 'delivered', reached: 'yes' },
    ],
    copyRankOf(supplierWith({ routes })),
  )
  expect(holdings).toMatchObject([{ primaryRoute: 'desk', certain: null, open: 1 }])
})
