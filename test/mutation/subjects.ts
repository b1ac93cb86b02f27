import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'

/** What is mutated, and which tests could notice: both by what imports what, nothing by hand. */

/**
 * Every format there is, and what of `documents` writing goes through. Outside are the readers of acknowledgements,
 * which write nothing and which no format imports, and what a format shares with the rest of the gateway: orders,
 * decimals, local time.
 */
const WRITERS = ['src/documents/registry.ts']
const SUBJECT = /^src\/(documents\/|text\/charset\.ts)/
/** Where tests stand that call a writer in their own process, and for its own sake. */
const TESTS = /^test\/((config|documents|readback)\/.+|text\/charset|config|readme|architecture)\.test\.ts$/

export interface Subject {
  readonly file: string
  readonly text: string
}

export function subjects(root: string): Subject[] {
  return closureOf(root, WRITERS)
    .filter((file) => SUBJECT.test(file))
    .map((file) => ({ file, text: textOf(root, file) }))
}

/** Each file with itself and whatever it serves, however far. The registry, which everything serves, says nothing. */
export function importersOf(root: string, some: readonly Subject[]): ReadonlyMap<string, ReadonlySet<string>> {
  const found = new Map(some.map(({ file }) => [file, new Set<string>()]))
  for (const { file } of some)
    if (!WRITERS.includes(file)) for (const served of closureOf(root, [file])) found.get(served)?.add(file)
  return found
}

/** What each file imports itself: it may do nothing but hand its own to that. */
export const importsOf = (some: readonly Subject[]): ReadonlyMap<string, ReadonlySet<string>> =>
  new Map(some.map(({ file, text }) => [file, new Set(imported(file, text))]))

/** The files of tests through which one of these can be reached. */
export function testsOf(root: string, some: readonly Subject[]): string[] {
  const wanted = new Set(some.map(({ file }) => file))
  return readdirSync(path.join(root, 'test'), { recursive: true, encoding: 'utf8' })
    .map((name) => `test/${name.split(path.sep).join('/')}`)
    .filter((test) => TESTS.test(test) && closureOf(root, [test]).some((file) => wanted.has(file)))
    .sort()
}

/** A file of tests, all that it imports, and what makes the mutants. */
export const textsBehind = (root: string, test: string): string[] =>
  closureOf(root, [test, 'test/mutation/mutants.ts']).map((file) => textOf(root, file))

/** Those named after the file, or its room, come first, the ones that read everything back last. */
export function distance(test: string, file: string): number {
  const [stem = ''] = path.basename(file, '.ts').split(/[.-]/)
  const room = path.basename(path.dirname(file))
  if (path.basename(test).startsWith(stem) || (room !== 'documents' && test.startsWith(`test/documents/${room}`)))
    return 0
  return test.startsWith('test/documents/') ? 1 : 2
}

const texts = new Map<string, string>()
function textOf(root: string, file: string): string {
  const known = texts.get(file) ?? readFileSync(path.join(root, file), 'utf8')
  texts.set(file, known)
  return known
}

function closureOf(root: string, entries: readonly string[]): string[] {
  const found = new Set<string>()
  const queue = [...entries]
  for (let file = queue.pop(); file !== undefined; file = queue.pop()) {
    if (found.has(file)) continue
    found.add(file)
    queue.push(...imported(file, textOf(root, file)))
  }
  return [...found].sort()
}

const imported = (file: string, text: string): string[] =>
  [...text.matchAll(/^import (type )?[^']*?'(\.[^']+\.ts)'/gm)].flatMap(([, type, target = '']) =>
    type ? [] : [path.posix.join(path.posix.dirname(file), target)],
  )
