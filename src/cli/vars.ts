import { err, ok, type Result } from '../model/result.ts'

/** Secrets by name, as in a vars file. The last value of a repeated name counts. */
export type Vars = ReadonlyMap<string, string>

/**
 * Reads `NAME=value` lines. wrangler's reader expands `$` and cuts at `#`; this reader passes a password on unchanged.
 * Without quotes a `#` begins a comment only after white space, and white space at both ends is removed. 'Single
 * quotes' preserve all characters. "Double quotes" know \n, \" and \\. Both may span lines. A sentence about a mistake
 * names the line and never repeats its content.
 */
export function parseVars(text: string): Result<Vars, string[]> {
  const vars = new Map<string, string>()
  const complaints: string[] = []
  const entry = /^[ \t]*(?:export[ \t]+)?([A-Za-z_][A-Za-z0-9_]*)[ \t]*=[ \t]*/
  let rest = text.replace(/^\uFEFF/, '')
  let line = 1
  const take = (length: number): string => {
    const taken = rest.slice(0, length)
    rest = rest.slice(length)
    line += taken.split('\n').length - 1
    return taken
  }
  while (rest !== '') {
    const name = entry.exec(rest)
    if (!name) {
      const skipped = take(lineLength(rest)).trim()
      if (skipped !== '' && !skipped.startsWith('#')) complaints.push(`line ${line} is not of the form NAME=value`)
      take(1)
      continue
    }
    const begins = line
    take(name[0].length)
    const quoted = /^'([^']*)'|^"((?:[^"\\]|\\.)*)"/s.exec(rest)
    if (quoted) {
      take(quoted[0].length)
      const tail = take(lineLength(rest)).trim()
      if (tail !== '' && !tail.startsWith('#')) complaints.push(`line ${line} goes on after the closing quote`)
      vars.set(name[1] ?? '', quoted[1] ?? withoutEscapes(quoted[2] ?? ''))
    } else {
      if (/^['"]/.test(rest)) complaints.push(`line ${begins} opens a quote that is never closed`)
      vars.set(name[1] ?? '', withoutComment(take(lineLength(rest))))
    }
    take(1)
  }
  return complaints.length > 0 ? err(complaints) : ok(vars)
}

/** Writes vars so that `parseVars` reads the same vars. */
export const formatVars = (vars: Vars): string =>
  [...vars].map(([name, value]) => `${name}=${formatValue(value)}\n`).join('')

function formatValue(value: string): string {
  if (/^[\w./:@%+=,-]*$/.test(value)) return value
  if (!/['\r\n]/.test(value)) return `'${value}'`
  return `"${value.replace(/[\\"]/g, '\\$&')}"`
}

const withoutEscapes = (text: string): string =>
  text.replace(/\\([n"\\])/g, (_, letter) => (letter === 'n' ? '\n' : letter))

const withoutComment = (text: string): string => text.replace(/(^|\s)#.*$/, '').trim()

function lineLength(text: string): number {
  const end = text.indexOf('\n')
  return end < 0 ? text.length : end
}
