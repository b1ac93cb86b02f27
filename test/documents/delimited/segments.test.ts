import { describe, expect, it } from 'vitest'
import { interchange, type Put, type Syntax } from '../../../src/documents/delimited/segments.ts'

const x12: Syntax = {
  advice: '',
  tag: '*',
  element: '*',
  component: '>',
  terminator: '~',
  lineEnd: '',
  reserved: /[*>~^]/,
  eachReserved: /[*>~^]/g,
  shield: () => ' ',
  respelled: null,
}

const tradacoms: Syntax = {
  advice: '',
  tag: '=',
  element: '+',
  component: ':',
  terminator: "'",
  lineEnd: '\r\n',
  reserved: /[?+:=']/,
  eachReserved: /[?+:=']/g,
  shield: (reserved) => `?${reserved}`,
  respelled: null,
}

const lines = (...values: string[]) => ({
  opens: (put: Put) => put`ST*850*0001`,
  body: (put: Put) => {
    for (const value of values) put`N1*${value}`
  },
  closes: 'SE',
  reference: '0001',
})

describe('delimited segments', () => {
  it('count the segments of a message and what each group holds', () => {
    const text = interchange(x12, {
      opens: (put) => put`ISA*00*^*>`,
      holds: [{ opens: (put) => put`GS*PO`, holds: [lines('a', 'b'), lines()], closes: 'GE', reference: '7' }],
      closes: 'IEA',
      reference: '000000007',
    })
    expect(text).toBe('ISA*00*^*>~GS*PO~ST*850*0001~N1*a~N1*b~SE*4*0001~ST*850*0001~SE*2*0001~GE*2*7~IEA*1*000000007~')
  })

  it('replace what X12 cannot release, so that no value ends early', () => {
    const text = interchange(x12, {
      opens: (put) => put`ISA`,
      holds: [lines('a*b~c>d^')],
      closes: 'IEA',
      reference: '1',
    })
    expect(text).toContain('N1*a b c d ~SE*3*')
  })

  it('put = after a TRADACOMS tag, release it in values, and leave a trailer without reference short', () => {
    const text = interchange(tradacoms, {
      opens: (put) => put`STX=ANA:1`,
      holds: [{ opens: (put) => put`MHD=1`, body: (put) => put`ORD=${"a='b"}`, closes: 'MTR', reference: '' }],
      closes: 'END',
      reference: '',
    })
    expect(text).toBe("STX=ANA:1'\r\nMHD=1'\r\nORD=a?=?'b'\r\nMTR=3'\r\nEND=1'\r\n")
  })

  it('write in the separators a partner asked for, and shield values from those', () => {
    const respelled = new Map([
      ['*', '|'],
      ['>', ':'],
    ])
    const piped = {
      ...x12,
      element: '|',
      component: ':',
      tag: '|',
      reserved: /[|:~^]/,
      eachReserved: /[|:~^]/g,
      respelled,
    }
    const group = { opens: (put: Put) => put`ISA*00*^*>`, holds: [lines('a|b*c', '')], closes: 'IEA', reference: '1' }
    expect(interchange(piped, group)).toBe('ISA|00|^|:~ST|850|0001~N1|a b*c~N1~SE|4|0001~IEA|1|1~')
  })

  it('drop empty components and elements at the end, and keep those in between', () => {
    const body = (put: Put) => {
      put`A=${''}+${['', 'b', '']}+${['', '']}+${''}`
      put`B=${''}`
      put`C=${''}:${[]}+${''}+c`
      put`D=${1}+:${''}:+${''}+`
      put`E=${['a', '', 'b']}`
      put`F=a+${''}+`
      put`G=a+${''}+${''}+b`
      put`H=a+${''}:b`
      put`I=a:${''}+b`
      put`J=${0}+${'0'}`
      put`K=${1}+b:${''}+`
      put`L=${1}+b${2}+${''}+`
      put`M=a+${''}:+${'b'}+c`
      put`N=a+${''}++`
      put`O=a+${''}+:`
    }
    const text = interchange(tradacoms, {
      opens: (put) => put`S`,
      holds: [{ opens: (put) => put`M`, body, closes: 'T', reference: '' }],
      closes: 'E',
      reference: '',
    })
    expect(text.split('\r\n').slice(2, 17)).toEqual([
      ...["A=+:b'", "B'", "C=++c'", "D=1'", "E=a::b'"],
      ...["F=a'", "G=a+++b'", "H=a+:b'", "I=a+b'", "J=0+0'"],
      ...["K=1+b'", "L=1+b2'", "M=a++b+c'", "N=a'", "O=a'"],
    ])
  })
})
