import { randomBytes } from 'node:crypto'
import { copyFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs'
import type { SecretName } from '../../profile/secret-names.ts'
import { CONSOLE_SECRET } from '../demo-secrets.ts'
import { shown } from '../place.ts'
import { formatVars, type Vars } from '../vars.ts'

/** The name of the next copy of a file: `….bak`, then `….2.bak`. No copy replaces an earlier copy. */
export function copyName(file: string): string {
  const nameOf = (count: number): string => (count === 1 ? `${file}.bak` : `${file}.${count}.bak`)
  let count = 1
  while (existsSync(nameOf(count))) count += 1
  return nameOf(count)
}

/** Writes a file. A file of that name with another text is copied first. */
export function writeKeeping(file: string, text: string, say: (line: string) => void): void {
  if (existsSync(file) && readFileSync(file, 'utf8') !== text) {
    const copy = copyName(file)
    copyFileSync(file, copy)
    say(`Kept the earlier ${shown(file)} as ${shown(copy)}.`)
  }
  writeFileSync(file, text)
  say(`Wrote ${shown(file)}.`)
}

/**
 * Adds the missing secrets to the vars file: random values for the gateway's own secrets, and blank ones that a person
 * must fill in. Never changes a line that is there. Returns the names that are blank.
 */
export function addSecrets(file: string, names: readonly SecretName[], known: Vars): string[] {
  const wanted = [CONSOLE_SECRET, ...names]
  const added = wanted.filter(({ name }) => !known.has(name))
  const lines = added.map(({ name, usedBy, guards }) => {
    const value = guards ? randomBytes(24).toString('hex') : ''
    return `# For ${usedBy.join(', ')}.\n${formatVars(new Map([[name, value]]))}`
  })
  const before = existsSync(file)
    ? readFileSync(file, 'utf8').replace(/\n?$/, '\n')
    : '# Secrets for this machine. Never commit this file. In production set each with `npm run wrangler -- secret put NAME`.\n'
  if (added.length > 0) writeFileSync(file, before + lines.join(''), { mode: 0o600 })
  const blank = ({ name, guards }: SecretName): boolean => (known.has(name) ? !known.get(name)?.trim() : !guards)
  return wanted.filter(blank).map(({ name }) => name)
}
