import { describe, expect, it } from 'vitest'
import { edifactD96a } from '../../src/documents/edifact-d96a.ts'
import type { DocumentSettings, Format } from '../../src/documents/format.ts'
import { tradacomsOrders9 } from '../../src/documents/tradacoms-orders-9.ts'
import { x12Order4010 } from '../../src/documents/x12-850-4010.ts'

const parties = { sender: { id: 'GATEWAY' }, recipient: { id: 'SUP1' } }
const sender = (more: object) => ({ sender: { ...parties.sender, ...more } })
const recipient = (more: object) => ({ recipient: { ...parties.recipient, ...more } })

/** What start-up says of these settings: nothing, or where and why not. */
function told<S extends DocumentSettings>(format: Format<S>, settings: object): string[] {
  const read = format.settings.safeParse({ format: format.id, ...parties, ...settings })
  return (read.error?.issues ?? []).map(({ path, message }) => `${path.join('.')} ${message}`)
}
const places = <S extends DocumentSettings>(format: Format<S>, settings: object): string[] =>
  told(format, settings).map((one) => one.split(' ')[0] ?? '')

/** Every length from `least` to `most` is taken, and none beside. */
function lengths<S extends DocumentSettings>(
  format: Format<S>,
  made: (text: string) => object,
  [least, most]: readonly [number, number],
): void {
  expect(places(format, made('1'.repeat(least - 1)))).toHaveLength(1)
  expect(places(format, made('1'.repeat(least)))).toEqual([])
  expect(places(format, made('1'.repeat(most)))).toEqual([])
  expect(places(format, made('1'.repeat(most + 1)))).toHaveLength(1)
}

it('may name the parties for whoever reads the configuration, whatever the characters', () => {
  const named = { ...sender({ name: 'Bistro Łódź' }), ...recipient({ name: 'Fresco €' }) }
  expect(told(edifactD96a, named)).toEqual([])
  expect(told(x12Order4010, named)).toEqual([])
  expect(told(tradacomsOrders9, { ...sender({ name: 'Bistro', qualifier: 'ZZZ' }) })).toEqual([])
})

describe('the settings of EDIFACT', () => {
  it('need the parties only', () => {
    expect(edifactD96a.settings.parse({ format: 'edifact-d96a', ...parties })).toEqual({
      format: 'edifact-d96a',
      ...parties,
      charset: 'UNOC',
      test: false,
      segmentLineEnds: false,
      acknowledge: false,
      referenceDigits: 14,
      messageReference: 'one',
    })
  })

  it.each([
    [{ charset: 'UNOC', syntaxVersion: 2 }, 'must be 3 or 4'],
    [{ charset: 'UNOY', syntaxVersion: 3 }, 'must be 4'],
  ])('name a syntax version that knows the characters: %j', (settings, why) => {
    expect(told(edifactD96a, settings)[0]).toContain(`syntaxVersion ${why} with charset '${settings.charset}'`)
  })

  it.each([
    ['UNOA', [1, 2, 3, 4]],
    ['UNOB', [1, 2, 3, 4]],
    ['UNOC', [3, 4]],
    ['UNOY', [4]],
  ])('know %s in the versions %j of the syntax', (charset, versions) => {
    const known = [1, 2, 3, 4].filter((syntaxVersion) => told(edifactD96a, { charset, syntaxVersion }).length === 0)
    expect(known).toEqual(versions)
  })

  it.each([
    ['UNOA', ['A', 'Z', '0', '9', ' ', '?', "'"], ['a', 'z', '@', 'é', '\n']],
    ['UNOB', ['A', 'a', 'z', '9', '?'], ['@', 'é', '\n']],
    ['UNOC', ['a', '@', '~', '\u00a0', 'ÿ'], ['\u007f', '\u0080', '\u009f', 'Ā', '€', '\u2028']],
    [
      'UNOY',
      ['a', 'ÿ', 'Ā', '€', '🎂', '\ufffd', '\u{1fffd}'],
      ['\t', '\u0085', '\u2029', '\ud83c', '\ufffe', '\uffff', '\u{1fffe}', '\u{1ffff}'],
    ],
  ])('know the characters of %s: %j, and not %j', (charset, taken, others) => {
    for (const one of taken) expect(told(edifactD96a, { charset, supplierCode: one })).toEqual([])
    for (const one of others)
      expect(told(edifactD96a, { charset, supplierCode: one })).toEqual([
        `supplierCode ${charset} cannot carry ${JSON.stringify(one)}`,
      ])
  })

  it('fill references up to between 1 and 14 digits', () => {
    for (const digits of [1, 14]) expect(told(edifactD96a, { referenceDigits: digits })).toEqual([])
    for (const digits of [0, 15, 1.5]) expect(places(edifactD96a, { referenceDigits: digits })).toHaveLength(1)
  })

  it.each([
    [sender({ id: 'a@b' }), 'sender.id'],
    [sender({ qualifier: '@' }), 'sender.qualifier'],
    [recipient({ id: 'a@b' }), 'recipient.id'],
    [recipient({ qualifier: '@' }), 'recipient.qualifier'],
    [{ supplierCode: '@' }, 'supplierCode'],
    [{ associationCode: '@' }, 'associationCode'],
    [{ applicationReference: '@' }, 'applicationReference'],
    [{ group: { sender: { id: '@' } } }, 'group.sender.id'],
    [{ group: { sender: { id: 'A', qualifier: '@' } } }, 'group.sender.qualifier'],
    [{ group: { recipient: { id: '@' } } }, 'group.recipient.id'],
    [{ group: { recipient: { id: 'A', qualifier: '@' } } }, 'group.recipient.qualifier'],
  ])('%j: must be what the character set carries', (settings, place) => {
    expect(told(edifactD96a, { charset: 'UNOB', ...settings })).toEqual([`${place} UNOB cannot carry "@"`])
    expect(told(edifactD96a, { charset: 'UNOC', ...settings })).toEqual([])
  })

  it.each<[(text: string) => object, number]>([
    [(id) => sender({ id }), 35],
    [(qualifier) => sender({ qualifier }), 4],
    [(id) => recipient({ id }), 35],
    [(qualifier) => recipient({ qualifier }), 4],
    [(supplierCode) => ({ supplierCode }), 35],
    [(associationCode) => ({ associationCode }), 6],
    [(applicationReference) => ({ applicationReference }), 14],
    [(id) => ({ group: { sender: { id } } }), 35],
    [(qualifier) => ({ group: { recipient: { id: 'A', qualifier } } }), 4],
  ])('%#: are as long as their elements', (made, most) => lengths(edifactD96a, made, [1, most]))

  it('number apart for each pair of parties, and for tests', () => {
    const name = (settings: object) =>
      edifactD96a.numbering?.(edifactD96a.settings.parse({ format: 'edifact-d96a', ...parties, ...settings }))?.pair
    expect(name({})).toBe('["edifact","GATEWAY","","SUP1","","live"]')
    const qualified = { ...sender({ qualifier: '14' }), ...recipient({ qualifier: 'ZZZ' }), test: true }
    expect(name(qualified)).toBe('["edifact","GATEWAY","14","SUP1","ZZZ","test"]')
  })
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
    expect(told(x12Order4010, made('A '))).toEqual([
      `${place} cannot hold " at the end" in X12 with the separators * > ~.`,
    ])
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
    const odd =
      'must be one character of ASCII that no number, date or word holds: not a letter, a digit, a space, - or .'
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
