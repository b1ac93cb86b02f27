import { describe, expect, it } from 'vitest'
import { entriesOf } from '../../scripts/docs/formats/places.ts'

/** A format that nobody has written yet: the page of its family must need no reader of its own. */
const NEW = 'a-new-format'

describe('the places of a document', () => {
  it('follow from its syntax: JSON, and a value of JSON on each line', () => {
    expect(entriesOf(NEW, '{"number":"PO-1","lines":[{"article":"A"}]}')).toEqual([
      { place: 'number', value: 'PO-1' },
      { place: 'lines[].article', value: 'A' },
    ])
    expect(entriesOf(NEW, '{"number":"PO-1"}\n{"article":"A"}\n')).toEqual([
      { place: 'number', value: 'PO-1' },
      { place: 'article', value: 'A' },
    ])
  })

  it('are its lines in any other text', () => {
    expect(entriesOf(NEW, 'PO-1\nA;2\n').map(({ place }) => place)).toEqual(['PO-1', 'A;2'])
  })
})
