import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readTraceState } from '../../src/model/trace-state.ts'
import { anyCharacter } from '../fakes/any-character.ts'

const member = (at: number, length: number): string => `k${at}=`.padEnd(length, 'v')
const members = (count: number, length: number): string[] =>
  Array.from({ length: count }, (_, at) => member(at, length))

describe('a tracestate', () => {
  it.each([
    ['rojo=00f067aa0ba902b7', 'rojo=00f067aa0ba902b7'],
    ['congo=t61rcWkgMzE, rojo=00f067aa0ba902b7', 'congo=t61rcWkgMzE,rojo=00f067aa0ba902b7'],
    ['a=1,\t ,b=2,', 'a=1,b=2'],
    ['tenant@vendor=x y', 'tenant@vendor=x y'],
    ['0tenant/_-*@v=!', '0tenant/_-*@v=!'],
    [members(32, 8).join(','), members(32, 8).join(',')],
  ])('is passed on: %s', (header, passed) => expect(readTraceState(header)).toBe(passed))

  it.each([
    null,
    '',
    ' , ',
    'a',
    '=1',
    'a=',
    'A=1',
    '0a=1',
    'a=1=2',
    'a=ä',
    'a=1,a=2',
    'tenant@=1',
    `${'a'.repeat(257)}=1`,
    `a=${'v'.repeat(257)}`,
    members(33, 8).join(','),
  ])('is dropped as malformed: %s', (header) => expect(readTraceState(header)).toBeNull())

  it('of more than 512 characters loses the members above 128 characters, then the last members', () => {
    const long = [member(0, 100), `long=${'v'.repeat(150)}`, member(1, 120), member(2, 120), member(3, 120)]
    expect(readTraceState(long.join(','))).toBe([long[0], ...long.slice(2)].join(','))
    expect(readTraceState(members(6, 100).join(','))).toBe(members(5, 100).join(','))
    expect(readTraceState(`long=${'v'.repeat(250)},longer=${'v'.repeat(254)}`)).toBe(`long=${'v'.repeat(250)}`)
  })

  it('stays the same when the next system reads it, and never breaks out of its header', () => {
    const key = fc.stringMatching(/^[a-z][a-z0-9_*/-]{0,9}$/)
    const value = fc.stringMatching(/^[!-+\--<>-~]{1,60}$/)
    const list = fc.array(
      fc.tuple(key, value).map(([name, text]) => `${name}=${text}`),
      { maxLength: 40 },
    )
    fc.assert(
      fc.property(
        fc.oneof(
          list.map((all) => all.join(', ')),
          fc.string({ unit: anyCharacter }),
        ),
        (header) => {
          const passed = readTraceState(header)
          if (passed === null) return
          expect(passed.length).toBeLessThanOrEqual(512)
          expect(passed).toMatch(/^[\x20-\x7e]+$/)
          expect(readTraceState(passed)).toBe(passed)
        },
      ),
    )
  })
})
