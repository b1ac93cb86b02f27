import type { Warning } from '../../model/document.ts'
import { amount } from '../content/amounts.ts'
import type { Digits, Path } from '../content/elements.ts'
import type { XmlChildren } from '../xml/writer.ts'

export const segment = (fields: XmlChildren): XmlChildren => ({ '@SEGMENT': '1', ...fields })

/** Converts `YYYY-MM-DD` to CCYYMMDD. */
export const days = (date: string): string => date.replaceAll('-', '')

/** Converts `HH:MM:SS` to HHMMSS. */
export const hours = (time: string): string => time.replaceAll(':', '')

/** An amount for a character field, in which sign and point need places too. */
export function sized(posted: string | null, field: Digits, path: Path, warnings: Warning[]): string | undefined {
  const before = warnings.length
  const value = amount(posted, field, path, warnings)
  if (value === null || value.length <= field.max) return value ?? undefined
  warnings.splice(before)
  warnings.push({ path: path(), code: 'omitted', was: posted ?? '', became: '' })
  return undefined
}
