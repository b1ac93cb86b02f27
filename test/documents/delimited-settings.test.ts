import { describe, expect, it } from 'vitest'
import { edifactD96a } from '../../src/documents/edifact-d96a.ts'
import { tradacomsOrders9 } from '../../src/documents/tradacoms-orders-9.ts'
import { x12Order4010 } from '../../src/documents/x12-850-4010.ts'
import { lengths, parties, places, recipient, sender, told } from './party-settings.ts'

it('may name the parties for whoever reads the configuration, whatever the characters', () => {
  const named = { ...sender({ name: 'Bistro Łódź' }), ...recipient({ name: 'Fresco €' }) }
  expect(told(edifactD96a, named)).toEqual([])
  expect(told(x12Order4010, named)).toEqual([])
  expect(told(tradacomsOrders9, { ...sender({ name: 'Bistro', qualifier: 'ZZZ' }) })).toEqual([])
})

describe('the settings of X12', () => {
  const separators = { element: '*', component: '>', segment: '~', repetition: '^' }

  it('need the parties only', () => {
    expect(x12Order4010.settings.parse({ format: 'x12-850-4010', ...parties })).toEqual({
      format: 'x12-850-4010',
      sender: { id: 'GATEWAY', qualifier: 'ZZ' },
      recipient: { id: 'SUP1', qualifier: 'ZZ' },
      test: false,
      acknowledge: false,
      separators,
      segmentLineEnds: false,
      messageReference: 'one',
      unit: 'EA',
      units: {},
    })
  })

  it.each([
    [(text: string) => sender({ id: text }), 'sender.id'],
    [(text: string) => sender({ qualifier: text }), 'sender.qualifier'],
    [(text: string) => sender({ applicationCode: text }), 'sender.applicationCode'],
    [(text: string) => recipient({ id: text }), 'recipient.id'],
    [(text: string) => recipient({ qualifier: text }), 'recipient.qualifier'],
    [(text: string) => recipient({ applicationCode: text }), 'recipient.applicationCode'],
    [(text: string) => ({ supplierCode: text }), 'supplierCode'],
    [(text: string) => ({ unit: text }), 'unit'],
    [(text: string) => ({ units: { PCE: text } }), 'units.PCE'],
  ])('%#: hold no separator and end in no space', (made, place) => {
    expect(told(x12Order4010, made('A*'))).toEqual([`${place} cannot hold "*" in X12 with the separators * > ~.`])
    expect(told(x12Order4010, made('A '))).toEqual([`${place} must not end in a space, which receivers drop.`])
    expect(told(x12Order4010, made('A^'))).toEqual([])
  })

  it.each<[(text: string) => object, readonly [number, number]]>([
    [(id) => sender({ id }), [2, 15]],
    [(qualifier) => sender({ qualifier }), [2, 2]],
    [(applicationCode) => sender({ applicationCode }), [2, 15]],
    [(id) => recipient({ id }), [2, 15]],
    [(qualifier) => recipient({ qualifier }), [2, 2]],
    [(applicationCode) => recipient({ applicationCode }), [2, 15]],
    [(supplierCode) => ({ supplierCode }), [1, 80]],
    [(unit) => ({ unit }), [2, 2]],
    [(unit) => ({ units: { PCE: unit } }), [2, 2]],
  ])('%#: are as long as their elements', (made, bounds) => lengths(x12Order4010, made, bounds))

  it('take for a separator what no value holds', () => {
    const odd = 'must be one character of ASCII, and not a letter, a digit, a space, - or .'
    for (const good of ['\n', '\r', '\x1c', '\x1f', '!', '/', ':', '@', '[', '`', '{'])
      expect(told(x12Order4010, { separators: { segment: good } })).toEqual([])
    for (const bad of ['', '||', '\x1b', '\t', ' ', '-', '.', '0', '9', 'A', 'Z', 'a', 'z', '\x7f', 'é'])
      expect(told(x12Order4010, { separators: { segment: bad } })).toContain(`separators.segment ${odd}`)
    for (const name of ['element', 'component', 'repetition'])
      expect(told(x12Order4010, { separators: { [name]: '~' } })).toEqual([
        'separators must be four different characters: each ends something else.',
      ])
  })

  it('end a segment once', () => {
    const twice = 'segmentLineEnds would end each segment twice: separators.segment is a line end already.'
    for (const segment of ['\n', '\r'])
      expect(told(x12Order4010, { separators: { segment }, segmentLineEnds: true })).toEqual([twice])
    expect(told(x12Order4010, { segmentLineEnds: true })).toEqual([])
  })

  it('show the separators by which a value is refused', () => {
    const refused = (element: string, segment: string) =>
      told(x12Order4010, { separators: { element, segment }, supplierCode: `a${element}` })
    expect(refused('!', '\n')).toEqual(['supplierCode cannot hold "!" in X12 with the separators ! > \\n.'])
    expect(refused('!', '\x1c')).toEqual(['supplierCode cannot hold "!" in X12 with the separators ! > \\u001c.'])
  })

  it('number apart for each pair of parties, and for tests', () => {
    const name = (settings: object) =>
      x12Order4010.numbering?.(x12Order4010.settings.parse({ format: 'x12-850-4010', ...parties, ...settings }))?.pair
    expect(name({})).toBe('["x12","ZZ","GATEWAY","ZZ","SUP1","live"]')
    expect(name({ ...sender({ qualifier: '01' }), test: true })).toBe('["x12","01","GATEWAY","ZZ","SUP1","test"]')
  })
})

describe('the settings of TRADACOMS', () => {
  it('need the parties only', () => {
    expect(tradacomsOrders9.settings.parse({ format: 'tradacoms-orders-9', ...parties })).toEqual({
      format: 'tradacoms-orders-9',
      ...parties,
      test: false,
      segmentLineEnds: false,
      referenceDigits: 6,
      priority: 'B',
    })
    for (const priority of ['A', 'B', 'C']) expect(told(tradacomsOrders9, { priority })).toEqual([])
  })

  it.each([
    [sender({ id: 'a' }), 'sender.id', 'a'],
    [sender({ name: '£' }), 'sender.name', '£'],
    [recipient({ id: 'a' }), 'recipient.id', 'a'],
    [recipient({ name: '£' }), 'recipient.name', '£'],
    [{ supplierCode: 'a' }, 'supplierCode', 'a'],
  ])('%j: are written in ASCII capitals', (settings, place, character) => {
    expect(told(tradacomsOrders9, settings)).toEqual([
      `${place} cannot hold "${character}": TRADACOMS is written in ASCII capitals.`,
    ])
    const spaced = JSON.parse(JSON.stringify(settings).replace(`"${character}"`, '"A "'))
    expect(told(tradacomsOrders9, spaced)).toEqual([`${place} must not end in a space, which receivers drop.`])
  })

  it.each<[(text: string) => object, readonly [number, number]]>([
    [(id) => sender({ id }), [1, 14]],
    [(gln) => sender({ gln }), [13, 13]],
    [(name) => sender({ name }), [1, 35]],
    [(id) => recipient({ id }), [1, 14]],
    [(gln) => recipient({ gln }), [13, 13]],
    [(name) => recipient({ name }), [1, 35]],
    [(supplierCode) => ({ supplierCode }), [1, 17]],
  ])('%#: are as long as their elements', (made, bounds) => lengths(tradacomsOrders9, made, bounds))

  it('fill references up to between 1 and 14 digits, which is as far as they count', () => {
    for (const referenceDigits of [1, 14]) expect(told(tradacomsOrders9, { referenceDigits })).toEqual([])
    for (const referenceDigits of [0, 15, 1.5]) expect(places(tradacomsOrders9, { referenceDigits })).toHaveLength(1)
    const settings = tradacomsOrders9.settings.parse({ format: 'tradacoms-orders-9', ...parties })
    expect(tradacomsOrders9.numbering?.(settings)?.greatest).toBe(99_999_999_999_999)
  })

  it('take a GLN of digits only', () => {
    expect(places(tradacomsOrders9, sender({ gln: '500000000000A' }))).toEqual(['sender.gln'])
  })

  it('number apart for each pair of parties, and for tests', () => {
    const name = (settings: object) =>
      tradacomsOrders9.numbering?.(
        tradacomsOrders9.settings.parse({ format: 'tradacoms-orders-9', ...parties, ...settings }),
      )?.pair
    expect(name({})).toBe('["tradacoms","GATEWAY","SUP1","live"]')
    expect(name({ test: true })).toBe('["tradacoms","GATEWAY","SUP1","test"]')
  })
})
