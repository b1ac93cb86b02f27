import { describe, expect, it } from 'vitest'
import { readNumber, readOptions, UsageError } from '../../src/cli/command.ts'

const KNOWN = { port: 'text', persist: 'text', build: 'switch' } as const

describe('options', () => {
  it('may stand in any order, with or without an equals sign', () => {
    expect(readOptions(['--build', '--port=1', '--persist', 'a b'], KNOWN)).toEqual({
      port: '1',
      persist: 'a b',
      build: true,
    })
    expect(readOptions([], KNOWN)).toEqual({ port: undefined, persist: undefined, build: false })
  })

  it.each([
    [['--prot', '1'], "There is no option --prot. Did you mean '--port'?"],
    [['--port'], '--port needs a value: --port VALUE.'],
    [['8787'], 'Unexpected argument'],
  ])('that are not known are told: %s', (words, message) => {
    expect(() => readOptions(words, KNOWN)).toThrow(UsageError)
    expect(() => readOptions(words, KNOWN)).toThrow(message)
  })

  it.each(['0', '65536', '80.5', '-1', 'http', ''])('are checked as numbers: %s', (text) => {
    expect(() => readNumber(text, 'port', 1, 65535)).toThrow('--port must be a whole number from 1 to 65535')
  })
})
