const TOKENS = /YYYY|YY|MM|DD|HH|mm|ss/g

/** `pattern` with the parts of an ISO date or moment in their places. */
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
        return moment.slice(17, 19)
    }
  })

/** Why a reader would take what `pattern` writes for another date or time, or for none; null where nothing speaks against it. */
export function patternMistake(pattern: string, field: string): string | null {
  const tokens = new Set<string>(pattern.match(TOKENS))
  const has = (token: string): boolean => tokens.has(token)
  if (field === 'deliveryDate' && (has('HH') || has('mm') || has('ss')))
    return 'has hours, minutes or seconds: Apicbase gives a day of delivery and no time.'
  if (!has('YYYY') && !has('YY')) return "has no year: write it as 'DD/MM/YYYY'."
  if (!has('MM')) return `has no month${has('mm') ? ', and mm is minutes' : ''}: write it as 'DD/MM/YYYY'.`
  if (!has('DD')) return "has no day: write it as 'DD/MM/YYYY'."
  if (!has('HH') && (has('mm') || has('ss'))) return "has minutes or seconds, and no hours: write it as 'HH:mm'."
  const rest = pattern.replace(TOKENS, '')
  const [left] = /[YMD]+|yy+|dd|hh|SS/.exec(rest) ?? []
  if (left !== undefined)
    return `has ${left} beside YYYY, YY, MM, DD, HH, mm and ss, and it would stand there as it is.`
  return has('HH') && rest.includes('Z') ? 'says by its Z that the time is UTC, and it is that of the supplier.' : null
}
