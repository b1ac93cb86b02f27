import de from './alerts.de.json' with { type: 'json' }
import en from './alerts.en.json' with { type: 'json' }
import fr from './alerts.fr.json' with { type: 'json' }
import nl from './alerts.nl.json' with { type: 'json' }
import { byLanguage } from './by-language.ts'

/** A sentence for everything there is to tell, and what to do about each reason to hold an order. English is the pattern. */
export type AlertWording = typeof en

/** What the desk reads in an alert, in the supplier's language. What a receiver or a phase of ours says in it stays English. */
export const alertWording = byLanguage({ en, nl, fr, de })
