import * as z from 'zod/mini'
import type { Warning } from '../document.ts'
import type { Order } from '../order/order.ts'
import { ok } from '../result.ts'
import { shownName } from './content/line-name.ts'
import { priceQuantity } from './content/prices.ts'
import { headerRemarks, lineRemarks } from './content/remarks.ts'
import { rolesOf } from './content/roles.ts'
import { articlesOf } from './content/tables.ts'
import type { DocumentSettings, Format, Profile, RenderContext } from './format.ts'
import { noWarnings } from './gathering.ts'

/**
 * The order as plain JSON, for a supplier who writes the reader. The names and their order are stable: a reader may
 * rely on them, and a change is a new format. Numbers are strings, because a float would change a quantity.
 */
export const json: Format = {
  id: 'json',
  mediaType: 'application/json',
  extension: 'json',
  settings: z.lazy(() => z.strictObject({ format: z.literal('json') })),
  findProblems: () => [],
  cancels: () => true,
  write(order, profile, occasion) {
    const warnings: Warning[] = []
    const text = written(contents(order, profile, occasion, warnings))
    return ok({ text, charset: 'utf-8', warnings })
  },
  // A list also of one: whoever takes several in one document reads lists.
  combine(entries, profile) {
    const warnings = noWarnings(entries)
    const all = entries.map(({ order, occasion }, at) => contents(order, profile, occasion, warnings[at] ?? []))
    return ok({ text: written(all), charset: 'utf-8', warnings })
  },
}

// JSON.stringify escapes half a surrogate pair, so that whatever is left is encodable. What ends a record at some receivers
// is escaped too: the text keeps it, and the file has no such byte.
const written = (value: unknown): string =>
  `${JSON.stringify(value, null, 2).replace(/[\u007f-\u009f\u2028\u2029]/g, escaped)}\n`

const escaped = (control: string): string => `\\u${control.charCodeAt(0).toString(16).padStart(4, '0')}`

function contents(order: Order, { supplier }: Profile<DocumentSettings>, occasion: RenderContext, warnings: Warning[]) {
  const priced = supplier.price !== 'omit'
  const { date, time, offset } = order.orderedOn
  const { soldTo, shipTo, billTo } = rolesOf(order, supplier)
  const articles = articlesOf(order, supplier)
  return {
    /** For the eye; `possibleRepeat` is for the machine. */
    notice: occasion.possibleRepeat ? 'POSSIBLE REPEAT' : null,
    supplier: supplier.name,
    id: order.id,
    orderNumber: order.number,
    /** Counts the contents this order has had, from 1. */
    version: occasion.version,
    /** `original`; `replacement`: this version takes the place of every earlier one; `cancellation`: the order is not to be delivered. */
    purpose: occasion.purpose,
    /** The supplier may have this very version already. */
    possibleRepeat: occasion.possibleRepeat,
    /** The supplier's own number for the customer's location. */
    customerNumber: order.customer,
    /** Who buys, where it goes and who pays: other numbers where the customers table has them. */
    soldTo,
    shipTo,
    billTo: billTo ?? order.customer,
    /** Local time of the supplier, with its distance from UTC. */
    orderedOn: `${date}T${time}${offset}`,
    /** A day where the customer is, or null. */
    deliveryDate: order.deliveryDate,
    /** The time on that day where the customer is, with its distance from UTC; null where the order names none. */
    deliveryTime: order.deliveryTime ? `${order.deliveryTime.time}:00${order.deliveryTime.offset}` : null,
    orderedBy: order.person,
    remarks: headerRemarks(order, supplier),
    currency: supplier.currency,
    /** What the prices are worth: `net`, `information`, or `omit` (then all of them are null). */
    prices: supplier.price,
    lines: order.lines.map((line, index) => ({
      line: index + 1,
      articleNumber: line.article,
      name: shownName(line, index, warnings),
      quantity: line.quantity,
      /** Of the articles table, or null: then it is what Apicbase calls a package. */
      unit: articles.get(line)?.unit || null,
      gtin: articles.get(line)?.gtin || null,
      pricePerPackage: priced ? line.price : null,
      /** How many of what `quantity` counts the price is for: six where it is that of a case and pieces are counted. */
      priceQuantity: priced && line.price !== null ? priceQuantity(line) : null,
      total: priced ? line.total : null,
      /** The order's remarks, where the supplier wants them with the first line. */
      remarks: lineRemarks(order, supplier, index),
    })),
    total: priced ? order.total : null,
  }
}
