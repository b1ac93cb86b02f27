import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import config from '../gateway.config.ts'
import { formats } from '../src/documents/registry.ts'
import { Route } from '../src/profile/supplier.ts'
import { compose } from '../src/steps/compose.ts'
import { validate } from '../src/steps/validate.ts'
import { transports } from '../src/transports/registry.ts'
import { sampleSupplier } from './documents/sample-order.ts'

const README = readFileSync('README.md', 'utf8')
const block = (begins: string): string => README.split('```').find((text) => text.includes(begins)) ?? ''

describe('the README', () => {
  it('shows a real order, and the real document that comes out of the demo supplier', async () => {
    const order = validate(
      new TextEncoder().encode(block('"order_number"').replace(/^json/, '')),
      sampleSupplier(),
      null,
    )
    if (!order.ok) throw new Error(JSON.stringify(order.error))
    const erp = config.suppliers.fresco?.routes.find(({ name }) => name === 'erp')
    const document = formats['edifact-d96a']?.settings.parse(erp?.document)
    const route = Route.parse({ name: 'erp', document, transport: { kind: 'mailbox' } })
    const preparedAt = { date: '2026-11-24', time: '14:57:31', offset: '+01:00' }
    const occasion = {
      controlNumber: 1,
      groupNumber: null,
      preparedAt,
      version: 1,
      purpose: 'original',
      possibleRepeat: false,
    } as const
    const composed = await compose(order.value.order, route, sampleSupplier(), occasion, '0'.repeat(32))
    if (!composed.ok) throw new Error(JSON.stringify(composed.error))
    const text = new TextDecoder('latin1').decode(composed.value.bytes)
    expect(block('UNA:+.?').trim()).toBe(text.replaceAll(/(?<!\?)'/g, "'\n").trim())
  })

  it('is read in a few minutes: at most 120 lines', () => {
    expect(README.trimEnd().split('\n').length).toBeLessThanOrEqual(120)
  })

  it('names every format and every transport', () => {
    for (const name of [...Object.keys(formats), ...Object.keys(transports)]) expect(README).toContain(`\`${name}\``)
  })
})

const pages = [
  ...['README.md', 'CONTRIBUTING.md', 'SECURITY.md', 'CHANGELOG.md', 'templates/README.md'],
  ...readdirSync('docs', { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.md'))
    .map((file) => path.join('docs', file)),
]
const withoutCode = (text: string): string => text.replaceAll(/^```.*?^```$/gms, '')

/** The anchors that GitHub gives the headings of a page; a repeated heading gets a number. */
function anchorsOf(file: string): Set<string> {
  const anchors = new Set<string>()
  for (const [, heading = ''] of withoutCode(readFileSync(file, 'utf8')).matchAll(/^#{1,6} (.+)$/gm)) {
    const anchor = heading
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N}\s_-]/gu, '')
      .replaceAll(/\s/g, '-')
    let unique = anchor
    for (let count = 1; anchors.has(unique); count++) unique = `${anchor}-${count}`
    anchors.add(unique)
  }
  return anchors
}

function brokenLinks(file: string): string[] {
  const text = withoutCode(readFileSync(file, 'utf8'))
  return [...text.matchAll(/\]\(([^)\s]+)\)/g)].flatMap(([, link = '']) => {
    if (/^[a-z]+:/.test(link)) return []
    const [target = '', anchor] = link.split('#')
    const page = target === '' ? file : path.join(path.dirname(file), target)
    const isThere = existsSync(page) && (anchor === undefined || anchorsOf(page).has(anchor))
    return isThere ? [] : [link]
  })
}

describe('the pages', () => {
  it.each(pages)('of %s link to pages and headings that exist', (file) => {
    expect(brokenLinks(file)).toEqual([])
  })

  it.each(pages)('of %s name files that exist', (file) => {
    const named =
      readFileSync(file, 'utf8').match(/(?<=`)(?:src|test|scripts|bench|docs|templates|bin)\/[\w./-]+\.\w+(?=`)/g) ?? []
    expect(named.filter((target) => !existsSync(target))).toEqual([])
  })

  it('that a command or a message names exist', () => {
    const files = ['src', 'templates'].flatMap((folder) =>
      readdirSync(folder, { recursive: true, encoding: 'utf8' })
        .filter((file) => /\.(ts|mjs|json|liquid)$/.test(file))
        .map((file) => path.join(folder, file)),
    )
    const named = files.flatMap((file) => readFileSync(file, 'utf8').match(/\bdocs\/[\w./-]+\.md\b/g) ?? [])
    expect([...new Set(named)].filter((page) => !existsSync(page))).toEqual([])
  })
})
