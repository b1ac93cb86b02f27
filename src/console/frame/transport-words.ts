import type { Visit } from './visit.ts'

/** A kind without words is the name of a protocol. */
export const transportWords = (kind: string, { routes }: Visit['words']): string =>
  Object.hasOwn(routes.transports, kind) ? routes.transports[kind as keyof typeof routes.transports] : kind
