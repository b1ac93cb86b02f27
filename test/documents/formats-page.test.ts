import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { formats } from '../../src/documents/registry.ts'

const page = readFileSync(path.join(import.meta.dirname, '../../docs/formats.md'), 'utf8')
const folder = path.join(import.meta.dirname, '../golden')
const shown = readdirSync(folder).filter((file) => !/^(order-|fixed-width)/.test(file))

describe('docs/formats.md', () => {
  it.each(shown)('shows %s as it is in test/golden', (file) => {
    const golden = readFileSync(path.join(folder, file), 'utf8').replaceAll('\r\n', '\n').trimEnd()
    const language = file.endsWith('.xml') ? 'xml' : ''
    expect(page).toContain(`\n\`\`\`${language}\n${golden}\n\`\`\`\n`)
  })

  it.each(Object.keys(formats))('speaks of %s', (id) => {
    expect(page).toContain(`\`${id}\``)
  })
})
