import { byLanguage } from './by-language.ts'
import de from './findings.de.json' with { type: 'json' }
import en from './findings.en.json' with { type: 'json' }
import fr from './findings.fr.json' with { type: 'json' }
import nl from './findings.nl.json' with { type: 'json' }

/** A sentence, or a part of a sentence, for each finding of a transport. English is the pattern. */
export type FindingWording = typeof en

/** The English sentences are stored, and read back by their form: see `src/model/finding.ts`. */
export const findingWording = byLanguage({ en, nl, fr, de })
