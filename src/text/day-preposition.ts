/** A value that begins with a day, such as `lundi 30 novembre à 17:00`, `Di., 24. Nov.` or `Tue 24 Nov, 06:31`. */
const DAYS: Readonly<Record<Language, RegExp>> = {
  en: /^(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day \d|^(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun) \d/,
  nl: /^(?:maan|dins|woens|donder|vrij|zater|zon)dag \d|^(?:ma|di|wo|do|vr|za|zo) \d/,
  fr: /^(?:lun|mar|mercre|jeu|vendre|same)di \d|^dimanche \d|^(?:lun|mar|mer|jeu|ven|sam|dim)\. \d/,
  de: /^(?:Mon|Diens|Donners|Frei|Sams|Sonn)tag, \d|^Mittwoch, \d|^(?:Mo|Di|Mi|Do|Fr|Sa|So)\.?, \d/,
}

type Language = 'en' | 'nl' | 'fr' | 'de'

/** The words in front of a time, and in front of a day. */
const FORMS: readonly (readonly [Language, string, string])[] = [
  ['en', 'at ', 'on '],
  ['nl', 'om ', 'op '],
  ['fr', 'jusqu’à ', 'jusqu’au '],
  ['fr', 'd’ici ', 'd’ici au '],
  ['fr', 'depuis ', 'depuis le '],
  ['fr', 'avant ', 'avant le '],
  ['fr', 'à ', 'le '],
  ['de', 'um ', 'am '],
]

/** The words in front of a value of a sentence. A sentence is written for a time; a time of another day begins with the day. */
export function withPreposition(before: string, value: string): string {
  const form = FORMS.find(([language, time]) => before.endsWith(time) && DAYS[language].test(value))
  if (!form) return before
  const [, time, day] = form
  const start = before.slice(0, -time.length)
  return /[\p{L}\p{N}]$/u.test(start) ? before : start + day
}
