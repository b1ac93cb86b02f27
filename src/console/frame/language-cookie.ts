import type { Language } from '../../model/language.ts'
import { writeCookie } from './cookie.ts'
import type { ConsoleContext } from './visit.ts'

export const LANGUAGE_COOKIE = 'orderbridge-language'
const YEAR_SECONDS = 31_536_000

/** Keeps the language of the switch in the browser. */
export const keepLanguage = (c: ConsoleContext, language: Language): void =>
  writeCookie(c, { name: LANGUAGE_COOKIE, value: language, sameSite: 'Lax', maxAge: YEAR_SECONDS })
