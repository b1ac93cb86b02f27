import type { Warning } from '../document.ts'

/** They lie in a row with the first MiB of the document, and a row holds 2 MB: a delivery must not fail over what is noted of it. */
const MOST = 200
const TEXT = 300

/** What is kept of the changes that a writer made: the first of them, and of a long text its beginning. */
export function keptWarnings(warnings: readonly Warning[]): readonly Warning[] {
  const kept = warnings.slice(0, MOST).map((one) => ({ ...one, was: excerpt(one.was), became: excerpt(one.became) }))
  const left = warnings.length - kept.length
  return left === 0 ? kept : [...kept, { path: '', code: 'omitted', was: `${left} more changes`, became: '' }]
}

const excerpt = (text: string): string =>
  text.length <= TEXT ? text : `${text.slice(0, TEXT).toWellFormed()} … (${text.length} characters)`
