import type { DateLanguage } from './date-words.ts'

/** With a point for thousands, 1.125 kg would be read as more than a ton. */
export const localNumber = (number: string, language: DateLanguage): string =>
  language === 'en' ? number : number.replace('.', ',')
