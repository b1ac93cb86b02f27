import path from 'node:path'

/** The folder of the project. */
export const ROOT = path.resolve(import.meta.dirname, '../..')

/** A path as the person meant it who typed it: npm runs its scripts in the project's folder, wherever it was called. */
export const fromCaller = (file: string): string => path.resolve(process.env.INIT_CWD ?? process.cwd(), file)

/** The given file, or the project's own when none was given. */
export const fileOr = (given: string | undefined, own: string): string =>
  given === undefined ? path.join(ROOT, own) : fromCaller(given)

/** A path for a person to read: short when it lies below the folder they are in. */
export function shown(file: string): string {
  const relative = path.relative(fromCaller('.'), file)
  return relative === '' || relative.startsWith('..') || path.isAbsolute(relative) ? file : relative
}
