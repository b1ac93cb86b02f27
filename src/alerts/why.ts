import type { AlertWording } from '../../templates/alerts.ts'

/**
 * A sentence of the gateway, named by its key and written in the reader's language; or another system's text,
 * unchanged.
 */
export type Why = string | (Readonly<Record<string, string>> & { readonly says: keyof AlertWording['whys'] })
