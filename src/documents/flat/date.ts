const TOKENS = /YYYY|YY|MM|DD|HH|mm|ss/g

/** Fills `pattern` with the parts of an ISO date or moment. */
export const patterned = (moment: string, pattern: string): string =>
  pattern.replace(TOKENS, (token) => {
    switch (token) {
      case 'YYYY':
        return moment.slice(0, 4)
      case 'YY':
        return moment.slice(2, 4)
      case 'MM':
        return moment.slice(5, 7)
      case 'DD':
        return moment.slice(8, 10)
      case 'HH':
        return moment.slice(11, 13)
      case 'mm':
        return moment.slice(14, 16)
      default:
        return moment.slice(17, 19) || '00'
    }
  })

/** Returns why a reader would misread a date or time written with `pattern`; null if no reason is known. */
export function patternMistake(pattern: string, field: string): string | null {
  const tokens = new Set<string>(pattern.match(TOKENS))
  const has = (token: string): boolean => tokens.has(token)
  if (field === 'deliveryTime') return timePatternMistake(pattern, has)
  if (!has('YYYY') && !has('YY')) return "has no year: write it as 'DD/MM/YYYY'."
  if (!has('MM')) return `has no month${has('mm') ? ', and mm is minutes' : ''}: write it as 'DD/MM/YYYY'.`
  if (!has('DD')) return "has no day: write it as 'DD/MM/YYYY'."
  if (!has('HH') && (has('mm') || has('ss'))) return "has minutes or seconds, and no hours: write it as 'HH:mm'."
  return leftoverMistake(pattern, has)
}

function timePatternMistake(pattern: string, has: (token: string) => boolean): string | null {
  if (['YYYY', 'YY', 'MM', 'DD'].some(has))
    return "has a year, a month or a day: write only the time, as 'HH:mm'. Write the date in another column."
  if (!has('HH') || !has('mm')) return "has no hours and minutes: write it as 'HH:mm'."
  return leftoverMistake(pattern, has)
}

function leftoverMistake(pattern: string, has: (token: string) => boolean): string | null {
  const rest = pattern.replace(TOKENS, '')
  const [left] = /[YMD]+|yy+|dd|hh|SS/.exec(rest) ?? []
  if (left !== undefined)
    return `has ${left} beside YYYY, YY, MM, DD, HH, mm and ss, and it would stand there as it is.`
  return has('HH') && rest.includes('Z') ? 'says by its Z that the time is UTC, and it is the local time.' : null
}

/** Whether `pattern` writes the hours of a date. */
export const hasHours = (pattern: string): boolean => /HH/.test(pattern)
