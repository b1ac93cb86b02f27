import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'

/** What is mutated, and which tests could notice: both by what imports what, nothing by hand. */

const root = path.resolve(import.meta.dirname, '../..')
const WRITERS = [
  ...['edifact-d96a', 'edifact-d01b', 'x12-850-4010', 'x12-850-5010', 'tradacoms-orders-9', 'ubl-order-2.1'].map(
    (format) => `src/documents/${format}.ts`,
  ),
  'src/charset.ts',
]
const TEST_FOLDERS = ['test/documents', 'test/readback']

export interface Subject {
  readonly file: string
  readonly text: string
  /** Those named after the file first, the ones that read everything back last. */
  readonly tests: readonly string[]
}

/** Every file that writing one of these documents goes through, with the tests that import it. */
export function subjects(): Subject[] {
  const files = closureOf(WRITERS).filter((file) => /^src\/(documents\/|charset\.ts)/.test(file))
  const tests = TEST_FOLDERS.flatMap((folder) =>
    readdirSync(path.join(root, folder)).flatMap((name) => (name.endsWith('.test.ts') ? [`${folder}/${name}`] : [])),
  )
  tests.push('test/charset.test.ts')
  const reach = new Map(tests.map((test) => [test, new Set(closureOf([test]))]))
  return files.map((file) => ({
    file,
    text: textOf(file),
    tests: tests
      .filter((test) => reach.get(test)?.has(file))
      .sort((one, other) => rank(one, file) - rank(other, file) || textOf(one).length - textOf(other).length),
  }))
}

function rank(test: string, file: string): number {
  const [stem = ''] = path.basename(file, '.ts').split(/[.-]/)
  if (path.basename(test).startsWith(stem)) return 0
  return test.startsWith('test/readback/') ? 1 : /acknowledgement/.test(test) ? 3 : 2
}

const texts = new Map<string, string>()
function textOf(file: string): string {
  const known = texts.get(file) ?? readFileSync(path.join(root, file), 'utf8')
  texts.set(file, known)
  return known
}

function closureOf(entries: readonly string[]): string[] {
  const found = new Set<string>()
  const queue = [...entries]
  for (let file = queue.pop(); file !== undefined; file = queue.pop()) {
    if (found.has(file)) continue
    found.add(file)
    for (const [, type, target = ''] of textOf(file).matchAll(/^import (type )?[^']*?'(\.[^']+\.ts)'/gm))
      if (!type) queue.push(path.posix.join(path.posix.dirname(file), target))
  }
  return [...found].sort()
}
