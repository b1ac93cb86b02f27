import { LANGUAGES, type Language } from '../../model/language.ts'

export const isLanguage = (text: string | undefined): text is Language =>
  LANGUAGES.some((language) => language === text)

/** The language of the switch, else the first that the browser prefers and the console has, else the supplier's. */
export function chooseLanguage(chosen: string | undefined, accepted: string | undefined, fallback: Language): Language {
  return isLanguage(chosen) ? chosen : (preferred(accepted ?? '') ?? fallback)
}

/** Reads `Accept-Language` (RFC 9110 §12.5.4). */
function preferred(header: string): Language | undefined {
  const ranges = header
    .slice(0, HEADER_LENGTH)
    .split(',')
    .map((part) => {
      const [tag = '', ...settings] = part.trim().split(';')
      const quality = settings.map((setting) => /^\s*q=([\d.]+)\s*$/.exec(setting)?.[1]).find(Boolean)
      return { name: tag.slice(0, 2).toLowerCase(), quality: Number(quality ?? 1) }
    })
  return ranges
    .filter(({ quality }) => quality > 0)
    .sort((a, b) => b.quality - a.quality)
    .map(({ name }) => name)
    .find(isLanguage)
}

const HEADER_LENGTH = 500
