import * as z from 'zod/mini'
import type { FieldOwner } from '../content/elements.ts'
import { type UnitList, unitSettings } from '../content/units.ts'
import { keyText } from '../xml/settings-text.ts'
import { xmlKeys } from '../xml/writer.ts'

/** Field lengths of ORDERS05 from SAP's WE60. The point of a number needs a place too. */
export const ELEMENTS = {
  orderNumber: { kind: 'key', max: 35, padded: true },
  customer: { kind: 'key', max: 17, padded: true },
  partner: { kind: 'key', max: 10, padded: true },
  article: { kind: 'key', max: 35, padded: true },
  quantity: { kind: 'number', max: 15 },
  price: { kind: 'number', max: 15 },
  /** PEINH */
  priceUnit: { max: 9 },
  amount: { kind: 'number', max: 18 },
  reference: { kind: 'key', max: 70, padded: true },
  person: { max: 35 },
  name: { max: 70 },
} as const

export const TDLINE = 70
/** E1EDKT2 in `edi-tables`; SAP's limit is not published. */
export const TDLINES = 9999

export const IDOC: FieldOwner = { name: 'ORDERS05', repertoire: xmlKeys }

/** MENEE holds SAP's internal codes or ISO codes, as the receiver has agreed; only the length is fixed. */
export const idocUnits: UnitList = {
  name: 'MENEE (3 characters)',
  has: (code) => /^[\p{L}\p{N}\p{P}\p{S}]{1,3}$/u.test(code),
}

const Partner = (port: string) => ({
  port: z._default(keyText(10), port).check(z.describe('SNDPOR or RCVPOR.')),
  type: z
    ._default(z.enum(['KU', 'LI', 'LS', 'B', 'BP', 'US']), port === 'SAP' ? 'LS' : 'KU')
    .check(z.describe('SNDPRT or RCVPRT.')),
})

export const idocSettings = z.lazy(() =>
  z.strictObject({
    format: z.literal('idoc-orders05'),
    sender: z
      ._default(
        z.strictObject({
          ...Partner('ORDBRIDGE'),
          id: z
            .optional(keyText(10))
            .check(z.describe('SNDPRN. Default: the number of the customer, which must then fit in 10 characters.')),
        }),
        {
          port: 'ORDBRIDGE',
          type: 'KU',
        },
      )
      .check(z.describe('SNDPOR, SNDPRT and SNDPRN.')),
    recipient: z
      ._default(
        z.strictObject({ ...Partner('SAP'), id: z._default(keyText(10), 'SAP').check(z.describe('RCVPRN.')) }),
        {
          port: 'SAP',
          type: 'LS',
          id: 'SAP',
        },
      )
      .check(z.describe('RCVPOR, RCVPRT and RCVPRN.')),
    supplierCode: z
      .optional(keyText(17))
      .check(z.describe('The code of the customers for the supplier, in the party LF.')),
    test: z._default(z.boolean(), false).check(z.describe('Writes `TEST` X into the control record.')),
    ...unitSettings(idocUnits, 'PCK'),
  }),
)

export type IdocSettings = z.infer<typeof idocSettings>
