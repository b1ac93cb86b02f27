import fs from 'node:fs'

const TOKEN_BYTES = 4_096

/**
 * Returns the token, or a sentence that says why the file is not used. On Windows the folder's permissions must protect
 * the file.
 */
export function readToken(file: string): { token: string } | string {
  try {
    const there = fs.lstatSync(file)
    if (!there.isFile()) return `${file} must be a file of its own, not a link or a folder.`
    if (process.platform !== 'win32' && (there.mode & 0o077) !== 0)
      return `${file} can be read by others (mode ${(there.mode & 0o777).toString(8)}). Run: chmod 600 ${file}`
    if (there.size > TOKEN_BYTES) return `${file} is too long for a token.`
    const token = fs.readFileSync(file, 'utf8').trim()
    if (token === '') return `${file} is empty. Write the token into it.`
    return /^[\x21-\x7e]+$/.test(token) ? { token } : `${file} must hold the token and nothing else, in one line.`
  } catch (error) {
    const why = error instanceof Error && 'code' in error ? error.code : error
    return `${file} can't be read (${why}).`
  }
}
