import type { Language } from '../../model/language.ts'

/** The settings that a supplier's country decides. */
interface Country {
  readonly timeZone: string
  readonly currency: string
  readonly language: Language
}

const euro = (timeZone: string, language: Language = 'en'): Country => ({ timeZone, currency: 'EUR', language })

/** By ISO 3166-1 code. Where people speak several languages, the first is proposed. */
export const COUNTRIES: Readonly<Record<string, Country>> = {
  AT: euro('Europe/Vienna', 'de'),
  BE: euro('Europe/Brussels', 'nl'),
  CH: { timeZone: 'Europe/Zurich', currency: 'CHF', language: 'de' },
  CZ: { timeZone: 'Europe/Prague', currency: 'CZK', language: 'en' },
  DE: euro('Europe/Berlin', 'de'),
  DK: { timeZone: 'Europe/Copenhagen', currency: 'DKK', language: 'en' },
  ES: euro('Europe/Madrid'),
  FI: euro('Europe/Helsinki'),
  FR: euro('Europe/Paris', 'fr'),
  GB: { timeZone: 'Europe/London', currency: 'GBP', language: 'en' },
  IE: euro('Europe/Dublin'),
  IT: euro('Europe/Rome'),
  LU: euro('Europe/Luxembourg', 'fr'),
  NL: euro('Europe/Amsterdam', 'nl'),
  NO: { timeZone: 'Europe/Oslo', currency: 'NOK', language: 'en' },
  PL: { timeZone: 'Europe/Warsaw', currency: 'PLN', language: 'en' },
  PT: euro('Europe/Lisbon'),
  SE: { timeZone: 'Europe/Stockholm', currency: 'SEK', language: 'en' },
  US: { timeZone: 'America/New_York', currency: 'USD', language: 'en' },
}
