import type { Language } from '../../src/model/language.ts'
import de from '../../templates/console/words.de.json' with { type: 'json' }
import en from '../../templates/console/words.en.json' with { type: 'json' }
import fr from '../../templates/console/words.fr.json' with { type: 'json' }
import nl from '../../templates/console/words.nl.json' with { type: 'json' }
import type { ConsoleWording } from '../../templates/console.ts'

/** The words of the console's pages in every language. */
export const consoleWording: Readonly<Record<Language, ConsoleWording>> = { en, nl, fr, de }
