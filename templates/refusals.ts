import de from './refusals.de.json' with { type: 'json' }
import fr from './refusals.fr.json' with { type: 'json' }
import nl from './refusals.nl.json' with { type: 'json' }

/** A sentence for each code, and titles by status. `{path}` and other values are filled in. */
export interface RefusalWording {
  readonly titles: Readonly<Record<string, string>>
  readonly more: string
  readonly [code: string]: string | Readonly<Record<string, string>>
}

/** What a chef reads when an order is refused. English is what the code itself says. */
export const refusalWording: Readonly<Record<string, RefusalWording>> = { nl, fr, de }
