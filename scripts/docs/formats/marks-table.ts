import { code, table } from '../markdown.ts'
import { type Entry, entriesMissing, entriesOf } from './places.ts'
import { type Change, writeSample } from './sample.ts'

const MARKS: readonly (readonly [name: string, change: Change])[] = [
  ['possible repeat', { occasion: { possibleRepeat: true } }],
  ['replacement', { occasion: { purpose: 'replacement', version: 2, firstSent: 1 } }],
  ['cancellation', { occasion: { purpose: 'cancellation', version: 2, firstSent: 1 } }],
  ['test', { document: { test: true } }],
  ['prices are information', { supplier: { price: 'information' } }],
]

/** More differences than this are the same mark again. */
const MOST = 4

async function markOf(formatId: string, change: Change): Promise<string> {
  const original = await writeSample(formatId)
  const marked = await writeSample(formatId, change)
  if (original === null || marked === null) return '–'
  const entries = entriesOf(formatId, marked.text)
  const added = entriesMissing(entries, entriesOf(formatId, original.text))
  // Another kind of document differs everywhere: its name is the mark.
  if (added[0] !== undefined && added[0] === entries[0] && marked.text.startsWith('<')) return code(added[0].place)
  const shown = [...new Set(added.map(shownEntry))]
  return shown.length === 0 ? '–' : `${shown.slice(0, MOST).join(', ')}${shown.length > MOST ? ', …' : ''}`
}

/** The remarks of the order may follow the mark on later lines. */
const shownEntry = ({ place, value }: Entry): string => code(value === '' ? place : `${place}: ${value.split('\n', 1)}`)

/** The marks of one format, or of two versions of a format side by side. */
export async function marksTable(ids: readonly string[]): Promise<string> {
  const rows: string[][] = []
  for (const [name, change] of MARKS) {
    const marks = await Promise.all(ids.map((id) => markOf(id, change)))
    rows.push([
      name,
      ...marks.map((mark, index) => (index > 0 && mark !== '–' && mark === marks[0] ? 'the same' : mark)),
    ])
  }
  return table(['Mark', ...(ids.length === 1 ? ['In the document'] : ids.map(code))], rows)
}
