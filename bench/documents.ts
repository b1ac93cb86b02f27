import { encode } from '../src/charset.ts'
import type { WrittenText } from '../src/document.ts'
import { csv } from '../src/documents/csv.ts'
import { edifactD96a } from '../src/documents/edifact-d96a.ts'
import { fixedWidth } from '../src/documents/fixed-width.ts'
import type { DocumentSettings, Format, Occasion } from '../src/documents/format.ts'
import { tradacomsOrders9 } from '../src/documents/tradacoms-orders-9.ts'
import { x12Order4010 } from '../src/documents/x12-850-4010.ts'
import type { Line, Order } from '../src/order.ts'
import { Supplier } from '../src/supplier.ts'
import { type Budget, report } from './budget.ts'
import { median } from './rounds.ts'

/** A name as a chef wrote it, and as each syntax has it: what concatenation is spared to find out. */
const NAMES = [
  { posted: 'Crème fraîche 30% (1 L)', released: 'Crème fraîche 30% (1 L)', ascii: 'Creme fraiche 30% (1 L)' },
  { posted: 'Tomaten & basilicum', released: 'Tomaten & basilicum', ascii: 'Tomaten & basilicum' },
  { posted: "Kip: 'extra' + vel", released: "Kip?: ?'extra?' ?+ vel", ascii: "Kip: 'extra' + vel" },
  { posted: 'Halfvolle melk in een pak', released: 'Halfvolle melk in een pak', ascii: 'Halfvolle melk in een pak' },
  { posted: 'Boter', released: 'Boter', ascii: 'Boter' },
] as const

type Ready = Line & {
  readonly released: string
  readonly ascii: string
  readonly capitals: string
  readonly cost: string
}

interface Subject {
  readonly write: (order: Order) => WrittenText
  /** The lines of the same document by plain concatenation, with every value ready; null where budgets are absolute. */
  readonly line: ((line: Ready, number: number) => string) | null
}

const supplier = Supplier.parse({
  name: 'Bench',
  timeZone: 'Europe/Brussels',
  price: 'net',
  routes: [{ name: 'erp', document: { format: 'csv' }, transport: { kind: 'mailbox' } }],
})
const occasion: Occasion = {
  controlNumber: 4217,
  groupNumber: null,
  preparedAt: { date: '2026-11-24', time: '09:15:40', offset: '+01:00' },
  version: 1,
  purpose: 'original',
  possibleRepeat: false,
}
const parties = { sender: { id: 'GATEWAY' }, recipient: { id: 'SUP1' } }

const SUBJECTS: Readonly<Record<string, Subject>> = {
  'EDIFACT D.96A': {
    write: writer(edifactD96a, parties),
    line: (of, n) =>
      `LIN+${n}'PIA+5+${of.article}:SA::91'IMD+F++:::${of.released}'QTY+21:${of.quantity}'MOA+203:${of.total}'PRI+AAA:${of.price}'`,
  },
  'X12 850': {
    write: writer(x12Order4010, parties),
    line: (of, n) => `PO1*${n}*${of.quantity}*EA*${of.price}**VN*${of.article}~PID*F****${of.ascii}~AMT*1*${of.total}~`,
  },
  TRADACOMS: {
    write: writer(tradacomsOrders9, parties),
    line: (of, n) => `OLD=${n}+:${of.article}+++1+${of.quantity}+${of.cost}+++${of.capitals}'`,
  },
  CSV: { write: writer(csv, {}), line: null },
  'fixed width': { write: writer(fixedWidth, {}), line: null },
}

/** Writing a document to bytes, beside plain concatenation of the same bytes. */
export function measureDocuments(): Budget[] {
  return Object.entries(SUBJECTS).flatMap(([name, subject]) => {
    const times = [10, 100, 1000, 10_000].map((lines) => ({ lines, ...timed(subject, lines) }))
    const at = (lines: number) => times.find((time) => time.lines === lines)
    const own: Budget = { name: `${name}: ms for 100 lines`, limit: 2, value: (at(100)?.written ?? 0) / 1000 }
    if (!subject.line) return [own]
    const growth = (of: 'written' | 'plain') => (at(10_000)?.[of] ?? 0) / (at(1000)?.[of] ?? 1)
    return [
      own,
      ...times.map(({ lines, written, plain }) => ({
        name: `${name}: × concatenation at ${lines} lines`,
        limit: 3,
        value: written / plain,
      })),
      {
        name: `${name}: growth from 1,000 to 10,000 lines ÷ concatenation's`,
        limit: 1.2,
        value: growth('written') / growth('plain'),
      },
    ]
  })
}

/** Microseconds of CPU, by turns, so that whatever else the machine does falls on both. */
function timed({ write, line }: Subject, lines: number): { readonly written: number; readonly plain: number } {
  const order = orderOf(lines)
  const { text, charset } = write(order)
  const ready = readyLines(lines)
  const [before, after] = line ? around(text, ready.map((of, index) => line(of, index + 1)).join('')) : ['', '']
  const [head, tail] = [pieces(before), pieces(after)]
  const written = () => encode(write(order).text, charset).length
  const plain = () => {
    let joined = ''
    for (const piece of head) joined += piece
    for (let index = 0; line && index < ready.length; index++) {
      const of = ready[index]
      if (of) joined += line(of, index + 1)
    }
    for (const piece of tail) joined += piece
    return encode(joined, charset).length
  }
  const rounds = Array.from({ length: 15 }, () => ({ written: clocked(written, lines), plain: clocked(plain, lines) }))
  return { written: median(rounds.map((round) => round.written)), plain: median(rounds.map((round) => round.plain)) }
}

/** Values, and what stands between them. */
const pieces = (text: string): readonly string[] => text.match(/[+:*=~']+|[^+:*=~']+/g) ?? []

/** What stands before and after the lines. Throws when concatenation makes other lines than the format: the race would be unfair. */
function around(text: string, lines: string): readonly [string, string] {
  const [head, tail, ...more] = text.split(lines)
  if (head === undefined || tail === undefined || more.length > 0) throw new Error('concatenation makes other bytes')
  return [head, tail]
}

/** Of CPU: the clock on the wall would measure whoever else is at work. */
function clocked(work: () => number, lines: number): number {
  const times = Math.max(1, Math.round(4000 / lines))
  const started = process.cpuUsage()
  for (let index = 0; index < times; index++) work()
  const { user, system } = process.cpuUsage(started)
  return (user + system) / times
}

function writer<S extends DocumentSettings>(format: Format<S>, settings: object): Subject['write'] {
  const document = format.settings.parse({ format: format.id, ...settings })
  return (order) => {
    const result = format.write(order, { supplier, document }, occasion)
    if (!result.ok) throw new Error(JSON.stringify(result.error))
    return result.value
  }
}

const readyLines = (count: number): Ready[] =>
  Array.from({ length: count }, (_, index): Ready => {
    const { posted, released, ascii } = NAMES[index % NAMES.length] ?? NAMES[0]
    const cents = 11 + (index % 80)
    const numbered = (name: string): string => Buffer.from(`${name} no${index}x`).toString()
    return {
      article: `A${100_000 + index}`,
      name: numbered(posted),
      quantity: String((index % 40) + 1),
      price: `${index % 90}.${cents % 10 === 0 ? cents + 1 : cents}`,
      total: `${index}.${cents % 10 === 0 ? cents + 1 : cents}`,
      released: numbered(released),
      ascii: numbered(ascii),
      capitals: numbered(released).normalize('NFD').replace(/\p{M}/gu, '').toUpperCase(),
      cost: `${index % 90 === 0 ? '' : index % 90}${cents % 10 === 0 ? cents + 1 : cents}00`,
    }
  })

function orderOf(count: number): Order {
  const [first, ...rest] = readyLines(count).map(({ article, name, quantity, price, total }) => ({
    article,
    name,
    quantity,
    price,
    total,
  }))
  if (!first) throw new Error('an order has a line')
  return {
    id: 'ID-1',
    number: 'PO-2026-004217',
    customer: 'K-778812',
    orderedOn: { date: '2026-11-24', time: '09:15:32', offset: '+01:00' },
    deliveryDate: '2026-11-26',
    remarks: 'Graag bellen',
    person: 'chef@bistro.example',
    lines: [first, ...rest],
    total: '105.07',
  }
}

// node bench/documents.ts
if (import.meta.main) process.exit(report(measureDocuments()) ? 0 : 1)
