import type { ContextOptions } from 'playwright-core'
import { LANGUAGES, type Language } from '../../src/model/language.ts'

export const SIZES = {
  desk: { width: 1440, height: 900 },
  phone: { width: 375, height: 740 },
}

/** Widths between the sizes, and below. A laptop of 1280 px at 400 % zoom has 320, and at 200 % zoom 640. */
export const WIDTHS = [320, 640, 768, 1024] as const

export interface Look {
  readonly size: keyof typeof SIZES
  readonly scheme: 'light' | 'dark'
}

export interface View extends Look {
  readonly language: Language
  readonly hasScript: boolean
}

const EVEN = [
  { size: 'desk', scheme: 'light' },
  { size: 'phone', scheme: 'dark' },
] as const
const ODD = [
  { size: 'desk', scheme: 'dark' },
  { size: 'phone', scheme: 'light' },
] as const

/**
 * The two looks of a page in one language: both sizes, and both colour schemes. Neighbours alternate, so that each page
 * has all four looks over the languages, and each language has all four looks over the pages.
 */
export function looksOf(at: number): readonly [Look, Look] {
  return at % 2 === 0 ? EVEN : ODD
}

/** Each language with JavaScript and without. */
export const VIEWS: readonly View[] = [true, false].flatMap((hasScript) =>
  LANGUAGES.map((language, at): View => ({ ...looksOf(at)[0], language, hasScript })),
)

/** The view of an action in a language: over four actions, a phone and a desk, with and without JavaScript. */
export const viewOfAction = (language: Language, at: number): View => ({
  language,
  size: at % 2 === 0 ? 'desk' : 'phone',
  scheme: at % 2 === 0 ? 'dark' : 'light',
  hasScript: at % 4 < 2,
})

export const contextOptions = ({ language, size, scheme, hasScript }: View, baseURL: string): ContextOptions => ({
  ...{ locale: language, colorScheme: scheme, javaScriptEnabled: hasScript, viewport: SIZES[size], baseURL },
})

export const nameOf = ({ language, size, scheme, hasScript }: View): string =>
  `${language}-${size}-${scheme}${hasScript ? '' : '-noscript'}`
