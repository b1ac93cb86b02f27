import type { Purpose, Warning } from '../model/document.ts'
import type { Order } from '../model/order/order.ts'
import type { Problem } from '../model/problem.ts'
import { ok } from '../model/result.ts'
import { fitWording } from './characters/wording.ts'
import { timeDigits } from './content/digits.ts'
import { type FieldOwner, quantityPath } from './content/elements.ts'
import { exactProblems } from './content/exact-problems.ts'
import { EXAMPLE_PARTIES } from './content/example-parties.ts'
import { headerRemarks } from './content/remarks.ts'
import { rolesOf } from './content/roles.ts'
import { sharedNumberProblems } from './content/shared-numbers.ts'
import { articlesOf, customerOf, isGln, tableProblems } from './content/tables.ts'
import type { Message, Put } from './delimited/segments.ts'
import type { Entry, Format, Profile, RenderContext } from './format.ts'
import { createCombiner, noWarnings } from './gathering.ts'
import { tradacomsParts } from './tradacoms/captions.ts'
import { NARRATIVES, quantityOf, REMARKS, writeLines } from './tradacoms/lines.ts'
import {
  CAPITALS,
  GENERATIONS,
  shortDate,
  type TradacomsSettings,
  tradacomsNumbering,
  tradacomsSettings,
  transmission,
} from './tradacoms/transmission.ts'

/** ORNO, CLOC, SPRO. `tradacoms/lines.ts` checks whether OQTY can hold a quantity. */
const EXACT = {
  orderNumber: { kind: 'key', max: 17, padded: true },
  customer: { kind: 'key', max: 17, padded: true },
  article: { kind: 'key', max: 30, padded: true },
  quantity: { kind: 'number', max: Number.POSITIVE_INFINITY },
} as const
/** The unit in OQTY. */
const UNIT = { kind: 'code', max: 6 } as const
const OWNER: FieldOwner = { name: 'TRADACOMS', repertoire: CAPITALS }
/** TCDE and its name in TYP, and ORCD in ORD. */
const TRANSACTIONS: Readonly<
  Record<Purpose, { readonly type: string; readonly name: string; readonly order: string }>
> = {
  original: { type: '0430', name: 'NEW-ORDERS', order: 'N' },
  replacement: { type: '0440', name: 'AMENDMENTS', order: 'A' },
  cancellation: { type: '0400', name: 'CANCELLED', order: 'C' },
}

/** TRADACOMS ORDERS version 9: one file, a message for each order. */
export const tradacomsOrders9: Format<TradacomsSettings> = {
  id: 'tradacoms-orders-9',
  mediaType: 'application/EDI-consent',
  extension: 'tra',
  settings: tradacomsSettings,
  example: EXAMPLE_PARTIES,
  cancels: () => true,
  ...createCombiner({
    findProblems: fits,
    combine(entries, profile) {
      const [{ order, occasion }] = entries
      const warnings = noWarnings(entries)
      const messages = [
        header(profile.document, occasion, customerOf(order, profile.supplier)?.soldTo),
        ...entries.map((entry, index) => orders(entry, profile, index + 2, warnings[index] ?? [])),
        trailer(entries.length),
      ]
      return ok({ text: transmission(profile.document, occasion, messages), charset: 'us-ascii', warnings })
    },
  }),
  // ORDHDR gives one kind for all orders of the file, and CDT one buyer.
  batchKey: ({ order, occasion }, { supplier }) =>
    JSON.stringify([occasion.purpose, customerOf(order, supplier)?.soldTo ?? null]),
  parts: tradacomsParts,
  numbering: tradacomsNumbering,
}

function fits(order: Order, { supplier }: Profile<TradacomsSettings>): Problem[] {
  const problems = [
    ...exactProblems(order, supplier, EXACT, OWNER),
    ...tableProblems(order, supplier, UNIT, OWNER),
    // Only a measured quantity has a unit.
    ...sharedNumberProblems(order, supplier, (line, row) => Array.isArray(quantityOf(line, row))),
  ]
  const articles = articlesOf(order, supplier)
  for (const [index, line] of order.lines.entries()) {
    const path = quantityPath(index)
    if (quantityOf(line, articles.get(line)) !== null || problems.some((known) => known.path === path)) continue
    const message =
      'TRADACOMS cannot carry this quantity: it is negative, or has more than 3 decimals or more than 15 digits. Order another quantity or key this order by hand.'
    problems.push({ path, code: 'too-long', message })
  }
  return problems
}

function header(settings: TradacomsSettings, occasion: RenderContext, soldTo: string | undefined): Message {
  const { sender, recipient, supplierCode } = settings
  const generation = occasion.groupNumber ?? ((occasion.controlNumber - 1) % GENERATIONS) + 1
  return {
    opens: (put) => put`MHD=1+ORDHDR:9`,
    body: (put) => {
      const { type, name } = TRANSACTIONS[occasion.purpose]
      put`TYP=${type}+${name}`
      put`SDT=${identity(recipient, supplierCode)}+${recipient.name?.toUpperCase() ?? ''}`
      put`CDT=${identity(sender, soldTo)}+${sender.name?.toUpperCase() ?? ''}`
      put`FIL=${generation}+1+${shortDate(occasion.preparedAt.date)}`
    },
    closes: 'MTR',
    reference: '',
  }
}

/** A GLN, a code, or both. The customers' code is the buyer's number in the customers table. */
function identity(party: TradacomsSettings['sender'], code?: string): readonly string[] {
  const gln = party.gln ?? (isGln(party.id) ? party.id : '')
  return [gln, code ?? (gln === party.id ? '' : party.id)]
}

const orders = (
  { order, occasion }: Entry,
  { supplier }: Profile<TradacomsSettings>,
  number: number,
  warnings: Warning[],
): Message => ({
  opens: (put) => put`MHD=${number}+ORDERS:9`,
  body: (put) => {
    // The message has no element for the id, the person and the payer.
    warnings.push({ path: 'id', code: 'omitted', was: order.id, became: '' })
    if (order.person) warnings.push({ path: 'owned_by.username', code: 'omitted', was: order.person, became: '' })
    const { soldTo, shipTo, billTo } = rolesOf(order, supplier)
    const gln = customerOf(order, supplier)?.gln ?? ''
    const payer = billTo === null || billTo === soldTo || billTo === shipTo ? '' : billTo
    const lost = [payer, shipTo === soldTo ? '' : gln].filter((number) => number !== '')
    for (const was of lost) warnings.push({ path: 'supplier_customer_number', code: 'omitted', was, became: '' })
    put`CLO=${shipTo === soldTo ? gln : ''}::${shipTo}`
    put`ORD=${order.number}::${shortDate(order.orderedOn.date)}++${TRANSACTIONS[occasion.purpose].order}`
    writeDelivery(order, headerRemarks(order, supplier), occasion, warnings, put)
    writeLines(order, supplier, warnings, put)
    put`OTR=${order.lines.length}`
  },
  closes: 'MTR',
  reference: '',
})

/** The requested day and minute are both earliest and latest. DNA has the repeat mark, and remarks too long for DIN. */
function writeDelivery(order: Order, remarks: string, occasion: RenderContext, warnings: Warning[], put: Put): void {
  const date = order.deliveryDate === null ? '' : shortDate(order.deliveryDate)
  const texts = fitWording(remarks, REMARKS, CAPITALS, () => 'order_remarks', warnings)
  const time = date !== '' && order.deliveryTime ? timeDigits(order.deliveryTime.time) : ''
  const times = time === '' ? '' : [time, time]
  if (date !== '' || texts.length > 0) put`DIN=${date}+${date}+${times}+${texts.slice(0, NARRATIVES)}`
  let sequence = 1
  for (let start = NARRATIVES; start < texts.length; start += NARRATIVES) {
    put`DNA=${sequence++}+++${texts.slice(start, start + NARRATIVES)}`
  }
  if (occasion.possibleRepeat) put`DNA=${sequence}+++POSSIBLE REPEAT`
}

const trailer = (orders: number): Message => ({
  opens: (put) => put`MHD=${orders + 2}+ORDTLR:9`,
  body: (put) => put`OFT=${orders}`,
  closes: 'MTR',
  reference: '',
})
