import type { OrderWording } from '../../../templates/order-words.ts'
import { ABSENT, changesBetween } from '../../model/order/line-changes.ts'
import type { Line, Order } from '../../model/order/order.ts'
import { dateWords } from '../../text/date-words.ts'
import { splitLines } from '../../text/split-lines.ts'
import { articlesOf } from '../content/tables.ts'
import { amountText } from './readable-amounts.ts'
import type { Filling } from './variables.ts'
import { widest } from './widest.ts'

interface Wording {
  readonly words: OrderWording
  readonly carry: (text: string) => string
  readonly safe: (text: string) => string
  readonly amountOf: (line: Line) => string
}

/** A field that differs, as the version before had it and as this version has it. */
interface FieldChange {
  readonly was: string | null
  readonly becomes: string | null
}

type Changing = Pick<Filling, 'order' | 'supplier' | 'occasion'>

/** The differences from the version that this one replaces, for a reader who has both. */
export function changesIn({ order, supplier, occasion }: Changing, wording: Wording) {
  const { purpose, replaced } = occasion
  if (purpose !== 'replacement' || replaced === undefined) return NO_CHANGES
  const { carry } = wording
  const lines = lineChanges(replaced, order, supplier, wording)
  const fields = {
    number: differing(carry(replaced.number), order.number),
    customer: differing(carry(replaced.customer), order.customer),
    day: deliveryChange(replaced, order, (text) => carry(dateWords(text, supplier.language)), wording),
    remarks: replaced.remarks === order.remarks ? null : remarkChange(replaced, order, wording),
  }
  const hasLines = lines.length > 0
  return { lines, hasLines, ...fields, isAny: hasLines || Object.values(fields).some((change) => change !== null) }
}

const NO_CHANGES = { lines: [], hasLines: false, number: null, customer: null, day: null, remarks: null, isAny: false }

const differing = (was: string, becomes: string): FieldChange | null => (was === becomes ? null : { was, becomes })

/** A bare date and the same day with a time are no difference, so a time is shown if both have a time or the days differ. */
function deliveryChange(
  before: Order,
  after: Order,
  inWords: (text: string) => string,
  { words }: Wording,
): FieldChange | null {
  const hasTimes = before.deliveryTime !== undefined && after.deliveryTime !== undefined
  const hasOtherDay = before.deliveryDate !== after.deliveryDate
  const shown = ({ deliveryDate, deliveryTime }: Order): string => {
    if (deliveryDate === null) return words.noDay
    return deliveryTime && (hasTimes || hasOtherDay)
      ? `${inWords(deliveryDate)} ${deliveryTime.time}`
      : inWords(deliveryDate)
  }
  return differing(shown(before), shown(after))
}

function remarkChange(before: Order, after: Order, { safe }: Wording): FieldChange {
  const remarkOf = ({ remarks }: Order): string | null => brief(splitLines(remarks).map(safe).join(' ').trim()) || null
  return { was: remarkOf(before), becomes: remarkOf(after) }
}

function lineChanges(
  replaced: Order,
  order: Order,
  supplier: Filling['supplier'],
  { words, carry, safe, amountOf }: Wording,
) {
  const before = articlesOf(replaced, supplier)
  const was = (line: Line): string =>
    carry(amountText(line.quantity, before.get(line)?.unit || null, supplier.language))
  const found = changesBetween(replaced, order, { was, becomes: amountOf })
  const columns = found.map((change) => {
    const quantity =
      change.was === ABSENT
        ? `${words.new}: ${change.becomes}`
        : change.becomes === ABSENT
          ? `${words.removed}: ${change.was}`
          : `${change.was} -> ${change.becomes}`
    return { article: change.article, quantity }
  })
  const width = (of: (column: (typeof columns)[number]) => string): number => widest(columns.map(of))
  const [article, quantity] = [width((column) => column.article), width((column) => column.quantity)]
  return found.map((change, index) => ({
    ...change,
    name: safe(change.name),
    isNew: change.was === ABSENT,
    isRemoved: change.becomes === ABSENT,
    column: {
      article: change.article.padEnd(article),
      quantity: columns[index]?.quantity.padEnd(quantity) ?? '',
    },
  }))
}

/** The complete remarks stand in the mail of each version. */
const REMARK_LENGTH = 300

const brief = (text: string): string =>
  text.length > REMARK_LENGTH ? `${text.slice(0, REMARK_LENGTH).toWellFormed()} …` : text
