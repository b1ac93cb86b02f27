import { describe, expect, it } from 'vitest'
import { endpointFault } from '../../../src/documents/peppol/endpoint.ts'

describe("a party's address in Peppol", () => {
  it.each<[scheme: string, noun: string, right: readonly string[], wrong: readonly string[]]>([
    [
      '0007',
      'a Swedish organisation number',
      ['5560360793', '9909123458', '9193939197'],
      ['5560360794', '556036079', '55603607930', '556036-0793'],
    ],
    ['0088', 'a GLN with a right check digit', ['5412345000013'], ['5412345000014', '541234500001', '05412345000013']],
    ['0096', 'a Danish P number', ['1012345678'], ['101234567', '10123456789', 'DK12345678']],
    ['0106', 'a KvK number of 8 digits', ['12345678'], ['1234567', '123456789', 'NL345678']],
    [
      '0151',
      'an Australian business number',
      ['51824753556', '83014785020'],
      ['51824753557', '5182475355', '518247535560', '00000000010'],
    ],
    ['0184', 'a Danish CVR number', ['12345678', 'DK12345678'], ['1234567', 'DK123456789', 'SE12345678']],
    ['0190', 'an OIN of 20 digits', ['00000001234567890000'], ['0000000123456789000', '000000012345678900001']],
    [
      '0192',
      'a Norwegian organisation number',
      ['812345672', '918273646'],
      ['812345673', '81234567', '8123456720', '000000000'],
    ],
    ['0198', 'a Danish SE number', ['DK12345678'], ['12345678', 'DK1234567', 'DK123456789']],
    [
      '0208',
      'a Belgian enterprise number',
      ['0123456749', '0876543270', '1000000021'],
      ['0123456748', '1000000020', '012345674', '00123456749'],
    ],
    ['9944', 'a Dutch VAT number', ['NL123456789B01'], ['123456789B01', 'NL12345678B01', 'NL123456789B1']],
  ])('under %s is %s', (scheme, noun, right, wrong) => {
    for (const id of right) expect(endpointFault({ scheme, id })).toBeNull()
    for (const id of wrong) expect(endpointFault({ scheme, id })).toBe(`is not ${noun}: ${id}`)
  })

  it('may be any text where the scheme has no rule of its own', () => {
    for (const id of ['BE0202239951', 'x', 'a b']) expect(endpointFault({ scheme: '9925', id })).toBeNull()
    for (const id of ['', ' ', ' BE0202239951', 'BE0202239951 '])
      expect(endpointFault({ scheme: '9925', id })).toBe('is blank or has white space around it')
  })

  it.each(['ZZZZ', '', '208', '0217', 'toString'])('has no scheme %j', (scheme) =>
    expect(endpointFault({ scheme, id: '0123456749' })).toBe(
      `has the scheme ${scheme}, which is not in the EAS code list of Peppol`,
    ),
  )
})
