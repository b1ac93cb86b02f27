import { byLanguage } from './by-language.ts'
import de from './statements.de.json' with { type: 'json' }
import en from './statements.en.json' with { type: 'json' }
import fr from './statements.fr.json' with { type: 'json' }
import nl from './statements.nl.json' with { type: 'json' }

/** A sentence for everything a daily statement can say. English is the pattern. */
export type StatementWording = typeof en

export const statementWording = byLanguage({ en, nl, fr, de })
