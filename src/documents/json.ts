import * as z from 'zod/mini'
import type { Warning } from '../model/document.ts'
import type { Order } from '../model/order/order.ts'
import { ok } from '../model/result.ts'
import { shownName } from './content/line-name.ts'
import { priceQuantity } from './content/prices.ts'
import { headerRemarks, lineRemarks } from './content/remarks.ts'
import { rolesOf } from './content/roles.ts'
import { articlesOf } from './content/tables.ts'
import type { DocumentSettings, Format, Profile, RenderContext } from './format.ts'
import { noWarnings } from './gathering.ts'

/**
 * The order as plain JSON, for a supplier who writes the reader. Names and their order are stable, so a reader may rely
 * on both. Any change needs a new format. Numbers are strings, because a float would change a quantity.
 */
export const json: Format = {
  id: 'json',
  mediaType: 'application/json',
  extension: 'json',
  settings: z.lazy(() => z.strictObject({ format: z.literal('json') })),
  example: {},
  findProblems: () => [],
  cancels: () => true,
  write(order, profile, occasion) {
    const warnings: Warning[] = []
    const text = written(contents(order, profile, occasion, warnings))
    return ok({ text, charset: 'utf-8', warnings })
  },
  // A list even for a single order: a receiver of combined documents always reads lists.
  combine(entries, profile) {
    const warnings = noWarnings(entries)
    const all = entries.map(({ order, occasion }, at) => contents(order, profile, occasion, warnings[at] ?? []))
    return ok({ text: written(all), charset: 'utf-8', warnings })
  },
}

// JSON.stringify escapes a lone surrogate, so the result is encodable. Characters that end a record at some receivers
// are escaped too: the value keeps the character, and the file has no such byte.
const written = (value: unknown): string =>
  `${JSON.stringify(value, null, 2).replace(/[\u007f-\u009f\u2028\u2029]/g, escaped)}\n`

const escaped = (control: string): string => `\\u${control.charCodeAt(0).toString(16).padStart(4, '0')}`

function contents(order: Order, { supplier }: Profile<DocumentSettings>, occasion: RenderContext, warnings: Warning[]) {
  const priced = supplier.price !== 'omit'
  const { date, time, offset } = order.orderedOn
  const { soldTo, shipTo, billTo } = rolesOf(order, supplier)
  const articles = articlesOf(order, supplier)
  return {
    /** For people; programs read `possibleRepeat`. */
    notice: occasion.possibleRepeat ? 'POSSIBLE REPEAT' : null,
    supplier: supplier.name,
    id: order.id,
    orderNumber: order.number,
    /** Counts the contents of this order, from 1. */
    version: occasion.version,
    /** `original`; `replacement` of every earlier version; `cancellation`: the order must not be delivered. */
    purpose: occasion.purpose,
    /** The supplier may already have this version. */
    possibleRepeat: occasion.possibleRepeat,
    /** The supplier's own number for the customer's location. */
    customerNumber: order.customer,
    /** The buyer, the delivery location and the payer, with separate numbers if the customers table has these. */
    soldTo,
    shipTo,
    billTo: billTo ?? order.customer,
    /** Local time of the supplier, with the UTC offset. */
    orderedOn: `${date}T${time}${offset}`,
    /** A day in the customer's zone, or null. */
    deliveryDate: order.deliveryDate,
    /** The time on that day in the customer's zone, with the UTC offset; null if the order has no time. */
    deliveryTime: order.deliveryTime ? `${order.deliveryTime.time}:00${order.deliveryTime.offset}` : null,
    orderedBy: order.person,
    remarks: headerRemarks(order, supplier),
    currency: supplier.currency,
    /** The meaning of the prices: `net`, `information`, or `omit` (then all prices are null). */
    prices: supplier.price,
    lines: order.lines.map((line, index) => ({
      line: index + 1,
      articleNumber: line.article,
      name: shownName(line, index, warnings),
      quantity: line.quantity,
      /**
       * The unit in the articles table. Null means Apicbase's package or, if the table has a factor and no unit, the
       * supplier's own unit.
       */
      unit: articles.get(line)?.unit || null,
      gtin: articles.get(line)?.gtin || null,
      pricePerPackage: priced ? line.price : null,
      /** The quantity that the price is for: six if the price is for a case of six and the quantity counts pieces. */
      priceQuantity: priced && line.price !== null ? priceQuantity(line) : null,
      total: priced ? line.total : null,
      /** The remarks of the order, if the supplier wants the remarks in the first line. */
      remarks: lineRemarks(order, supplier, index),
    })),
    total: priced ? order.total : null,
  }
}
