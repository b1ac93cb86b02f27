import * as z from 'zod/mini'
import type { FieldOwner } from '../content/elements.ts'
import { xmlKeys } from '../xml/writer.ts'

/** UBL sets no lengths. Readers need support `xs:decimal` only to 18 digits (XML Schema 1.0 part 2, §3.2.3). */
export const ELEMENTS = {
  orderNumber: { kind: 'key', max: Number.POSITIVE_INFINITY },
  customer: { kind: 'key', max: Number.POSITIVE_INFINITY },
  article: { kind: 'key', max: Number.POSITIVE_INFINITY },
  quantity: { kind: 'number', max: 18 },
} as const
export const UBL: FieldOwner = { name: 'UBL', repertoire: xmlKeys }
export const GS1 = { '@schemeAgencyID': '9' }

const text = z.string().check(z.trim(), z.minLength(1))
const Party = z.lazy(() =>
  z._default(
    z.strictObject({
      id: z.optional(text).check(z.describe('The number of the party.')),
      name: z.optional(text).check(z.describe('The name of the party.')),
    }),
    {},
  ),
)

export type UblSettings = z.infer<typeof ublSettings>

export const ublSettings = /* @__PURE__ */ z.lazy(() =>
  z.strictObject({
    format: z.literal('ubl-order-2.1'),
    sender: Party.check(z.describe('The customers, if the customers table does not name them.')),
    recipient: Party.check(
      z.describe('The number that the customers use for the supplier. Default: the name of the supplier.'),
    ),
    unit: z
      ._default(text, 'PK')
      .check(z.describe('The unit of Recommendation 20 or 21 for an article without one in the articles table.')),
  }),
)

/** The root attributes of every UBL document. */
export const ublNamespaces = (document: string) => ({
  '@xmlns': `urn:oasis:names:specification:ubl:schema:xsd:${document}-2`,
  '@xmlns:cac': 'urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2',
  '@xmlns:cbc': 'urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2',
})
