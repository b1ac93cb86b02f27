import de from './break-glass.de.json' with { type: 'json' }
import en from './break-glass.en.json' with { type: 'json' }
import fr from './break-glass.fr.json' with { type: 'json' }
import nl from './break-glass.nl.json' with { type: 'json' }
import { byLanguage } from './by-language.ts'

/** The words of the break-glass page, beside the words around an order. English is the pattern. */
export type BreakGlassWording = typeof en

export const breakGlassWording = byLanguage({ en, nl, fr, de })
