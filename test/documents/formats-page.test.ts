import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { formats } from '../../src/documents/registry.ts'
import { readings } from '../readback/readings.ts'

const page = readFileSync(path.join(import.meta.dirname, '../../docs/formats.md'), 'utf8')
const folder = path.join(import.meta.dirname, '../golden')
const shown = readdirSync(folder, { withFileTypes: true })
  .filter((entry) => entry.isFile() && !/^(order-|fixed-width)/.test(entry.name))
  .map(({ name }) => name)

describe('docs/formats.md', () => {
  it.each(shown)('shows %s as it is in test/golden', (file) => {
    const golden = readFileSync(path.join(folder, file), 'utf8').replaceAll('\r\n', '\n').trimEnd()
    const language = file.endsWith('.xml') ? 'xml' : ''
    expect(page).toContain(`\n\`\`\`${language}\n${golden}\n\`\`\`\n`)
  })

  it.each(Object.keys(formats))('speaks of %s', (id) => {
    expect(page).toContain(`\`${id}\``)
  })
  const NAMES = {
    billTo: 'bill-to number',
    id: 'order id',
    person: 'who ordered',
    total: 'order total',
    lineTotal: 'line total',
  } as const
  const cells = page.split('\n').map((line) => line.split('|').map((cell) => cell.trim()))
  // The readers of these two formats do not read the default layout.
  const usual = readings.filter(([format, , layout]) => format !== 'fixed-width' && layout !== 'order-xml')
  it.each(usual)('says what %s has no place for', (format, { without }) => {
    const [, , , cell = ''] = cells.find((row) => row.length === 5 && row[1] === `\`${format}\``) ?? []
    const names = Object.entries(NAMES).filter(([, name]) => cell.replace(/, unless.*/, '').includes(name))
    // A separate paragraph of the page says which documents hold the customer's numbers.
    const told = without.filter((field) => !['customer', 'soldTo', 'shipTo'].includes(field))
    expect(names.map(([field]) => field).sort()).toEqual([...told].sort())
  })
})
