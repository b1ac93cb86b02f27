import { spawnSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import type { Texts } from './figures.ts'

const PAGES = ['README.md', 'CONTRIBUTING.md', 'SECURITY.md', 'templates/README.md']

/** Reads what `npm run voice` measures: the source, the pages, the templates, and the subjects of the commits after `subjectsAfter`. */
export function readTexts(root: string, subjectsAfter: string): Texts {
  return {
    sources: readAll(root, filesIn(root, 'src', '.ts')),
    pages: readAll(root, [...PAGES, ...filesIn(root, 'docs', '.md')]),
    templates: readAll(root, filesIn(root, 'templates', '.json')),
    subjects: readSubjects(root, subjectsAfter),
  }
}

function filesIn(root: string, folder: string, ending: string): string[] {
  return readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith(ending))
    .map((file) => `${folder}/${file.split(path.sep).join('/')}`)
    .sort()
}

const readAll = (root: string, files: readonly string[]): Map<string, string> =>
  new Map(files.map((file) => [file, readFileSync(path.join(root, file), 'utf8')]))

/** Null without Git, and in a clone whose history ends before `subjectsAfter`. */
function readSubjects(root: string, subjectsAfter: string): Map<string, string> | null {
  const words = ['log', '--no-merges', '--format=%h %s', `${subjectsAfter}..HEAD`]
  const { status, stdout } = spawnSync('git', words, { cwd: root, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 })
  if (status !== 0) return null
  const lines = stdout.split('\n').filter((line) => line !== '')
  return new Map(lines.map((line) => [line.slice(0, line.indexOf(' ')), line.slice(line.indexOf(' ') + 1)]))
}
