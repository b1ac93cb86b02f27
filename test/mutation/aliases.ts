import { readFileSync } from 'node:fs'
import path from 'node:path'

const packageFile = path.resolve(import.meta.dirname, '../../package.json')
const { imports }: { readonly imports: Readonly<Record<string, string>> } = JSON.parse(
  readFileSync(packageFile, 'utf8'),
)

/** The file behind a name such as `#formats`, from the folder of the project; null for another specifier. */
export const aliasedFile = (specifier: string): string | null => {
  const target = imports[specifier]
  return target === undefined ? null : path.posix.normalize(target)
}
