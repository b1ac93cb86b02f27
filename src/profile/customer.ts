import * as z from 'zod/mini'
import { LANGUAGES } from '../model/language.ts'
import { timeZone } from './time-zone.ts'
import { OwnCalendar } from './timing.ts'

const text = () => z.string().check(z.minLength(1))

const customer = () =>
  z.strictObject({
    customer: text().check(z.describe('The customer number that orders carry.')),
    name: z.optional(z.string()).check(z.describe('The name of the customer.')),
    gln: z
      .optional(z.string())
      .check(
        z.describe(
          'The GLN of the buyer, with its check digit. It names the place of delivery too, unless `shipTo` is another number.',
        ),
      ),
    legalName: z.optional(z.string()).check(z.describe('The name in the register, if another.')),
    endpoint: z
      .optional(
        z.strictObject({
          scheme: text().check(z.describe('The scheme of the Peppol address, such as `0208`.')),
          id: text().check(z.describe('The number in that scheme.')),
        }),
      )
      .check(z.describe('Where Peppol reaches the customer. In a CSV file one column: `0208:0123456749`.')),
    soldTo: z.optional(text()).check(z.describe('Your number for the buyer, if not `customer`.')),
    shipTo: z.optional(text()).check(z.describe('Your number for the place of delivery, if not `customer`.')),
    billTo: z.optional(text()).check(z.describe('Your number for the payer, if not `customer`.')),
    language: z
      .optional(z.enum(LANGUAGES))
      .check(z.describe('The language of notices and refusals. Default: the language of the supplier.')),
    contact: z.optional(text()).check(z.describe('The mail address for notices about orders that wait.')),
    phone: z.optional(text()).check(z.describe('The telephone number, for the order desk.')),
    depot: z.optional(text()).check(z.describe('The depot that serves the customer, for `when` of a route.')),
    timeZone: z
      .optional(timeZone)
      .check(z.describe('The zone of delivery dates and times. Default: the zone of the supplier.')),
    calendar: z
      .optional(OwnCalendar)
      .check(
        z.describe(
          'Dates that differ for this customer. In a CSV file each is a column, with lists separated by spaces.',
        ),
      ),
  })

export const Customer = /* @__PURE__ */ z.lazy(customer)

/** The columns of the table, in the sequence of the reference. */
export const customerColumns = (): string[] => Object.keys(customer().shape)
