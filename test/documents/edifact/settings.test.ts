import { describe, expect, it } from 'vitest'
import { edifactD96a } from '../../../src/documents/edifact-d96a.ts'
import { lengths, parties, places, recipient, sender, told } from '../party-settings.ts'

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
    for (const one of taken) expect(told(edifactD96a, { charset, supplierCode: `${one}1` })).toEqual([])
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
    const spaced = JSON.parse(JSON.stringify(settings).replace(/(a@b|@)"/, 'A "'))
    expect(told(edifactD96a, spaced)).toEqual([`${place} must not end in a space, which receivers drop.`])
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
