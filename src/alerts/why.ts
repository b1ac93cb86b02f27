import type { AlertWording } from '../../templates/alerts.ts'

/**
 * The reason in an alert. `says` names a sentence of the gateway. A text is a stored note, whose findings are put into
 * the reader's language. `words` is a receiver's answer, in which the receiver's own words are quoted.
 */
export type Why =
  | string
  | { readonly says?: never; readonly words: string }
  | (Readonly<Record<string, string>> & { readonly says: keyof AlertWording['whys'] })
