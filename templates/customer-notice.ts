import { byLanguage } from './by-language.ts'
import de from './customer-notice.de.json' with { type: 'json' }
import en from './customer-notice.en.json' with { type: 'json' }
import fr from './customer-notice.fr.json' with { type: 'json' }
import nl from './customer-notice.nl.json' with { type: 'json' }

/** What a customer is told of an order that came when nobody was there to be refused. English is the pattern. */
export type CustomerNoticeWording = typeof en

export const customerNoticeWording = byLanguage({ en, nl, fr, de })
