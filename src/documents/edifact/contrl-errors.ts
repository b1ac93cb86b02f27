/** Element 0085, as in ISO 9735-10. */
const ERRORS: Readonly<Record<string, string>> = {
  2: 'syntax version or level not supported',
  7: 'the interchange recipient is not the actual recipient',
  12: 'invalid value',
  13: 'missing',
  14: 'value not supported in this position',
  15: 'not supported in this position',
  16: 'too many constituents',
  17: 'no agreement',
  18: 'unspecified error',
  19: 'invalid decimal notation',
  20: 'character invalid as service character',
  21: 'invalid character',
  22: 'invalid service character',
  23: 'unknown interchange sender',
  24: 'too old',
  25: 'test indicator not supported',
  26: 'duplicate detected',
  27: 'security function not supported',
  28: 'references do not match',
  29: 'control count does not match',
  30: 'groups and messages mixed',
  31: 'more than one message type in a group',
  32: 'lower level empty',
  33: 'invalid occurrence outside message, package or group',
  34: 'nesting indicator not allowed',
  35: 'too many repetitions of an element or segment',
  36: 'too many repetitions of a segment group',
  37: 'invalid type of character',
  38: 'missing digit in front of the decimal mark',
  39: 'data element too long',
  40: 'data element too short',
}

/** The receiver already had this interchange. */
export const DUPLICATE = '26'

/** Empty for an empty code. */
export const contrlError = (code: string): string =>
  code === '' ? '' : `${code} ${(Object.hasOwn(ERRORS, code) && ERRORS[code]) || 'an error with no agreed meaning'}`
