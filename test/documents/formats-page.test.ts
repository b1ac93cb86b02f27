import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { formats } from '../../src/documents/registry.ts'
import { readings } from '../readback/readings.ts'

const all = readdirSync('docs/formats')
  .map((file) => readFileSync(`docs/formats/${file}`, 'utf8'))
  .join('\n')
const goldens = readdirSync('test/golden', { withFileTypes: true })
  .filter((entry) => entry.isFile() && !/^(order-email|order-xml|fixed-width)/.test(entry.name))
  .map(({ name }) => name)

/** The rows of the table of fields that names the format, and the column of the format. */
function placesIn(formatId: string): ReadonlyMap<string, string> {
  const [, ids = '', table = ''] =
    new RegExp(`<!-- docs: fields ((?:\\S+ )*?${formatId}(?: \\S+)*?) -->\\n([\\s\\S]*?)<!-- docs: end -->`).exec(
      all,
    ) ?? []
  const column = 2 + 2 * ids.split(' ').indexOf(formatId)
  const rows = table.split('\n').map((row) => row.split(' | ').map((cell) => cell.replace(/^\| | \|$/g, '').trim()))
  return new Map(rows.map((cells) => [cells[0] ?? '', cells[column - 1] ?? '']))
}

describe('docs/formats', () => {
  it.each(goldens)('shows %s, or has a link to it', (file) => {
    expect(all).toMatch(new RegExp(`(docs: example |test/golden/)${file.replaceAll('.', '\\.')}`))
  })

  it.each(Object.keys(formats))('has a table of fields and of marks for %s', (id) => {
    expect(placesIn(id).size).toBeGreaterThan(20)
    expect(all).toMatch(new RegExp(`docs: marks (\\S+ )*${id.replaceAll('.', '\\.')}( \\S+)* -->`))
  })

  const NAMES = {
    billTo: 'bill to, if another',
    id: 'order id',
    person: 'who ordered',
    total: 'order total',
    lineTotal: 'line total',
  } as const
  // The readers of these two formats do not read the default layout.
  const usual = readings.filter(
    ([format, , layout]) => !['csv', 'fixed-width'].includes(format) && layout !== 'order-xml',
  )
  it.each(usual)('has no place for what a reader of %s does not find', (format, { without }) => {
    const places = placesIn(format)
    const names = Object.entries(NAMES).filter(([, name]) => places.get(name) === '–')
    const absent = without.filter((field) => field in NAMES)
    expect(names.map(([field]) => field).sort()).toEqual([...absent].sort())
  })
})
