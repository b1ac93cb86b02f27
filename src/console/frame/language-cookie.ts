import { setCookie } from 'hono/cookie'
import type { Language } from '../../model/language.ts'
import type { ConsoleContext } from './visit.ts'

export const LANGUAGE_COOKIE = 'orderbridge-language'
const YEAR_SECONDS = 31_536_000

/** Keeps the language of the switch in the browser. */
export const keepLanguage = (c: ConsoleContext, language: Language): void =>
  setCookie(c, LANGUAGE_COOKIE, language, { path: '/', sameSite: 'Lax', maxAge: YEAR_SECONDS, httpOnly: true })
