/** Checks the last digit, GS1's check digit (General Specifications §7.9): weights 3 and 1 alternate from the right. */
export function hasCheckDigit(digits: string): boolean {
  let sum = 0
  for (let index = digits.length - 1, weight = 1; index >= 0; index--, weight = 4 - weight) {
    sum += Number(digits[index]) * weight
  }
  return sum % 10 === 0
}

export const isGln = (text: string): boolean => /^\d{13}$/.test(text) && hasCheckDigit(text)

/** Accepts GTIN-8, -12, -13 and -14. */
export const isGtin = (text: string): boolean => /^(?:\d{8}|\d{12,14})$/.test(text) && hasCheckDigit(text)
