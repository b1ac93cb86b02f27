import { spawnSync } from 'node:child_process'
import path from 'node:path'
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

it.each([
  [['ordrs'], "There is no command 'ordrs'. Did you mean 'orders'? (npx orderbridge --help)"],
  [
    ['tail', '--suplier', 'x'],
    "There is no option --suplier. Did you mean '--supplier'? (npx orderbridge tail --help)",
  ],
  [['orders', 'relase', 'PO-1'], "Orders know no 'relase'. Did you mean 'release'? (npx orderbridge orders --help)"],
])('a mistake in the terminal is one line with a suggestion: %j', (words, line) => {
  const { status, stderr } = spawnSync(process.execPath, [path.resolve('src/cli/main.ts'), ...words], {
    encoding: 'utf8',
  })
  expect({ status, stderr }).toEqual({ status: 2, stderr: `${line}\n` })
})

it('a command is loaded from the compile cache when it runs again', () => {
  const env = { ...process.env, NODE_DEBUG_NATIVE: 'COMPILE_CACHE', NODE_COMPILE_CACHE: undefined }
  const run = () =>
    spawnSync(process.execPath, [path.resolve('src/cli/main.ts'), '--version'], { encoding: 'utf8', env })
  run()
  const { stdout, stderr } = run()
  expect(stdout + stderr).toMatch(
    /retrieving transpile cache for StrippedTypeScript \S+\/command-line\.ts\.\.\.success/,
  )
})
