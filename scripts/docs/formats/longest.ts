import { type Change, sampleOrder, writeSample } from './sample.ts'

interface Trial {
  /** The order with a value of this length. */
  readonly change: (length: number) => Change
  /** The field in the posted order, as warnings name the field. */
  readonly path: string
}

const letters = (length: number): string => 'A'.repeat(length)
const digits = (length: number): string => '1'.repeat(length)

const TRIALS: Readonly<Record<string, Trial>> = {
  'order number': { path: 'order_number', change: (length) => ({ order: { number: letters(length) } }) },
  'order id': { path: 'id', change: (length) => ({ order: { id: letters(length) } }) },
  remarks: { path: 'order_remarks', change: (length) => ({ order: { remarks: letters(length) } }) },
  'remarks on the first line': {
    path: 'order_remarks',
    change: (length) => ({ order: { remarks: letters(length) }, supplier: { remarks: 'first-line' } }),
  },
  'customer, sold to': {
    path: 'supplier_customer_number',
    change: (length) => ({ order: { customer: letters(length) } }),
  },
  'ship to, if another': {
    path: 'supplier_customer_number',
    change: (length) => ({
      supplier: { customers: [{ customer: sampleOrder.customer, shipTo: letters(length) }] },
    }),
  },
  'bill to, if another': {
    path: 'supplier_customer_number',
    change: (length) => ({
      supplier: { customers: [{ customer: sampleOrder.customer, billTo: letters(length) }] },
    }),
  },
  'who ordered': { path: 'owned_by.username', change: (length) => ({ order: { person: letters(length) } }) },
  'article number': {
    path: 'packages[0].supplier_package.supplier_article_number',
    change: (length) => ({ line: { article: letters(length) } }),
  },
  name: { path: 'packages[0].stock_item.name', change: (length) => ({ line: { name: letters(length) } }) },
  quantity: { path: 'packages[0].quantity_ordered', change: (length) => ({ line: { quantity: digits(length) } }) },
  price: {
    path: 'packages[0].supplier_package.theoretical_price_per_package',
    change: (length) => ({ line: { price: digits(length) } }),
  },
  'line total': {
    path: 'packages[0].total_theoretical_price',
    change: (length) => ({ line: { total: digits(length) } }),
  },
  'order total': { path: 'theoretical_price', change: (length) => ({ order: { total: digits(length) } }) },
}

/** Longer than any element that has a limit. */
export const VERY_LONG = 40_000

type Ending = 'exact' | 'refused' | 'cut' | 'left out' | 'replaced'
const ENDINGS = { cut: 'cut', omitted: 'left out', replaced: 'replaced' } as const

async function endingOf(formatId: string, { change, path }: Trial, length: number): Promise<Ending> {
  const written = await writeSample(formatId, change(length))
  if (written === null) return 'refused'
  const warning = written.warnings.find((candidate) => candidate.path === path)
  return warning ? ENDINGS[warning.code] : 'exact'
}

/** The greatest length that arrives exactly, found by experiment, and how a longer value ends. */
export async function longest(formatId: string, field: string): Promise<string> {
  const trial = TRIALS[field]
  if (!trial || (await endingOf(formatId, trial, 1)) !== 'exact') return ''
  if ((await endingOf(formatId, trial, VERY_LONG)) === 'exact') return 'no limit'
  let fits = 1
  while ((await endingOf(formatId, trial, fits * 2)) === 'exact') fits *= 2
  let tooLong = fits * 2
  while (tooLong - fits > 1) {
    const middle = Math.floor((fits + tooLong) / 2)
    if ((await endingOf(formatId, trial, middle)) === 'exact') fits = middle
    else tooLong = middle
  }
  return `${fits.toLocaleString('en')}, else ${await endingOf(formatId, trial, tooLong)}`
}
