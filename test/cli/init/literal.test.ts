import { runInNewContext } from 'node:vm'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { literal } from '../../../src/cli/init/literal.ts'
import { anyCharacter } from '../../fakes/any-character.ts'

describe('a value in a written configuration', () => {
  it('reads back as the same text, whatever it holds', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: anyCharacter })), (texts) => {
        expect([...runInNewContext(literal(texts))]).toEqual(texts)
      }),
    )
  })
})
