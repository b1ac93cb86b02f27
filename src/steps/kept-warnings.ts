import type { Warning } from '../model/document.ts'

/**
 * The warnings share a row of at most 2 MB with the first MiB of the document. Too many warnings must not fail the
 * delivery.
 */
const MOST = 200
const TEXT = 300

/** Returns the first warnings for storage, with long texts shortened. */
export function keptWarnings(warnings: readonly Warning[]): readonly Warning[] {
  const kept = warnings
    .slice(0, MOST)
    .map((warning) => ({ ...warning, was: excerpt(warning.was), became: excerpt(warning.became) }))
  const left = warnings.length - kept.length
  return left === 0 ? kept : [...kept, { path: '', code: 'omitted', was: `${left} more changes`, became: '' }]
}

const excerpt = (text: string): string =>
  text.length <= TEXT ? text : `${text.slice(0, TEXT).toWellFormed()} … (${text.length} characters)`
