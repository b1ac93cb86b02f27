import { byLanguage } from './by-language.ts'
import de from './refusals.de.json' with { type: 'json' }
import en from './refusals.en.json' with { type: 'json' }
import fr from './refusals.fr.json' with { type: 'json' }
import nl from './refusals.nl.json' with { type: 'json' }

/** Words about orders: `facts` say to anybody what is wrong, `remedies` say to a chef what to do. English is the pattern. */
export type RefusalWording = typeof en

/** A sentence for each code, and titles by status. `{field}` and other values are filled in. */
export const refusalWording = byLanguage({ en, nl, fr, de })
