import type { Visit } from '../frame/visit.ts'

type Deeds = Visit['words']['activity']['deeds']

/** The words for an action. An action without words keeps the name. */
export const deedOf = (action: string, deeds: Deeds): string =>
  Object.hasOwn(deeds, action) ? deeds[action as keyof Deeds] : action
