import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { aliasedFile } from './aliases.ts'

/** A part of the project whose mistakes the tests should notice. Imports decide which files and tests belong to it. */
export interface Part {
  /** Files whose imports, direct and indirect, are the candidates. */
  readonly entries: readonly string[]
  /** Candidates to change. */
  readonly files: RegExp
  /** Tests that run the part in their own process. */
  readonly tests: RegExp
}

/** Files below src/documents that read a receiver's reply, or name the places of a document for a page. */
const READERS =
  '(answers/|captions/|.+/(captions|acknowledgements|answer|contrl.*|ordrsp|855|functional|error-codes|order-response|reader|segment-reader|envelope)\\.ts|specimen)'
const DOCUMENT_TESTS = /^test\/((config|documents|readback)\/.+|text\/charset|config|readme|architecture)\.test\.ts$/

export const PARTS: Readonly<Record<string, Part>> = {
  writers: {
    entries: ['src/documents/every-format.ts'],
    files: new RegExp(`^src/(documents/(?!${READERS})|text/charset\\.ts)`),
    tests: DOCUMENT_TESTS,
  },
  readers: {
    entries: ['src/documents/every-format.ts'],
    files: new RegExp(`^src/documents/${READERS}`),
    tests: DOCUMENT_TESTS,
  },
  // The decisions behind the promises: which version is sent, when, how often, and what ends a delivery.
  outbox: {
    entries: ['src/supplier/supplier-outbox.ts'],
    files: new RegExp(
      `^src/(${[
        'outbox/(accept|blobs|decide|deliveries|documents|due|due-row|lanes|new-deliveries|numbers|purge|purge-round|queue)',
        'outbox/(reinstate|release-unconfirmed|request-ledger|settle|start-accepted|timeline|unconfirmed|waits-for|wake)',
        'outbox/(actions|answers|batch)/.+|outbox/route/(circuit-breaker|customer-sequence|fallback-chain|pace|pause)',
        'outbox/mailbox/(couriers|mailbox)|steps/(record|render|deliver|lease-next)|model/(backoff|delivery-state)',
      ].join('|')})\\.ts$`,
    ),
    tests: /^test\/(outbox|steps|supplier)\/.+\.test\.ts$/,
  },
}

export interface Subject {
  readonly file: string
  readonly text: string
}

export function subjects(root: string, { entries, files }: Part): Subject[] {
  return closureOf(root, entries)
    .filter((file) => files.test(file))
    .map((file) => ({ file, text: textOf(root, file) }))
}

/** Each file with the file itself and its importers, direct and indirect. An entry imports every file, so it is left out. */
export function importersOf(
  root: string,
  { entries }: Part,
  some: readonly Subject[],
): ReadonlyMap<string, ReadonlySet<string>> {
  const found = new Map(some.map(({ file }) => [file, new Set<string>()]))
  for (const { file } of some)
    if (!entries.includes(file)) for (const served of closureOf(root, [file])) found.get(served)?.add(file)
  return found
}

/** What each file imports itself: it may do nothing but hand its own to that. */
export const importsOf = (some: readonly Subject[]): ReadonlyMap<string, ReadonlySet<string>> =>
  new Map(some.map(({ file, text }) => [file, new Set(imported(file, text))]))

/** Hooks and stubs of Vitest, which the runner does not have. A file with one of them is left out. */
const NEEDS_VITEST = /^import \{[^}]*\b(vi|beforeAll|beforeEach|afterAll|afterEach)\b[^}]*\} from 'vitest'/m

/** The files of tests that import one of these files, directly or indirectly. */
export function testsOf(root: string, { tests }: Part, some: readonly Subject[]): string[] {
  const wanted = new Set(some.map(({ file }) => file))
  return readdirSync(path.join(root, 'test'), { recursive: true, encoding: 'utf8' })
    .map((name) => `test/${name.split(path.sep).join('/')}`)
    .filter((test) => tests.test(test) && !NEEDS_VITEST.test(textOf(root, test)))
    .filter((test) => closureOf(root, [test]).some((file) => wanted.has(file)))
    .sort()
}

/** A file of tests, all its imports, and the code that makes the mutants and runs the tests. */
export const textsBehind = (root: string, test: string): string[] =>
  closureOf(root, [test, 'test/mutation/mutants.ts', 'test/mutation/runner.ts']).map((file) => textOf(root, file))

/** Tests named after the file or its folder come first, tests of other rooms last. */
export function distance(test: string, file: string): number {
  const [stem = ''] = path.basename(file, '.ts').split(/[.-]/)
  const [, room = '', ...folders] = path.dirname(file).split('/')
  const isNamed = path.basename(test).startsWith(stem)
  if (isNamed || (folders.length > 0 && test.startsWith(`test/${[room, ...folders].join('/')}`))) return 0
  return test.startsWith(`test/${room}/`) ? 1 : 2
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
  [...text.matchAll(/^import (type )?[^']*?'([.#][^']+)'/gm)].flatMap(([, type, target = '']) => {
    const found = aliasedFile(target) ?? path.posix.join(path.posix.dirname(file), target)
    return type || !found.endsWith('.ts') ? [] : [found]
  })
