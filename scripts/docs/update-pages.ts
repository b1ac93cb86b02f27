import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'

/**
 * Writes the pages whose file in the folder has another text, or only names these pages. Returns the sentence about them,
 * or null for a check that found none.
 */
export function updatePages(pages: ReadonlyMap<string, string>, folder: string, onlyCheck: boolean): string | null {
  const stale = [...pages].filter(([name, text]) => {
    const file = path.join(folder, name)
    return !existsSync(file) || readFileSync(file, 'utf8') !== text
  })
  const names = stale.map(([name]) => name).join(', ')
  if (onlyCheck) return stale.length === 0 ? null : `Stale: ${names}. The code has changed since: run \`npm run docs\`.`
  for (const [name, text] of stale) {
    const file = path.join(folder, name)
    mkdirSync(path.dirname(file), { recursive: true })
    writeFileSync(file, text)
  }
  return stale.length === 0 ? 'Every page was fresh.' : `Wrote ${names}.`
}
