/** The meaning of the codes of 997 and 999 (X12 elements 718, 716, 720 to 723 and 621, 618, 620), as far as agreed. */

const named = (table: Readonly<Record<string, string>>) => (code: string) =>
  `${code} ${(Object.hasOwn(table, code) && table[code]) || 'an error with no agreed meaning'}`

/** AK502 to AK506, IK502 to IK506 */
export const setError = named({
  1: 'transaction set not supported',
  2: 'transaction set trailer missing',
  3: 'control numbers in header and trailer do not match',
  4: 'number of segments does not match',
  5: 'one or more segments in error',
  6: 'missing or invalid transaction set identifier',
  7: 'missing or invalid transaction set control number',
})

/** AK905 to AK909 */
export const groupError = named({
  1: 'functional group not supported',
  2: 'functional group version not supported',
  3: 'functional group trailer missing',
  4: 'group control numbers in header and trailer do not match',
  5: 'number of transaction sets does not match',
  6: 'group control number violates syntax',
})

/** AK304, IK304 */
export const segmentError = named({
  1: 'unrecognised segment',
  2: 'unexpected segment',
  3: 'mandatory segment missing',
  4: 'loop occurs too often',
  5: 'segment occurs too often',
  6: 'segment not in this transaction set',
  7: 'segment not in proper sequence',
  8: 'segment has elements in error',
})

/** AK403, IK403 */
export const elementError = named({
  1: 'mandatory element missing',
  2: 'conditional element missing',
  3: 'too many elements',
  4: 'element too short',
  5: 'element too long',
  6: 'invalid character',
  7: 'invalid code value',
  8: 'invalid date',
  9: 'invalid time',
  10: 'exclusion condition violated',
})

/** TA105 */
export const envelopeError = named({
  '000': 'no error',
  '001': 'control numbers in header and trailer do not match',
  '006': 'invalid interchange sender',
  '008': 'invalid interchange receiver',
  '025': 'duplicate interchange control number',
})

/** TA105: the receiver already had this interchange. */
export const DUPLICATE = '025'
