import { isGln } from '../content/check-digit.ts'
import { endpointSchemes } from './codes.ts'

/** The electronic address of a party: `{ scheme: '0208', id: '0123456749' }`. */
export interface Endpoint {
  readonly scheme: string
  readonly id: string
}

/** Returns why an access point would refuse this address, as the end of a sentence about the address; null if valid. */
export function endpointFault({ scheme, id }: Endpoint): string | null {
  if (!endpointSchemes.has(scheme)) return `has the scheme ${scheme}, which is not in the EAS code list of Peppol`
  const rule = Object.hasOwn(RULES, scheme) ? RULES[scheme] : undefined
  if (rule?.holds(id) === false) return `is not ${rule.noun}: ${id}`
  return id.trim() === id && id !== '' ? null : 'is blank or has white space around it'
}

interface Rule {
  readonly noun: string
  readonly holds: (id: string) => boolean
}

const pattern = (noun: string, regexp: RegExp): Rule => ({ noun, holds: (id) => regexp.test(id) })

/** PEPPOL-COMMON-R040 to R057: the fatal rules, and the warnings for numbers of the Netherlands. */
const RULES: Readonly<Record<string, Rule>> = {
  '0007': { noun: 'a Swedish organisation number', holds: (id) => /^\d{10}$/.test(id) && luhn(id) },
  '0088': { noun: 'a GLN with a right check digit', holds: isGln },
  '0096': pattern('a Danish P number', /^\d{10}$/),
  '0106': pattern('a KvK number of 8 digits', /^\d{8}$/),
  '0151': { noun: 'an Australian business number', holds: (id) => /^[1-9]\d{10}$/.test(id) && mod89(id) },
  '0184': pattern('a Danish CVR number', /^(?:DK)?\d{8}$/),
  '0190': pattern('an OIN of 20 digits', /^\d{20}$/),
  '0192': { noun: 'a Norwegian organisation number', holds: (id) => /^\d{9}$/.test(id) && mod11(id) },
  '0198': pattern('a Danish SE number', /^DK\d{8}$/),
  '0208': { noun: 'a Belgian enterprise number', holds: (id) => /^\d{10}$/.test(id) && mod97(id) },
  '9944': pattern('a Dutch VAT number', /^NL\d{9}B\d{2}$/),
}

const mod97 = (id: string): boolean => 97 - (Number(id.slice(0, 8)) % 97) === Number(id.slice(8))

const weighted = (id: string, weights: readonly number[]): number =>
  weights.reduce((sum, weight, index) => sum + weight * Number(id[index]), 0)

const mod11 = (id: string): boolean => id !== '000000000' && weighted(id, [3, 2, 7, 6, 5, 4, 3, 2, 1]) % 11 === 0

const mod89 = (id: string): boolean => (weighted(id, [10, 1, 3, 5, 7, 9, 11, 13, 15, 17, 19]) - 10) % 89 === 0

function luhn(id: string): boolean {
  let sum = 0
  for (const [index, digit] of Array.from(id, Number).reverse().entries()) {
    const weight = index % 2 === 0 ? digit : digit * 2
    sum += weight > 9 ? weight - 9 : weight
  }
  return sum % 10 === 0
}
