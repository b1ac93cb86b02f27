import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import packageJson from '../package.json' with { type: 'json' }

export interface Import {
  /** Relative to the project: `src/model/order/order.ts`, or a package as it is written. */
  readonly target: string
  readonly typeOnly: boolean
}

/** The parts that a build may replace, such as `#formats`, with the source file behind each. */
const PARTS = new Map(
  Object.entries(packageJson.imports)
    .filter(([, file]) => file.startsWith('./src/'))
    .map(([name, file]) => [name, path.posix.normalize(file)]),
)

/** The source files of a project, by their path relative to it, in alphabetical order. */
export function readSources(root: string): Map<string, string> {
  const files = readdirSync(path.join(root, 'src'), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(root, path.join(entry.parentPath, entry.name)).split(path.sep).join('/'))
    .sort()
  return new Map(files.map((file) => [file, readFileSync(path.join(root, file), 'utf8')]))
}

export function importsIn(file: string, text: string): Import[] {
  const found: Import[] = []
  const resolve = (target: string): string =>
    target.startsWith('.') ? path.posix.join(path.posix.dirname(file), target) : (PARTS.get(target) ?? target)
  for (const [, type, target = ''] of text.matchAll(/^(?:import|export)\s+(type\s)?[^'"=;()]*?\bfrom\s+'([^']+)'/gm)) {
    found.push({ target: resolve(target), typeOnly: type !== undefined })
  }
  for (const [, target = ''] of text.matchAll(/\bimport(?:\(|\s)'([^']+)'/g)) {
    found.push({ target: resolve(target), typeOnly: false })
  }
  return found
}

/** A room is a folder of `src`, or a file that lies in `src` itself. */
export const roomOf = (file: string): string => file.split('/')[1] ?? ''
