import { describe, expect, it } from 'vitest'
import { type AnyFormat, exampleSettings, type RenderContext } from '../../src/documents/format.ts'
import { encode } from '../../src/text/charset.ts'
import { utf8 } from '../../src/text/utf8.ts'
import type { Reading } from '../readback/reading.ts'
import { readingSuite } from './reading-suite.ts'
import { sampleOccasion, sampleOrder, sampleSupplier } from './sample-order.ts'

const supplier = sampleSupplier({ price: 'net' })

/** The written sample order as text: a mail as its parts. */
function written(format: AnyFormat, more: object = {}, on: Partial<RenderContext> = {}): string {
  const document = format.settings.parse({ format: format.id, ...format.example, ...more })
  const result = format.write(sampleOrder, { supplier, document }, { ...sampleOccasion, version: 2, ...on })
  if (!result.ok) throw new Error(JSON.stringify(result.error))
  if ('mail' in result.value) return JSON.stringify(result.value.mail)
  expect(encode(result.value.text, result.value.charset).length).toBeGreaterThan(0)
  return result.value.text
}

/** What every format of the registry must do, whatever its syntax. */
export function formatSuite(format: AnyFormat, readings: readonly Reading[]): void {
  const accepts = (settings: object): boolean => format.settings.safeParse({ format: format.id, ...settings }).success

  it('has an example of its settings that is enough, and holds nothing that a route could leave out', () => {
    const whole = written(format)
    for (const key of Object.keys(format.example)) {
      const { [key]: _, ...rest } = format.example
      const profile = { supplier, document: { format: format.id, ...rest } }
      const isEnough = accepts(rest) && format.findProblems(sampleOrder, profile).length === 0
      expect(isEnough, `${key} can be left out`).toBe(false)
    }
    expect(whole).toContain(sampleOrder.number)
  })

  it('refuses a setting that it does not know, and the settings of another format', () => {
    expect(accepts(format.example)).toBe(true)
    expect(accepts({ ...format.example, 'no-setting': true })).toBe(false)
    expect(accepts({ ...format.example, format: 'no-format' })).toBe(false)
  })

  it('writes the same document each time it is asked', () => {
    expect(written(format)).toBe(written(format))
  })

  it('shows a possible repeat and a replacement', () => {
    expect(written(format, {}, { possibleRepeat: true })).not.toBe(written(format))
    expect(written(format, {}, { purpose: 'replacement' })).not.toBe(written(format))
  })

  it('shows a cancellation, or says that it has none', () => {
    const settings = exampleSettings(format)
    if (!format.cancels?.(settings)) return expect(format.cancels).toBeUndefined()
    const cancellation = written(format, {}, { purpose: 'cancellation' })
    expect(cancellation).not.toBe(written(format))
    expect(cancellation).not.toBe(written(format, {}, { purpose: 'replacement' }))
  })

  it('shows a test and numbers it apart, or has no setting for it', () => {
    const test = { ...format.example, test: true }
    if (!accepts(test)) return
    expect(written(format, { test: true })).not.toBe(written(format))
    const pairOf = (settings: object) =>
      format.numbering?.(format.settings.parse({ format: format.id, ...settings }))?.pair
    if (format.numbering) expect(pairOf(test)).not.toBe(pairOf(format.example))
  })

  it('answers no reply that is none of its standard, with a reason, or reads no replies', () => {
    const { read } = format.acknowledgements?.(exampleSettings(format)) ?? { read: null }
    for (const text of ['', 'OK', '{}', '<html></html>', written(format)]) {
      const reply = read?.(utf8(text))
      if (reply) expect(reply.ok || reply.error).toMatch(/\.$/)
      const verdict = format.responseVerdict?.(utf8(text))
      if (verdict) expect(verdict.ok || verdict.error).toMatch(/\.$/)
    }
  })

  it('has a reader who knows only its documentation, in test/readback', () => {
    expect(readings.length).toBeGreaterThan(0)
  })

  for (const reading of readings)
    describe(`read back${reading.layout ? ` in the layout ${reading.layout}` : ''}`, () =>
      readingSuite(format, reading))

  it('is named for receivers and file systems', () => {
    expect(format.id).toMatch(/^[a-z][a-z0-9.-]*$/)
    expect(format.mediaType).toMatch(/^[a-z]+\/[\w.+-]+$/i)
    expect(format.extension).toMatch(/^[a-z0-9]+$/)
  })
}
