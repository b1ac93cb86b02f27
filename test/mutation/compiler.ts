import { execFile } from 'node:child_process'
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { type Mutant, withMutant } from './mutants.ts'
import type { Subject } from './subjects.ts'

/** Folders are numbered through, because several files of mutants may compile at the same time. */
let made = 0

/** Errors of grammar have these numbers; while there is one, the compiler looks no further. */
const OF_GRAMMAR = /^TS1\d{3}$/

/**
 * Which of a file's mutants do not compile: such a mistake is never committed, whatever the tests say. Each is put in a
 * folder of its own beside `src`, with a copy of the files around it that could complain, and all compile at once.
 */
export async function uncompiled(
  folder: string,
  subject: Subject,
  mutants: readonly Mutant[],
  around: readonly Subject[],
): Promise<ReadonlySet<Mutant>> {
  const copied = new Set([subject, ...around].map(({ file }) => file))
  const copies = new Map<string, Mutant>()
  const homes = mutants.map(() => `src~${made++}`)
  for (const [at, mutant] of mutants.entries())
    for (const { file, text } of [{ file: subject.file, text: withMutant(mutant, subject.text) }, ...around]) {
      const copy = file.replace(/^src/, homes[at] ?? '')
      copies.set(copy, mutant)
      mkdirSync(path.join(folder, path.dirname(copy)), { recursive: true })
      writeFileSync(path.join(folder, copy), moved(text, file, copied))
    }
  const refused = new Set<Mutant>()
  try {
    for (let isUngrammatical = mutants.length > 0; isUngrammatical; ) {
      isUngrammatical = false
      const left = [...copies].flatMap(([copy, mutant]) => (refused.has(mutant) ? [] : [copy]))
      for (const { file, code } of await errorsIn(folder, left)) {
        const mutant = copies.get(file)
        if (!mutant) throw new Error(`${file} does not compile without any mutant: ${code}`)
        refused.add(mutant)
        isUngrammatical ||= OF_GRAMMAR.test(code)
      }
    }
  } finally {
    for (const home of homes) rmSync(path.join(folder, home), { recursive: true })
  }
  return refused
}

/** As it stands in the folder of a mutant: what isn't copied there is imported from where it was. */
function moved(text: string, file: string, copied: ReadonlySet<string>): string {
  const from = path.posix.dirname(file)
  return text.replace(/(\bfrom |^import )'(\.[^']+)'/gm, (whole, word: string, target: string) => {
    const wanted = path.posix.join(from, target)
    return copied.has(wanted) ? whole : `${word}'${path.posix.relative(from.replace(/^src/, 'src~'), wanted)}'`
  })
}

interface Mistake {
  readonly file: string
  readonly code: string
}

async function errorsIn(folder: string, files: readonly string[]): Promise<readonly Mistake[]> {
  const project = path.join(folder, `tsconfig.${made++}.json`)
  const settings = {
    extends: './tsconfig.json',
    compilerOptions: { types: ['@cloudflare/workers-types'] },
    files,
    include: ['templates'],
    exclude: [],
  }
  writeFileSync(project, JSON.stringify(settings))
  const compiler = path.resolve(import.meta.dirname, '../../node_modules/typescript/bin/tsc')
  const words = [compiler, '-p', project, '--pretty', 'false']
  const { promise, resolve } = Promise.withResolvers<string>()
  execFile(process.execPath, words, { cwd: folder, maxBuffer: 100_000_000 }, (_, stdout) => resolve(stdout))
  return [...(await promise).matchAll(/^(\S+)\(\d+,\d+\): error (TS\d+)/gm)].map(([, file = '', code = '']) => ({
    file,
    code,
  }))
}
