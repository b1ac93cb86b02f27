import { shown } from './place.ts'

const MESSAGE =
  /^(.*[\\/]templates[\\/](?:console[\\/])?[\w.-]+\.json): (.*?)(?: in JSON at position \d+ \(line (\d+) column \d+\))?$/

/** A sentence about a file of `templates/` that is no JSON; null for any other error. */
export function templateFault(error: unknown): string | null {
  if (!(error instanceof SyntaxError)) return null
  const [, file, reason, line] = MESSAGE.exec(error.message) ?? []
  if (file === undefined) return null
  const place = line === undefined ? shown(file) : `${shown(file)}:${line}`
  return `${place}: cannot be read: ${reason}. Look at this line and the line before: a comma, a quote or a bracket is missing or stands twice.`
}
