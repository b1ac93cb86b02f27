import { describe, expect, it } from 'vitest'
import { interchange, type Syntax } from '../../src/documents/segments.ts'

const x12: Syntax = {
  advice: '',
  tag: '*',
  element: '*',
  component: '>',
  repetition: '^',
  terminator: '~',
  lineEnd: '',
  reserved: '*>~^',
  shield: () => ' ',
}

const tradacoms: Syntax = {
  advice: '',
  tag: '=',
  element: '+',
  component: ':',
  repetition: '',
  terminator: "'",
  lineEnd: '\r\n',
  reserved: "?+:='",
  shield: (reserved) => `?${reserved}`,
}

const lines = (...values: string[]) => ({
  opens: ['ST', '850', '0001'] as const,
  body: (put: (tag: string, ...elements: string[]) => void) => {
    for (const value of values) put('N1', value)
  },
  closes: 'SE',
  reference: '0001',
})

describe('delimited segments', () => {
  it('count the segments of a message and what each group holds', () => {
    const text = interchange(x12, {
      opens: ['ISA', '00', { declares: 'repetition' }, { declares: 'component' }],
      holds: [{ opens: ['GS', 'PO'], holds: [lines('a', 'b'), lines()], closes: 'GE', reference: '7' }],
      closes: 'IEA',
      reference: '000000007',
    })
    expect(text).toBe('ISA*00*^*>~GS*PO~ST*850*0001~N1*a~N1*b~SE*4*0001~ST*850*0001~SE*2*0001~GE*2*7~IEA*1*000000007~')
  })

  it('replace what X12 cannot release, so that no value ends early', () => {
    const text = interchange(x12, { opens: ['ISA'], holds: [lines('a*b~c>d^')], closes: 'IEA', reference: '1' })
    expect(text).toContain('N1*a b c d ~SE*3*')
  })

  it('put = after a TRADACOMS tag, release it in values, and leave a trailer without reference short', () => {
    const text = interchange(tradacoms, {
      opens: ['STX', ['ANA', '1']],
      holds: [{ opens: ['MHD', '1'], body: (put) => put('ORD', "a='b"), closes: 'MTR', reference: '' }],
      closes: 'END',
      reference: '',
    })
    expect(text).toBe("STX=ANA:1'\r\nMHD=1'\r\nORD=a?=?'b'\r\nMTR=3'\r\nEND=1'\r\n")
  })

  it('drop empty components and elements at the end, and keep those in between', () => {
    const body = (put: (tag: string, ...elements: (string | string[])[]) => void) => {
      put('A', '', ['', 'b', ''], ['', ''], '', [])
      put('B', '')
      put('C', ['', ''], '', 'c')
    }
    const text = interchange(tradacoms, {
      opens: ['S'],
      holds: [{ opens: ['M'], body, closes: 'T', reference: '' }],
      closes: 'E',
      reference: '',
    })
    expect(text.split('\r\n').slice(2, 5)).toEqual(["A=+:b'", "B'", "C=++c'"])
  })
})
