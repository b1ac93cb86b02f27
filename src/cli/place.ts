import path from 'node:path'

/** Folder of the project. */
export const ROOT = path.resolve(import.meta.dirname, '../..')

/** Resolves a path against the caller's folder: npm runs its scripts in the project's folder. */
export const fromCaller = (file: string): string => path.resolve(process.env.INIT_CWD ?? process.cwd(), file)

/** The file from the options; default: the project's file. */
export const fileOr = (file: string | undefined, own: string): string =>
  file === undefined ? path.join(ROOT, own) : fromCaller(file)

/** A path for people: relative if the file is below the current folder. */
export function shown(file: string): string {
  const relative = path.relative(fromCaller('.'), file)
  return relative === '' || relative.startsWith('..') || path.isAbsolute(relative) ? file : relative
}
