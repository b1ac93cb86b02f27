import { createHmac } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { bytesNestDeeper } from '../../src/text/byte-depth.ts'
import { pythonForm, writePythonForm } from '../../src/text/python-form.ts'
import { utf8 } from '../../src/text/utf8.ts'
import { histories } from '../fakes/histories.ts'

const depthOf = (value: unknown): number =>
  typeof value === 'object' && value !== null ? 1 + Math.max(0, ...Object.values(value).map(depthOf)) : 0

describe("Python's form", () => {
  it.each([
    ['{ "a" :1 ,"b":[ ] }', '{"a": 1, "b": []}'],
    ['[1.0,-0,1e5,1E-2]', '[1.0, 0, 100000.0, 0.01]'],
    ['"é–\u{1f95b}\u007f/"', '"\\u00e9\\u2013\\ud83e\\udd5b\\u007f/"'],
    ['"\\u0041\\/\\u00e9\\uD83E\\uDD5B"', '"A/\\u00e9\\ud83e\\udd5b"'],
    ['"\\b\\t\\n\\f\\r\\"\\\\\\u0000"', '"\\b\\t\\n\\f\\r\\"\\\\\\u0000"'],
    ['"{,:}[]"', '"{,:}[]"'],
    ['"\\ud800"', '"\\ud800"'],
    ['"\u2028"', '"\\u2028"'],
    ['  null ', 'null'],
  ])('of %j', (text, form) => {
    expect(pythonForm(text)).toBe(form)
  })

  it('means what the text means, is ASCII, and is its own form', () => {
    fc.assert(
      fc.property(fc.json({ stringUnit: 'binary' }), fc.constantFrom(undefined, 1, '\t'), (text, space) => {
        const form = pythonForm(JSON.stringify(JSON.parse(text), null, space)) ?? ''
        expect(JSON.parse(form)).toEqual(JSON.parse(text))
        expect(form).toMatch(/^[\x20-\x7e]*$/)
        expect(pythonForm(form)).toBe(form)
      }),
    )
  })
})

describe('a number', () => {
  it.each([
    ['2.50', '2.5'],
    ['1E1', '10.0'],
    ['1e5', '100000.0'],
    ['1E-2', '0.01'],
    ['0.0001', '0.0001'],
    ['0.00001', '1e-05'],
    ['1e16', '1e+16'],
    ['1e15', '1000000000000000.0'],
    ['9999999999999998.0', '9999999999999998.0'],
    ['1e22', '1e+22'],
    ['1e-7', '1e-07'],
    ['123456789012345678901234567890', '123456789012345678901234567890'],
    ['-0', '0'],
    ['-0.0', '-0.0'],
    ['1.10', '1.1'],
    ['100', '100'],
    ['100.00', '100.0'],
    ['-3.140', '-3.14'],
    ['0.1', '0.1'],
    ['0.30000000000000004', '0.30000000000000004'],
    ['5e-324', '5e-324'],
    ['1.7976931348623157e308', '1.7976931348623157e+308'],
    ['1e400', 'Infinity'],
    ['-1e400', '-Infinity'],
    ['100000000000000000000.0', '1e+20'],
    ['12.500', '12.5'],
    ['0.000123', '0.000123'],
    ['1.0000000000000002', '1.0000000000000002'],
  ])('%s is written as Python 3.11 writes it: %s', (text, form) => {
    expect(pythonForm(`{"a":[${text}]}`)).toBe(`{"a": [${form}]}`)
  })

  it('keeps its value, whatever it is', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
        expect(Number(pythonForm(JSON.stringify(value)))).toBe(Object.is(value, -0) ? 0 : value)
      }),
    )
  })

  it.each(['1.', '.5', '01', '-', '+1', '1e', '1e+', '1-1', '0x1', 'NaN', 'Infinity', '1'.repeat(5_000)])(
    'that Python does not read has no form: %s',
    (text) => {
      expect(pythonForm(`[${text}]`)).toBeNull()
    },
  )
})

describe('what has a form', () => {
  const mangled = fc
    .tuple(fc.json(), fc.nat(), fc.constantFrom('', '"', '\\', ',', ':', '[', ']', '{', '}', ' ', '\u0001', '1', 'é'))
    .map(([text, place, piece]) => {
      const at = place % (text.length + 1)
      return text.slice(0, at) + piece + text.slice(at + 1)
    })

  it('is what JSON.parse accepts, and nothing else', () => {
    fc.assert(
      fc.property(mangled, (text) => {
        expect(pythonForm(text) !== null).toBe(isJson(text))
      }),
      { numRuns: histories(2_000) },
    )
  })

  it.each([
    ['a byte that begins nothing', [0x22, 0x80, 0x22]],
    ['a character in more bytes than it needs', [0x22, 0xc0, 0xaf, 0x22]],
    ['half of a surrogate pair', [0x22, 0xed, 0xa0, 0x80, 0x22]],
    ['a character past the last one', [0x22, 0xf4, 0x90, 0x80, 0x80, 0x22]],
    ['a character that is cut off', [0x22, 0xe2, 0x82]],
    ['a byte order mark', [0xef, 0xbb, 0xbf, 0x31]],
  ])('is UTF-8: %s has none', (_, bytes) => {
    expect(writePythonForm(Uint8Array.from(bytes), () => {})).toBe(false)
  })

  it('nests 32 levels at most, and the first level too many ends the work', () => {
    expect(pythonForm('['.repeat(32) + ']'.repeat(32))).toBe('['.repeat(32) + ']'.repeat(32))
    expect(pythonForm('['.repeat(33) + ']'.repeat(33))).toBeNull()
    let read = 0
    const brackets = new Proxy(new Uint8Array(1_000_000).fill(0x5b), {
      get: (bytes, name) => {
        if (typeof name === 'string' && /^\d+$/.test(name)) read++
        return Reflect.get(bytes, name, bytes)
      },
    })
    expect(writePythonForm(brackets, () => {})).toBe(false)
    expect(read).toBeLessThan(100)
  })

  it('is told by its bytes where it nests deeper', () => {
    fc.assert(
      fc.property(fc.json({ maxDepth: 8 }), fc.nat(6), (text, limit) => {
        expect(bytesNestDeeper(utf8(text), limit)).toBe(depthOf(JSON.parse(text)) > limit)
      }),
    )
  })

  it('is handed on in parts that one buffer holds', () => {
    const text = JSON.stringify(Array.from({ length: 20_000 }, (_, at) => ({ name: `é${at}`, quantity: at })))
    const [hmac, buffers] = [createHmac('sha256', 'key'), new Set<ArrayBufferLike>()]
    writePythonForm(utf8(text), (part) => {
      buffers.add(part.buffer)
      hmac.update(part)
    })
    expect(buffers.size).toBe(1)
    expect(hmac.digest('hex')).toBe(
      createHmac('sha256', 'key')
        .update(pythonForm(text) ?? '')
        .digest('hex'),
    )
  })
})

function isJson(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}
