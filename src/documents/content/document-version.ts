import type { RenderContext } from '../format.ts'

/**
 * The version in an identifier: `2`, or `2-1` for its first correction. Receivers discard known identifiers. So each
 * correction has its own.
 */
export const documentVersion = ({ version, correction }: Pick<RenderContext, 'version' | 'correction'>): string =>
  correction ? `${version}-${correction}` : String(version)
