import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import type { Printed } from '../fakes/command.ts'
import { runCommands } from '../fakes/command-process.ts'
import { temporaryFolder } from '../fakes/temporary-folder.ts'
import { mistakesOf, STACK } from './mistaken-gateway.ts'

const at = temporaryFolder()

const SCRIPT = `import { defineGateway } from 'orderbridge'
export default defineGateway({
  suppliers: {
    fresco: {
      name: 'Fresco Foods',
      timeZone: 'Europe/Brussels',
      webhook: { secrets: ['HOOK'] },
      routes: [{ name: 'erp', document: { format: 'json' }, transport: { kind: 'mailbox', token: 'BOX' } }],
    },
  },
})
`
const AROUND = 'Look at this line and the line before: a comma, a quote or a bracket is missing or stands twice.'

const CASES = [
  [
    'comma.ts',
    ["'Fresco Foods',", "'Fresco Foods'"],
    `comma.ts:6: cannot be read: Expected ',', got 'ident'. ${AROUND}`,
  ],
  [
    'quote.ts',
    ["'Fresco Foods',", "'Fresco Foods,"],
    `quote.ts:6: cannot be read: Expected ',', got 'ident'. ${AROUND}`,
  ],
  ['end.ts', ['})\n', ''], 'ends too early: a bracket or a quote is not closed. Close it at the end.'],
  [
    'typographic.ts',
    ["'Fresco Foods'", '‘Fresco Foods’'],
    "typographic.ts:5: has a typographic quote ‘. Write straight quotes: 'text'.",
  ],
  [
    'bare.ts',
    ["'Fresco Foods'", 'Fresco'],
    "bare.ts:5: has the word Fresco without quotes. Write a text in quotes: 'Fresco'.",
  ],
  ['default.ts', ['export default ', ''], 'default.ts: exports nothing: write `export default defineGateway({ … })`.'],
  [
    'no-import.ts',
    ["import { defineGateway } from 'orderbridge'\n", ''],
    "no-import.ts:1: uses defineGateway without an import. Write as the first line: import { defineGateway } from 'orderbridge'",
  ],
  [
    'package.ts',
    ["'orderbridge'", "'orderbrige'"],
    "package.ts: imports 'orderbrige', which is not there. Did you mean 'orderbridge'?",
  ],
  [
    'path.ts',
    ["'orderbridge'", "'./src/config'"],
    "which is not there. Write the path with its ending, such as './src/config.ts'.",
  ],
  [
    'name.ts',
    ['{ defineGateway }', '{ defineGatway as defineGateway }'],
    "imports defineGatway, which the module does not have. Did you mean 'defineGateway'?",
  ],
  [
    'environment.ts',
    ["'Fresco Foods'", 'process.env.NO_NAME.trim()'],
    'environment.ts:5: cannot be evaluated: Cannot read properties of undefined',
  ],
  [
    'enum.ts',
    ['export', 'enum A { B }\nexport'],
    "enum.ts:2: uses TypeScript's enum, which Node cannot read. Write plain values in its place.",
  ],
] as const

describe('a file that Node cannot read', () => {
  let printed: readonly Printed[] = []
  beforeAll(() => {
    const folder = mkdtempSync(path.join(tmpdir(), 'orderbridge-unreadable-'))
    for (const [name, [before, after]] of CASES) writeFileSync(path.join(folder, name), SCRIPT.replace(before, after))
    const env = { INIT_CWD: folder }
    printed = runCommands(CASES.map(([name]) => ({ words: ['config', '--config', name, '--out', 'out.json'], env })))
    rmSync(folder, { recursive: true })
  })

  it.each(CASES.map(([name, , sentence], nr) => [name, sentence, nr] as const))('is %s', (_, sentence, nr) => {
    const { status, stderr = '' } = printed[nr] ?? {}
    expect({ status, stderr }).toEqual({ status: 1, stderr: expect.stringContaining(sentence) })
    expect(stderr).not.toMatch(STACK)
  })

  it.each([
    ['cut.json', '{"suppliers": ', 'ends too early'],
    ['comma.json', '{"suppliers": {},\n}', `comma.json:2: cannot be read: `],
    ['comment.json', '{\n// mine\n}', 'JSON allows no comment.'],
    ['utf16.json', Buffer.from('\ufeff{}', 'utf16le'), 'utf16.json: is not UTF-8 text. Save the file as UTF-8.'],
    [
      'gateway.yaml',
      'suppliers:',
      'gateway.yaml: is neither TypeScript nor JSON. Give a file that ends in .ts or .json.',
    ],
  ] as const)('is %s', async (name, text, sentence) => {
    writeFileSync(at(name), text)
    expect(await mistakesOf(at(name))).toContain(sentence)
  })
})
