export const LANGUAGES = ['nl', 'fr', 'de', 'en'] as const

export type Language = (typeof LANGUAGES)[number]
