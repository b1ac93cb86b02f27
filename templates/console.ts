import type en from './console/words.en.json'

/** The words of the console's pages, one group a page. English is the pattern. */
export type ConsoleWording = typeof en
