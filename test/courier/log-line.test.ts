import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { logLine } from '../../src/courier/log-line.ts'
import { anyCharacter } from '../fakes/any-character.ts'

describe("a line of the courier's log", () => {
  it('is one line without escape sequences, whatever a file is called or a gateway answers', () => {
    fc.assert(
      fc.property(fc.string({ unit: anyCharacter, maxLength: 3_000 }), (text) => {
        expect(logLine(text)).toMatch(/^[^\p{Cc}\p{Cf}\p{Zl}\p{Zp}]{0,1001}$/u)
      }),
    )
  })

  it('keeps the words of other languages', () => {
    expect(logLine('Crème fraîche, 3 kg – 10 %.edi put into the folder')).toBe(
      'Crème fraîche, 3 kg – 10 %.edi put into the folder',
    )
  })

  it('shows no second line where a file name holds a line break', () => {
    expect(logLine('PO-1\n2026-11-30T06:00:00Z PO-2.edi\u001b[2J eaten')).toBe(
      'PO-1_2026-11-30T06:00:00Z PO-2.edi_[2J eaten',
    )
  })
})
