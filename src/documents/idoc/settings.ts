import * as z from 'zod/mini'
import type { FieldOwner } from '../content/elements.ts'
import { type UnitList, unitSettings } from '../content/units.ts'
import { keyText } from '../xml/settings-text.ts'
import { xmlKeys } from '../xml/writer.ts'

/** Field lengths of ORDERS05 from SAP's WE60. The point of a number needs a place too. */
export const ELEMENTS = {
  orderNumber: { kind: 'key', max: 35 },
  customer: { kind: 'key', max: 17 },
  partner: { kind: 'key', max: 10 },
  article: { kind: 'key', max: 35 },
  quantity: { kind: 'number', max: 15 },
  price: { kind: 'number', max: 15 },
  /** PEINH */
  priceUnit: { max: 9 },
  amount: { kind: 'number', max: 18 },
  reference: { kind: 'key', max: 70 },
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
  port: z._default(keyText(10), port),
  type: z._default(z.enum(['KU', 'LI', 'LS', 'B', 'BP', 'US']), port === 'SAP' ? 'LS' : 'KU'),
})

export const idocSettings = z.lazy(() =>
  z.strictObject({
    format: z.literal('idoc-orders05'),
    /** SNDPOR, SNDPRT and SNDPRN. Default id: the customer's number, which must then fit in 10 characters. */
    sender: z._default(z.strictObject({ ...Partner('ORDBRIDGE'), id: z.optional(keyText(10)) }), {
      port: 'ORDBRIDGE',
      type: 'KU',
    }),
    /** RCVPOR, RCVPRT and RCVPRN, as in the receiver's WE21 and WE20. The default SAP is a placeholder. */
    recipient: z._default(z.strictObject({ ...Partner('SAP'), id: z._default(keyText(10), 'SAP') }), {
      port: 'SAP',
      type: 'LS',
      id: 'SAP',
    }),
    /** The customers' number for the supplier, for the partner LF. */
    supplierCode: z.optional(keyText(17)),
    /** TEST in the control record. */
    test: z._default(z.boolean(), false),
    ...unitSettings(idocUnits, 'PCK'),
  }),
)

export type IdocSettings = z.infer<typeof idocSettings>
