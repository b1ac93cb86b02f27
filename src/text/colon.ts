import type { DateLanguage } from './date-words.ts'

/** The colon after a word. In French a space stands before it, and no line breaks there. */
export const colonIn = (language: DateLanguage): string => (language === 'fr' ? '\u00a0:' : ':')
