import { byLanguage } from './by-language.ts'
import de from './confirmation.de.json' with { type: 'json' }
import en from './confirmation.en.json' with { type: 'json' }
import fr from './confirmation.fr.json' with { type: 'json' }
import nl from './confirmation.nl.json' with { type: 'json' }

/** What the page says that a link in a mail leads to. `{number}` is the order's. English is the pattern. */
export type ConfirmationWording = typeof en

export const confirmationWording = byLanguage({ en, nl, fr, de })
