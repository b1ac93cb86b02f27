import * as z from 'zod/mini'
import type { FieldOwner } from '../content/elements.ts'
import { type UnitList, unitSettings } from '../content/units.ts'
import { keyText } from '../xml/settings-text.ts'
import { xmlKeys } from '../xml/writer.ts'
import { units } from './codes.ts'

/** Lengths from opentrans_2_1.xsd and bmecat_2005.xsd; a number is an `xs:decimal`. */
export const ELEMENTS = {
  orderNumber: { kind: 'key', max: 250 },
  customer: { kind: 'key', max: 250 },
  article: { kind: 'key', max: 32 },
  quantity: { kind: 'number', max: 18 },
  party: { kind: 'key', max: 250 },
  reference: { kind: 'key', max: 250 },
  mail: { kind: 'key', max: 255 },
  person: { max: 50 },
  name: { max: 150 },
  remarks: { kind: 'wording', max: 64_000, parts: Number.POSITIVE_INFINITY },
} as const

export const OPENTRANS: FieldOwner = { name: 'openTRANS', repertoire: xmlKeys }

/** `dtPUNIT`, which has XPK as PK. */
export const openTransUnits: UnitList = {
  name: "openTRANS's list of units (dtPUNIT)",
  has: (code) => units.has(code),
  respell: (code) => code.replace(/^X(?=[0-9A-Z]{2}$)/, ''),
}

const Party = z.lazy(() =>
  z._default(
    z.strictObject({
      id: z.optional(keyText(250)).check(z.describe('The number of the party.')),
      name: z.optional(keyText(50)).check(z.describe('The name of the party.')),
    }),
    {},
  ),
)

export const openTransSettings = z.lazy(() =>
  z.strictObject({
    format: z.literal('opentrans-2.1'),
    sender: Party.check(z.describe('The customers. The name serves customers without a name in the customers table.')),
    recipient: Party.check(
      z.describe('The number that the customers use for the supplier. Default: the name of the supplier.'),
    ),
    test: z
      ._default(z.boolean(), false)
      .check(z.describe('Stops automatic processing and shows TEST ORDER to a person.')),
    ...unitSettings(openTransUnits, 'PK'),
  }),
)

export type OpenTransSettings = z.infer<typeof openTransSettings>
