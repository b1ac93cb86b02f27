import { readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import type { AnyFormat } from '../../src/documents/format.ts'
import { formats } from '../../src/documents/registry.ts'
import { orderWording } from '../../templates/order-words.ts'
import { sampleOccasion, sampleOrder, sampleSupplier } from './sample-order.ts'

const parties = { sender: { id: 'GATEWAY' }, recipient: { id: 'SUP1' } }
const gln = { sender: { id: '5412345000013' }, recipient: { id: '4098765000010' } }
/** The parties of the golden files. The other formats have the settings of their example. */
const SETTINGS: Readonly<Record<string, object>> = {
  'edifact-d96a': parties,
  'gs1-order-3': gln,
  'tradacoms-orders-9': gln,
  'ubl-order-2.1': { recipient: { id: 'SUP1' } },
  'x12-850-4010': parties,
}

const settingsOf = (format: AnyFormat, more: object = {}) =>
  format.settings.parse({ format: format.id, ...format.example, ...SETTINGS[format.id], ...more })

function formatOf(id: string): AnyFormat {
  const format = formats[id]
  if (!format) throw new Error(`There is no format ${id}.`)
  return format
}

const cancels = (id: string, more: object = {}): boolean | undefined => {
  const format = formatOf(id)
  return format.cancels?.(settingsOf(format, more))
}

/** For a mail: subject and both bodies, joined. */
function written(id: string, purpose: 'original' | 'replacement' | 'cancellation', more: object = {}, language = 'nl') {
  const format = formatOf(id)
  const profile = { document: settingsOf(format, more), supplier: sampleSupplier({ price: 'net', language }) }
  const result = format.write(sampleOrder, profile, { ...sampleOccasion, controlNumber: 4218, version: 2, purpose })
  if (!result.ok) throw new Error(JSON.stringify(result.error))
  const { value } = result
  return 'mail' in value ? `${value.mail.subject}\n\n${value.mail.text}\n\n${value.mail.html}` : value.text
}

/** Splits by segment or by line. */
function lines(text: string): string[] {
  const ends = text.startsWith('ISA') ? /(?<=~)/ : /^(UNA|STX)/.test(text) ? /(?<=(?<!\?)')/ : /\r?\n/
  return text.split(ends).filter((line) => line !== '')
}

/** The text of a cancellation that an order of the same version does not have. */
function difference(id: string, more: object = {}) {
  const [original, cancellation] = [lines(written(id, 'original', more)), lines(written(id, 'cancellation', more))]
  return {
    gone: original.filter((line) => !cancellation.includes(line)).map((line) => line.trim()),
    come: cancellation.filter((line) => !original.includes(line)).map((line) => line.trim()),
  }
}

describe('a cancellation', () => {
  it.each(['cxml-1.2', 'edifact-d96a', 'gs1-order-3', 'idoc-orders05', 'tradacoms-orders-9', 'x12-850-4010'])(
    'of %s is the golden file, EDI shown one segment a line',
    (id) => {
      const { extension } = formatOf(id)
      const golden = readFileSync(
        path.join(import.meta.dirname, '../golden/cancellation', `${id}.${extension}`),
        'utf8',
      )
      expect(
        lines(written(id, 'cancellation'))
          .map((line) => `${line}\n`)
          .join(''),
      ).toBe(golden)
    },
  )

  it('in UBL is a document of its own, which names the order and has no lines', () => {
    const golden = readFileSync(path.join(import.meta.dirname, '../golden/ubl-order-cancellation-2.1.xml'), 'utf8')
    expect(written('ubl-order-2.1', 'cancellation')).toBe(golden)
  })

  it.each([
    ['edifact-d96a', ["BGM+220+PO-2026-004217+9'"], ["BGM+220+PO-2026-004217+1'"]],
    ['edifact-d01b', ["BGM+220+PO-2026-004217+9'"], ["BGM+220+PO-2026-004217+1'"]],
    ['x12-850-4010', ['BEG*00*SA*PO-2026-004217**20261124~'], ['BEG*01*SA*PO-2026-004217**20261124~']],
    ['x12-850-5010', ['BEG*00*SA*PO-2026-004217**20261124~'], ['BEG*01*SA*PO-2026-004217**20261124~']],
    [
      'tradacoms-orders-9',
      ["TYP=0430+NEW-ORDERS'", "ORD=PO-2026-004217::261124++N'"],
      ["TYP=0400+CANCELLED'", "ORD=PO-2026-004217::261124++C'"],
    ],
    ['json', ['"purpose": "original",'], ['"purpose": "cancellation",']],
  ])('in %s differs from the order by its code alone', (id, gone, come) => {
    expect(difference(id)).toEqual({ gone, come })
  })

  it('in cXML deletes by the first payload, under a payload of its own', () => {
    const { gone, come } = difference('cxml-1.2')
    expect(gone).toEqual([expect.stringContaining('type="new" orderVersion="2"')])
    expect(come).toEqual([
      expect.stringContaining('type="delete" orderVersion="2"'),
      '<Comments xml:lang="nl">CANCELLED: order PO-2026-004217 is not to be delivered</Comments>',
      '<DocumentReference payloadID="8f14e45f-ceea-467f-a9b1-0d5a3f7c2b11.1@orderbridge"></DocumentReference>',
    ])
    expect(written('cxml-1.2', 'cancellation')).toContain(
      'payloadID="8f14e45f-ceea-467f-a9b1-0d5a3f7c2b11.2@orderbridge"',
    )
  })

  it('in GS1 XML is the action DELETE, and in an IDoc ORDCHG with ACTION 003 in header and items', () => {
    expect(difference('gs1-order-3').come).toEqual([
      '<documentActionCode>DELETE</documentActionCode>',
      '<revisionNumber>2</revisionNumber>',
      '<note languageCode="nl">CANCELLED: order PO-2026-004217 is not to be delivered</note>',
    ])
    const { gone, come } = difference('idoc-orders05')
    expect(gone).toEqual(['<MESTYP>ORDERS</MESTYP>'])
    expect(come).toEqual([
      '<MESTYP>ORDCHG</MESTYP>',
      '<ACTION>003</ACTION>',
      '<TDLINE>CANCELLED: order PO-2026-004217 is not to be delivered</TDLINE>',
      '<TDFORMAT>/</TDFORMAT>',
      '<ACTION>003</ACTION>',
      '<ACTION>003</ACTION>',
    ])
  })

  it('that may be a repeat is a cancellation all the same: it must not be read as an order', () => {
    for (const [id, code] of [
      ['edifact-d96a', '+1'],
      ['x12-850-4010', 'BEG*01*'],
    ] as const) {
      const format = formatOf(id)
      const profile = { document: settingsOf(format), supplier: sampleSupplier() }
      const on = { ...sampleOccasion, version: 2, purpose: 'cancellation', possibleRepeat: true } as const
      expect(format.write(sampleOrder, profile, on)).toMatchObject({ value: { text: expect.stringContaining(code) } })
    }
  })

  it.each([
    ['nl', 'GEANNULEERD. Lever deze bestelling niet.'],
    ['fr', 'ANNULÉE. Ne livrez pas cette commande.'],
    ['de', 'STORNIERT. Bitte liefern Sie diese Bestellung nicht.'],
    ['en', 'CANCELLED. Do not deliver this order.'],
  ] as const)('by mail says so in subject and bodies, in %s, and strikes the table through', (language, sentence) => {
    const { cancelledMark, dontDeliver, colon } = orderWording[language]
    const [subject = '', ...bodies] = written('email', 'cancellation', {}, language).split('\n\n')
    // A subject has plain spaces only.
    expect(subject.startsWith(`${cancelledMark}${colon} `.replaceAll('\u00a0', ' '))).toBe(true)
    expect(bodies[0]).toMatch(new RegExp(`^${cancelledMark}\\. ${dontDeliver}\n`))
    expect(bodies.join('\n')).toContain(`>${cancelledMark}. ${dontDeliver}</strong>`)
    expect(bodies.join('\n')).toContain('text-decoration:line-through')
    expect(written('template', 'cancellation', {}, language)).toMatch(new RegExp(`^${sentence}`))
    expect(written('email', 'original', {}, language)).not.toMatch(/CANCELLED|GEANNULEERD|ANNULÉE|STORNIERT|through/)
  })

  it('by mail brings along only a document that cancels too', () => {
    const attached = (attach: object): unknown => {
      const format = formatOf('email')
      const profile = { document: settingsOf(format, { attach }), supplier: sampleSupplier() }
      const result = format.write(sampleOrder, profile, { ...sampleOccasion, version: 2, purpose: 'cancellation' })
      return result.ok && 'mail' in result.value ? result.value.mail.attachment : null
    }
    expect(attached({ format: 'edifact-d96a', ...parties })).toMatchObject({
      text: expect.stringContaining('004217+1'),
    })
    expect(attached({ format: 'opentrans-2.1' })).toBeUndefined()
    expect(
      attached({ format: 'csv', columns: ['orderNumber', 'articleNumber', 'quantity'].map((field) => ({ field })) }),
    ).toBeUndefined()
  })
})

describe('whether a format cancels', () => {
  const columns = (...more: object[]) => ({
    columns: [...['orderNumber', 'articleNumber', 'quantity'].map((field) => ({ field, width: 20 })), ...more],
  })
  it('is known of each standard', () => {
    const standards = Object.keys(formats).filter((id) => !['csv', 'fixed-width', 'email', 'template'].includes(id))
    const without = standards.filter((id) => formats[id]?.cancels === undefined)
    expect(without.sort()).toEqual(['opentrans-2.1', 'peppol-order-3'])
  })

  it.each(['csv', 'fixed-width'])('in %s depends on a column that tells it in a word the receiver knows', (id) => {
    const purpose = { field: 'purpose', width: 12 }
    expect(cancels(id, columns())).toBe(false)
    expect(cancels(id, columns(purpose))).toBe(true)
    expect(cancels(id, columns({ ...purpose, width: 11 }))).toBe(false)
    const known = { original: 'N', replacement: 'A' }
    expect(cancels(id, columns({ ...purpose, values: known }))).toBe(false)
    expect(cancels(id, columns({ ...purpose, values: { ...known, cancellation: 'C' } }))).toBe(true)
    expect(cancels(id, columns({ ...purpose, values: { ...known, cancellation: 'A' } }))).toBe(false)
    expect(cancels(id, columns({ ...purpose, values: { cancellation: 'original' } }))).toBe(false)
    const records = ['header', 'line'].map((record) => ({
      record,
      columns: record === 'line' ? columns().columns : [purpose],
    }))
    expect(cancels(id, { records })).toBe(true)
  })
})
