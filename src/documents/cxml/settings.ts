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
    /** The credential of the party that sends the document. */
    sender: z._default(
      z.strictObject({
        id: z._default(text, SENDER.id),
        domain: z._default(text, SENDER.domain),
        /** The name of the shared secret. The document holds only a mark for the secret. */
        secret: z.optional(SecretName),
      }),
      SENDER,
    ),
    /** The supplier's credential; default: the supplier's name. */
    recipient: z.optional(z.strictObject({ id: text, domain: z._default(text, 'SupplierCode') })),
    /** Written for every line: ItemDetail requires a classification, and Apicbase has none. */
    classification: z._default(z.strictObject({ domain: text, code: text }), CLASSIFICATION),
    /** Written with a warning if Total or UnitPrice has no amount: both elements require an amount. */
    noPrice: z._default(z.string().check(z.regex(/^\d+(\.\d+)?$/)), '0.00'),
    /** The attribute deploymentMode. */
    test: z._default(z.boolean(), false),
    ...unitSettings(cxmlUnits, 'PK'),
  }),
)

export type CxmlSettings = z.infer<typeof cxmlSettings>
