import type { Language } from '../../model/language.ts'

const UNITS = ['kilobyte', 'megabyte', 'gigabyte'] as const

/** `4.6 GB` in the words and with the decimal sign of the language. */
export function bytesText(bytes: number, language: Language): string {
  const unit = bytes < 1e6 ? 0 : bytes < 1e9 ? 1 : 2
  const format = { style: 'unit', unit: UNITS[unit] ?? 'kilobyte', maximumFractionDigits: 1 } as const
  return new Intl.NumberFormat(language, format).format(bytes / 1000 ** (unit + 1))
}
