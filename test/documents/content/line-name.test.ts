import { describe, expect, it } from 'vitest'
import { formats } from '../../../src/documents/registry.ts'
import type { Order } from '../../../src/model/order/order.ts'
import type { Case } from '../../conformance/generated-orders.ts'
import { arrived } from '../../readback/bytes.ts'
import { LINE_PATHS } from '../../readback/reading.ts'
import { readings } from '../../readback/readings.ts'
import { sampleOccasion, sampleOrder, sampleSupplier } from '../sample-order.ts'

const INVISIBLE = ['', ' ', '\ufeff', '\u200b', '\u00ad\u2060', '\u2800', '\u0301', '\u0085', '\u3164', '\u200f \ufe0f']

const named = (name: string): Case => ({
  order: {
    ...sampleOrder,
    number: 'PO4217',
    customer: 'K-7',
    remarks: '',
    person: null,
    lines: [{ article: '300457', name, quantity: '2', price: '1.00', total: '2.00' }],
    total: '2.00',
  } satisfies Order,
  occasion: sampleOccasion,
  price: 'net',
  language: 'en',
  test: false,
  tables: false,
  timeZone: 'Europe/Brussels',
  variant: 0,
})

describe.each(readings)('a line in %s', (id, reading, layout) => {
  const nameOf = (name: string): string | undefined => {
    const one = named(name)
    const format = formats[id]
    const document = format?.settings.parse({ format: id, ...reading.settings(one) })
    const result =
      format && document && format.write(one.order, { supplier: sampleSupplier(), document }, sampleOccasion)
    if (!result?.ok) throw new Error(`${layout || id} was not written`)
    const text = 'mail' in result.value ? JSON.stringify(result.value.mail) : result.value.text
    expect(result.value.warnings.filter(({ path }) => path === LINE_PATHS.name(0))).toEqual(
      name === 'TOMATEN' ? [] : [{ path: LINE_PATHS.name(0), code: 'replaced', was: name, became: '300457' }],
    )
    return reading.read(arrived(text, 'utf-8'), one).get(LINE_PATHS.name(0))
  }

  it.each(INVISIBLE)('is called by its article number where its name is %j, which shows nothing', (name) => {
    expect(nameOf(name)).toBe('300457')
  })

  it('keeps a name that shows something', () => {
    expect(nameOf('TOMATEN')).toBe('TOMATEN')
  })
})

describe.each(readings)('no C1 control stays in %s', (id, reading, layout) => {
  it('of a name, a remark or a person', () => {
    const text = 'A\u0085B\u009bC\u007fD\u2028E\u2029F'
    const one = named(text)
    const order = { ...one.order, remarks: text, person: text }
    const format = formats[id]
    const document = format?.settings.parse({ format: id, ...reading.settings(one) })
    const result = format && document && format.write(order, { supplier: sampleSupplier(), document }, sampleOccasion)
    if (!result?.ok) throw new Error(`${layout || id} was not written`)
    const parts = 'mail' in result.value ? [result.value.mail.text, result.value.mail.html] : [result.value.text]
    for (const part of parts) expect(part).not.toMatch(/[\u007f-\u009f\u2028\u2029]|&#1[2-5]\d;/)
    if (id === 'idoc-orders05')
      expect(parts[0]).toMatch(/<BNAME>A B C D E F<\/BNAME>[\s\S]*<KTEXT>A B C D E F<\/KTEXT>/)
    // JSON keeps the text: only the file has escapes.
    if (id === 'json') expect(JSON.parse(parts[0] ?? '')).toMatchObject({ remarks: text, lines: [{ name: text }] })
    else expect(result.value.warnings.find(({ path }) => path === LINE_PATHS.name(0))?.was).toBe(text)
  })
})
