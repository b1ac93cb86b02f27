import { byLanguage } from './by-language.ts'
import de from './order-words.de.json' with { type: 'json' }
import en from './order-words.en.json' with { type: 'json' }
import fr from './order-words.fr.json' with { type: 'json' }
import nl from './order-words.nl.json' with { type: 'json' }

/** The words around an order: labels, notices, and the units of the articles table. English is the pattern. */
export type OrderWording = typeof en

export const orderWording = byLanguage({ en, nl, fr, de })
