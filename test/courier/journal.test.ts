import { mkdirSync, writeFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { openFolder } from '../../src/courier/folder.ts'
import { type Entry, openJournal } from '../../src/courier/journal.ts'
import { temporaryFolder } from '../fakes/temporary-folder.ts'

const at = temporaryFolder()

describe('the journal', () => {
  const ENTRY: Entry = {
    id: '313a61',
    handover: 1,
    name: 'PO-1.edi',
    size: 3,
    digest: 'a'.repeat(64),
    state: 'written',
    at: 5,
  }
  const openAgain = (broken: string[] = []) => {
    mkdirSync(at('journal'), { recursive: true })
    const folder = openFolder(at('journal'))
    return { folder, journal: openJournal(folder, (name) => broken.push(name)) }
  }

  it('remembers, and forgets what is long over, but nothing that is still to be put', () => {
    const { journal } = openAgain()
    journal.save(ENTRY)
    journal.save({ ...ENTRY, id: '313a62', state: 'consumed' })
    journal.prune(6)
    expect(openAgain().journal.all()).toEqual([ENTRY])
  })

  it('of an earlier courier is read with every document at the step where it was', () => {
    const { folder, journal } = openAgain()
    journal.save(ENTRY)
    const [name = ''] = folder.list()
    const { handover, ...rest } = ENTRY
    const earlier = (stored: object) =>
      writeFileSync(at(`journal/${name}`), JSON.stringify({ ...rest, round: handover, ...stored }))
    for (const [stored, entry] of [
      // Earlier couriers wrote nothing between the fetch and the rename.
      [{ format: 1 }, { ...ENTRY, state: 'placing' }],
      [{}, { ...ENTRY, state: 'placing' }],
      [
        { format: 1, round: 3, state: 'collected', placedAt: 6, goneAt: 7 },
        { ...ENTRY, handover: 3, state: 'collected', placedAt: 6, consumedAt: 7 },
      ],
      [
        { format: 1, state: 'eaten', goneAt: 7 },
        { ...ENTRY, state: 'consumed', consumedAt: 7 },
      ],
      [
        { format: 1, state: 'unheard' },
        { ...ENTRY, state: 'closed' },
      ],
    ] as const) {
      earlier(stored)
      expect(openAgain().journal.all()).toEqual([entry])
    }
  })

  it('of a courier that wrote nothing before the rename counts a missing document as placed', () => {
    const { folder, journal } = openAgain()
    journal.save(ENTRY)
    expect(openAgain().journal.all()).toEqual([ENTRY])
    const [name = ''] = folder.list()
    writeFileSync(at(`journal/${name}`), JSON.stringify({ ...ENTRY, format: 2 }))
    expect(openAgain().journal.all()).toEqual([{ ...ENTRY, state: 'placing' }])
  })

  it('passes over what was never finished, and says what it can’t read', () => {
    const { journal, folder } = openAgain()
    journal.save(ENTRY)
    const [name = ''] = folder.list()
    for (const [file, text] of [
      [`${name}.new`, '{'],
      ['other.json', JSON.stringify(ENTRY)],
      ['half.json', '{"id":'],
      ['odd.json', JSON.stringify({ ...ENTRY, state: 'sold' })],
    ] as const)
      writeFileSync(at(`journal/${file}`), text)
    const broken: string[] = []
    expect(openAgain(broken).journal.all()).toEqual([ENTRY])
    expect(broken.sort()).toEqual(['half.json', 'odd.json', 'other.json'])
  })
})
