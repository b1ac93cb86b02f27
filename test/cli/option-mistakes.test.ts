import { writeFileSync } from 'node:fs'
import { beforeEach, describe, expect, it } from 'vitest'
import { COMMANDS } from '../../src/cli/commands.ts'
import { temporaryFolder } from '../fakes/temporary-folder.ts'
import { fresco } from './mistaken-gateway.ts'

const at = temporaryFolder()

beforeEach(() => {
  writeFileSync(at('good.json'), JSON.stringify({ suppliers: { fresco: fresco() } }))
  writeFileSync(at('my.vars'), 'HOOK=a-secret-of-this-test\nCONSOLE_TOKEN=a-token-of-this-test\n')
})

const OPTIONS: readonly (readonly [string, string, readonly string[], string])[] = [
  ['misspelt', 'config', ['--confg', 'x'], "There is no option --confg. Did you mean '--config'?"],
  ['without its value', 'config', ['--config'], '--config needs a value: --config VALUE.'],
  ['left out', 'config', ['x.ts'], "Unexpected argument 'x.ts'."],
  ['a word for a port', 'start', ['--port', 'http'], "--port must be a whole number from 1 to 65535, not 'http'."],
  [
    'a route that is not there',
    'render',
    ['--config', 'GOOD', '--route', 'epr'],
    "There is no route 'epr'. Give 'erp'.",
  ],
  ['half a format', 'render', ['--format', 'edifact'], "There is no format 'edifact'. Did you mean 'edifact-d96a'?"],
  [
    'a purpose of another name',
    'render',
    ['--format', 'json', '--purpose', 'cancel'],
    "Give 'original', 'replacement' or 'cancellation'.",
  ],
  [
    'an order file that is not there',
    'render',
    ['--format', 'json', '--file', 'none.json'],
    'There is no file none.json.',
  ],
  [
    'an address without http',
    'order',
    ['--url', 'orders.example', '--vars', 'VARS'],
    '--url must be a whole address, such as http://localhost:8787',
  ],
  ['a form of another name', 'order', ['--form', 'pyton'], "--form must be raw or python, not 'pyton'."],
  [
    'a supplier that is not there',
    'doctor',
    ['--config', 'GOOD', '--vars', 'VARS', '--supplier', 'fresko'],
    "There is no supplier 'fresko'. Give 'fresco'.",
  ],
  ['an action of another name', 'orders', ['lst'], "Orders know no 'lst'. Did you mean 'list'?"],
  ['no order', 'orders', ['show'], 'Give the number or id: orders show PO-1001'],
  ['no supplier', 'poll', [], 'Give --supplier: whose order API is read?'],
]

describe('an option with a mistake', () => {
  it.each(OPTIONS)('is %s', async (_, name, words, sentence) => {
    const command = await COMMANDS[name]?.load()
    const files: Readonly<Record<string, string>> = { GOOD: at('good.json'), VARS: at('my.vars') }
    await expect(command?.run(words.map((word) => files[word] ?? word))).rejects.toThrow(sentence)
  })
})
