import { err, ok, type Result } from '../model/result.ts'
import type { Kept } from '../outbox/export/order-record.ts'
import type { Counter } from '../outbox/numbers.ts'
import { type OrderLine, readExported, readLine } from './read-export.ts'

/** The orders of one file, in the sequence of the file. */
export interface ExportedOrders {
  readonly supplier: string
  readonly orders: readonly Kept[]
  /** The counters of a whole export; empty for the file of one order. */
  readonly counters: readonly Counter[]
}

/** Why a file cannot be restored. A line counts from 1. */
export type FileProblem =
  | { readonly says: 'empty' }
  /** The line is no line of an export, was changed, or comes after the end. */
  | { readonly says: 'line'; readonly line: number }
  /** The export has the files of the order in its folder. */
  | { readonly says: 'without-files'; readonly order: string }
  | { readonly says: 'several-suppliers' }
  | { readonly says: 'incomplete'; readonly orders: number; readonly expected: number }

/** Reads a file that holds each order with its documents: the file of an order, or an object of an archive. */
export async function readExportedOrders(text: string): Promise<Result<ExportedOrders, FileProblem>> {
  const orders: Kept[] = []
  const suppliers = new Set<string>()
  let counters: readonly Counter[] = []
  let expected: number | null = null
  for (const { line, lines } of groupsOf(text)) {
    const [head = ''] = lines
    const first = await readLine(head)
    if (!first.ok || first.value.kind === 'file' || expected !== null) return err({ says: 'line', line })
    if (first.value.kind === 'end') {
      if (lines.length > 1) return err({ says: 'line', line: line + 1 })
      counters = first.value.end.counters
      expected = first.value.end.orders
      continue
    }
    if (lacksFiles(first.value.line, lines)) return err({ says: 'without-files', order: nameOf(first.value.line) })
    const read = await readExported(lines.join('\n'))
    if (!read.ok) return err({ says: 'line', line })
    const { supplier, ...kept } = read.value
    suppliers.add(supplier)
    orders.push(kept)
  }
  const [supplier] = suppliers
  if (supplier === undefined) return err({ says: 'empty' })
  if (suppliers.size > 1) return err({ says: 'several-suppliers' })
  if (expected !== null && expected !== orders.length)
    return err({ says: 'incomplete', orders: orders.length, expected })
  return ok({ supplier, orders, counters })
}

/** The first line of an order with the lines of its files, and the number of the first line. */
function groupsOf(text: string): { line: number; lines: string[] }[] {
  const groups: { line: number; lines: string[] }[] = []
  for (const [at, line] of text.split(/\r?\n/).entries()) {
    if (line === '') continue
    const last = groups.at(-1)
    if (last && line.startsWith('{"file"')) last.lines.push(line)
    else groups.push({ line: at + 1, lines: [line] })
  }
  return groups
}

const lacksFiles = ({ kept }: OrderLine, lines: readonly string[]): boolean => kept.papers.length > lines.length - 1

const nameOf = ({ orderId, kept }: OrderLine): string => kept.order.number ?? orderId
