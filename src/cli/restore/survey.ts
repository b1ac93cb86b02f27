import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { type ExportEnd, isPaper, type ListedPaper, type OrderLine, readLine } from '../../exports/read-export.ts'
import { shown } from '../place.ts'
import { linesOf } from './lines.ts'

/** Position of an order in an export. */
export interface Entry {
  readonly file: string
  readonly from: number
  to: number
  readonly orderId: string
  /** Sequence number of the order in its original outbox. */
  readonly seq: number
  readonly exportedAt: string
  /** Names of the order's bodies and documents that are separate files. */
  readonly beside: string[]
}

export interface Survey {
  readonly entries: readonly Entry[]
  readonly end: ExportEnd
}

/** The current order: the listed files, and the files found so far. */
interface Open {
  readonly entry: Omit<Entry, 'exportedAt'>
  readonly number: number
  readonly papers: readonly ListedPaper[]
  readonly found: Set<string>
}

/** Reads a complete export and checks it. Returns a sentence for each wrong line. */
export async function survey(file: string, supplier: string): Promise<Survey | string[]> {
  const complaints: string[] = []
  const entries: Omit<Entry, 'exportedAt'>[] = []
  let open: Open | null = null
  let end: ExportEnd | null = null
  let last = 0
  const complain = (line: number, why: string): void => void complaints.push(`${shown(file)}:${line}: ${why}`)
  const close = async (): Promise<void> => {
    if (open) for (const why of await beside(open, path.dirname(file))) complain(open.number, why)
    open = null
  }
  for (const { number, from, to, text, isWhole } of linesOf(file)) {
    last = number
    const line = isWhole ? await readLine(text) : ({ ok: false, error: 'it is cut short.' } as const)
    if (end) complain(number, 'it comes after the end.')
    else if (!line.ok) complain(number, line.error)
    else if (line.value.kind === 'end') {
      await close()
      end = line.value.end
    } else if (line.value.kind === 'file') {
      const { file: name, bytes } = line.value
      const listed: ListedPaper | undefined = (open as Open | null)?.papers.find((file) => file.file === name)
      if (!open || !listed || !(await isPaper(listed, bytes))) complain(number, `${name} is not as its order says.`)
      else take(open, name, to)
    } else {
      await close()
      open = begin(line.value.line, { file, from, to, number })
      entries.push(open.entry)
      if (line.value.line.supplier !== supplier)
        complain(number, `it is an order of ${line.value.line.supplier}, not of ${supplier}.`)
    }
  }
  if (!end && complaints.length === 0) complain(last + 1, 'the export has no end: it was cut short.')
  if (end && end.orders !== entries.length && complaints.length === 0)
    complain(last, `there should be ${end.orders} orders, and there are ${entries.length}.`)
  if (!end || complaints.length > 0) return complaints
  const { exportedAt } = end
  return { entries: entries.map((entry) => ({ ...entry, exportedAt })), end }
}

function begin(
  { orderId, kept }: OrderLine,
  { number, ...place }: { file: string; from: number; to: number; number: number },
): Open {
  const entry = { ...place, orderId, seq: kept.order.seq, beside: [] }
  return { entry, number, papers: kept.papers, found: new Set() }
}

function take({ entry, found }: Open, name: string, to: number): void {
  found.add(name)
  entry.to = to
}

/** Files of the order that the export does not hold must be in its folder. */
async function beside({ papers, found, entry }: Open, folder: string): Promise<string[]> {
  const complaints: string[] = []
  for (const paper of papers) {
    if (found.has(paper.file)) continue
    const file = path.join(folder, paper.file)
    if (!existsSync(file)) complaints.push(`${paper.file} is not there.`)
    else if (await isPaper(paper, new Uint8Array(readFileSync(file)))) entry.beside.push(paper.file)
    else complaints.push(`${paper.file} was changed.`)
  }
  return complaints
}
