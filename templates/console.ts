import { byLanguage } from './by-language.ts'
import de from './console.de.json' with { type: 'json' }
import en from './console.en.json' with { type: 'json' }
import fr from './console.fr.json' with { type: 'json' }
import nl from './console.nl.json' with { type: 'json' }

/** The words of the console's pages, one group a page. English is the pattern. */
export type ConsoleWording = typeof en

export const consoleWording = byLanguage({ en, nl, fr, de })
