import type { RenderContext } from '../format.ts'

/**
 * Numbers the documents of an order: 1 for the first content. Each version and each correction counts one on. Receivers
 * discard a change whose number is not higher than the last.
 */
export const sequenceNumber = ({ version, correction = 0, earlierCorrections = 0 }: RenderContext): string =>
  String(version + correction + earlierCorrections)
