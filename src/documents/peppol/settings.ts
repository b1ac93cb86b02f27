import * as z from 'zod/mini'
import { type UnitList, unitSettings } from '../content/units.ts'
import { keyText } from '../xml/settings-text.ts'
import { countries, units } from './codes.ts'
import { endpointFault } from './endpoint.ts'

/** B24102. Recommendation 21's PK is XPK in this list. */
export const peppolUnits: UnitList = {
  name: "Peppol's list of units (recommendation 20, and 21 with an X in front)",
  has: (code) => units.has(code),
  respell: (code) => `X${code}`,
}

const text = keyText(Number.MAX_SAFE_INTEGER)

const Endpoint = z.lazy(() =>
  z
    .strictObject({
      scheme: text.check(z.describe('The scheme of the address, such as `0208`.')),
      id: text.check(z.describe('The number in that scheme, with its check digit.')),
    })
    .check((context) => {
      const fault = endpointFault(context.value)
      if (fault !== null) {
        context.issues.push({ code: 'custom', input: context.value.id, path: ['id'], message: fault })
      }
    }),
)

export const peppolSettings = z.lazy(() =>
  z.strictObject({
    format: z.literal('peppol-order-3'),
    buyer: z
      .optional(
        z.strictObject({
          name: text.check(z.describe('The name in the register.')),
          endpoint: Endpoint.check(z.describe('The Peppol address of the buyer.')),
        }),
      )
      .check(z.describe('The buyer for customers whose row has no `endpoint`.')),
    seller: z
      .strictObject({
        name: text.check(z.describe('The name in the register.')),
        country: text
          .check(z.refine((code) => countries.has(code), { message: 'must be a country of ISO 3166-1, such as BE' }))
          .check(z.describe('The country of ISO 3166-1, such as BE.')),
        endpoint: Endpoint.check(z.describe('The Peppol address of the supplier.')),
      })
      .check(z.describe('The supplier.')),
    profile: z
      ._default(z.enum(['order_only', 'ordering', 'advanced_ordering']), 'order_only')
      .check(z.describe('The process of the order.')),
    test: z
      ._default(z.boolean(), false)
      .check(z.describe('Writes TEST ORDER into the note, because Peppol has no test flag.')),
    ...unitSettings(peppolUnits, 'XPK'),
  }),
)

export type PeppolSettings = z.infer<typeof peppolSettings>
