import type { Context } from 'hono'
import type { ConsoleWording } from '../../../templates/console.ts'
import type { Visitor } from '../../access/visitor.ts'
import type { Language } from '../../model/language.ts'
import type { Services } from '../../services.ts'

/** The facts of a request that a page uses. */
export interface Visit {
  readonly language: Language
  readonly words: ConsoleWording
  /** Milliseconds since 1970: the same moment throughout a page. */
  readonly now: number
  /** Null before the sign-in. */
  readonly visitor: Visitor | null
  /** The value of the hidden field of each form; empty before the sign-in. */
  readonly formToken: string
  /** Whether the visitor can sign out here: a visitor through Cloudflare Access cannot. */
  readonly hasSession: boolean
  /** A form of an earlier session: the page shows the typed text again, and does nothing. Null for every other request. */
  readonly late: URLSearchParams | null
}

export interface ConsoleEnv {
  Bindings: Services
  /** `form` is empty where the visit has a late form, so that no page acts on the late fields. */
  Variables: { visit: Visit; form: URLSearchParams }
}

export type ConsoleContext = Context<ConsoleEnv>
