import type { RenderContext } from '../format.ts'

/**
 * The version as part of a document's identifier: `2`, or `2-1` for the first correction of version 2. Receivers discard
 * a document whose identifier they know, so a correction never has the identifier of the document that it corrects.
 */
export const documentVersion = ({ version, correction }: Pick<RenderContext, 'version' | 'correction'>): string =>
  correction ? `${version}-${correction}` : String(version)
