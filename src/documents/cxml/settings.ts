import * as z from 'zod/mini'
import { SecretName } from '../../profile/secret-name.ts'
import type { FieldOwner } from '../content/elements.ts'
import { type UnitList, unitSettings } from '../content/units.ts'
import { keyText } from '../xml/settings-text.ts'
import { xmlKeys } from '../xml/writer.ts'

/** The DTD sets no lengths. `quantity` is an r8, which holds 15 digits for every reader. */
export const ELEMENTS = {
  orderNumber: { kind: 'key', max: Number.POSITIVE_INFINITY },
  customer: { kind: 'key', max: Number.POSITIVE_INFINITY },
  article: { kind: 'key', max: Number.POSITIVE_INFINITY },
  quantity: { kind: 'number', max: 15 },
  amount: { kind: 'number', max: 18 },
} as const

export const CXML: FieldOwner = { name: 'cXML', repertoire: xmlKeys }

export const cxmlUnits: UnitList = { name: 'recommendation 20', has: (code) => /^[0-9A-Z]{1,3}$/.test(code) }

const text = keyText(Number.MAX_SAFE_INTEGER)
const SENDER = { id: 'orderbridge', domain: 'NetworkID' }
const CLASSIFICATION = { domain: 'custom', code: '0' }

export const cxmlSettings = z.lazy(() =>
  z.strictObject({
    format: z.literal('cxml-1.2'),
    sender: z
      ._default(
        z.strictObject({
          id: z._default(text, SENDER.id).check(z.describe('The identity of the sender.')),
          domain: z._default(text, SENDER.domain).check(z.describe('The domain of the identity.')),
          secret: z
            .optional(SecretName)
            .check(z.describe('The name of the shared secret. The stored document holds only a mark for it.')),
        }),
        SENDER,
      )
      .check(z.describe('The credential of the sender.')),
    recipient: z
      .optional(
        z.strictObject({
          id: text.check(z.describe('The identity of the supplier.')),
          domain: z._default(text, 'SupplierCode').check(z.describe('The domain of the identity.')),
        }),
      )
      .check(z.describe('The credential of the supplier. Default: the name of the supplier.')),
    classification: z
      ._default(
        z.strictObject({
          domain: text.check(z.describe('The domain of the classification.')),
          code: text.check(z.describe('The code in that domain.')),
        }),
        CLASSIFICATION,
      )
      .check(z.describe('Written for every line, because cXML requires one and Apicbase has none.')),
    noPrice: z
      ._default(z.string().check(z.regex(/^\d+(\.\d+)?$/)), '0.00')
      .check(z.describe('Written with a warning where there is no amount, because cXML requires one.')),
    test: z._default(z.boolean(), false).check(z.describe('Writes `deploymentMode` test.')),
    ...unitSettings(cxmlUnits, 'PK'),
  }),
)

export type CxmlSettings = z.infer<typeof cxmlSettings>
