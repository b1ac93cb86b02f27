import { describe, expect, it } from 'vitest'
import { readX12Acknowledgements } from '../../../src/documents/x12/acknowledgements.ts'
import { x12, x855, x997 } from '../../fakes/acknowledgements.ts'
import { reading } from '../acknowledgement-reading.ts'

const { read, refusal } = reading(readX12Acknowledgements)

describe('997', () => {
  it('names the group and the set it answers, and accepts with A', () => {
    expect(read(x997(4217))).toEqual([
      {
        kind: 'functional',
        verdict: 'accepted',
        subject: { by: 'control-number', of: 'group', number: '4217', message: '0001', type: 'PO' },
        sender: { id: 'SUP1', qualifier: 'ZZ' },
        recipient: { id: 'GATEWAY', qualifier: 'ZZ' },
        test: false,
        senderReference: '000000077/77/0001',
        repeat: false,
        reason: null,
      },
    ])
  })

  it('rejects with R, and names segment, element and code', () => {
    const [answer] = read(x997(4217, 'R*5', ['AK3*PO1*7**8', 'AK4*3*355*7*XX']))
    expect(answer).toMatchObject({
      verdict: 'rejected',
      reason:
        '5 one or more segments in error. Segment 7 PO1: 8 segment has elements in error. Element 3: 7 invalid code value.',
    })
  })

  it.each([
    ['AK5', 7, (code: number) => x997(4217, `R*${code}`)],
    ['AK9', 6, (code: number) => x12('997', ['AK1*PO*4217', `AK9*R*1*1*0*${code}`])],
    ['AK3', 8, (code: number) => x997(4217, 'R', [`AK3*PO1*7**${code}`])],
    ['AK4', 10, (code: number) => x997(4217, 'R', ['AK3*PO1*7', `AK4*3*355*${code}`])],
  ])('names each error of the code list of %s, and says of another code that nothing was agreed', (_, last, reply) => {
    const reasons = Array.from({ length: last + 1 }, (__, at) => read(reply(at + 1))[0]?.reason ?? '')
    for (const [at, reason] of reasons.slice(0, last).entries()) {
      expect(reason).toMatch(new RegExp(`\\b${at + 1} \\w+[^:]*\\.$`))
      expect(reason.split(/: ?/).at(-1)).not.toContain('no agreed meaning')
    }
    expect(reasons.at(-1)).toContain(`${last + 1} an error with no agreed meaning.`)
  })

  it('with a code of no meaning says where', () => {
    expect(refusal(x12('997', ['AK1*PO*1', 'AK2*850*0001', 'AK5*Q', 'AK9*A*1*1*1']))).toContain('AK501')
  })

  it('needs a separator at each end of the sixteen elements of ISA', () => {
    expect(refusal(x997(1).replace('*P*>~', '*P->~'))).not.toBeNull()
  })

  it('with E is accepted, the errors noted', () => {
    expect(read(x997(4217, 'E*5'))[0]).toMatchObject({
      verdict: 'accepted',
      reason: '5 one or more segments in error.',
    })
  })

  it('of a group as a whole counts for what is in it, and the worse word counts', () => {
    const whole = (code: string) => read(x12('997', ['AK1*PO*4217', `AK9*${code}*1*1*0*2`]))[0]
    expect(whole('A')).toMatchObject({ verdict: 'accepted', subject: { message: null } })
    expect(whole('R')).toMatchObject({ verdict: 'rejected', reason: '2 functional group version not supported.' })
    expect(whole('P')?.verdict).toBe('rejected')
    const divided = x12('997', ['AK1*PO*4217', 'AK2*850*0001', 'AK5*A', 'AK9*R*1*1*0'])
    expect(read(divided)[0]?.verdict).toBe('rejected')
  })

  it('in the words of a 999 says the same', () => {
    const [answer] = read(
      x12('999', [
        'AK1*PO*4217*005010X231',
        'AK2*850*0001',
        'IK3*PO1*7**8',
        'CTX*TRIGGER',
        'IK4*3*355*7',
        'IK5*R*5',
        'AK9*R*1*1*0',
      ]),
    )
    expect(answer).toMatchObject({ kind: 'functional', verdict: 'rejected', subject: { number: '4217' } })
    expect(answer?.reason).toContain('Segment 7 PO1')
  })

  it.each([
    ['no group', ['AK1*PO*', 'AK9*A*1*1*1']],
    ['no kind of group', ['AK1**1', 'AK9*A*1*1*1']],
    ['a set without a number', ['AK1*PO*1', 'AK2*850', 'AK5*A', 'AK9*A*1*1*1']],
    ['no AK9', ['AK1*PO*1']],
    ['no AK1', ['AK9*A*1*1*1']],
    ['a code of no meaning', ['AK1*PO*1', 'AK9*Q*1*1*1']],
    ['a set that is never ended', ['AK1*PO*1', 'AK2*850*0001', 'AK9*A*1*1*1']],
    ['an end of no set', ['AK1*PO*1', 'AK5*A', 'AK9*A*1*1*1']],
    ['an order', ['AK1*PO*1', 'BEG*00', 'AK9*A*1*1*1']],
  ])('with %s is refused', (_, segments) => {
    expect(refusal(x12('997', segments))).not.toBeNull()
  })
})

describe('TA1', () => {
  const ta1 = (tail: string) => read(x12('', [], { outside: [`TA1*000004217*261124*1001*${tail}`] }))[0]

  it('says with A and E that the envelope came, and with R that it will not do', () => {
    expect(ta1('A*000')).toMatchObject({ verdict: 'received', subject: { number: '000004217' }, reason: null })
    expect(ta1('E*006')).toMatchObject({ verdict: 'received', reason: '006 invalid interchange sender.' })
    expect(ta1('R*006')).toMatchObject({ verdict: 'rejected', repeat: false })
    expect(ta1('R*025')).toMatchObject({ verdict: 'rejected', repeat: true })
  })

  it('may stand before a 997', () => {
    expect(
      read(x12('997', ['AK1*PO*1', 'AK9*A*1*1*1'], { outside: ['TA1*000000001*261124*1001*A*000'] })),
    ).toHaveLength(2)
  })
})

describe('855', () => {
  it.each(['BP', 'DR', 'IB', 'IC', 'ID', 'IF', 'IH', 'IP', 'IQ', 'IR', 'IS', 'IW'])(
    'says in words that a line has the status %s',
    (code) => {
      expect(read(x855('PO-1', 'AD', [code]))[0]).toMatchObject({
        verdict: 'accepted-with-changes',
        reason: expect.stringMatching(/^Line 1: [a-z][a-z ,-]+\.$/),
      })
    },
  )

  it('answers a cancellation with BAK01 01 alone', () => {
    const subject = (purpose: string) => read(x855('PO-1').replace('BAK*00', `BAK*${purpose}`))[0]?.subject
    expect(subject('01')).toEqual({ by: 'order-number', orderNumber: 'PO-1', cancellation: true })
    expect(subject('00')).toEqual({ by: 'order-number', orderNumber: 'PO-1' })
  })

  it.each([
    ['AD', 'accepted'],
    ['AK', 'accepted'],
    ['AT', 'accepted'],
    ['AC', 'accepted-with-changes'],
    ['AE', 'accepted-with-changes'],
    ['AH', 'accepted-with-changes'],
    ['RJ', 'rejected'],
    ['RD', 'rejected'],
    ['RO', 'rejected'],
  ])('with %s is %s', (type, verdict) => {
    expect(read(x855('PO-1', type))[0]).toMatchObject({
      kind: 'business',
      verdict,
      subject: { by: 'order-number', orderNumber: 'PO-1' },
    })
  })

  it('with a line that is not taken as ordered accepts with changes, whatever its head says', () => {
    expect(read(x855('PO-1', 'AD', ['IA', 'IQ', 'R2', 'ZZ']))[0]).toMatchObject({
      verdict: 'accepted-with-changes',
      reason: "Line 2: accepted, quantity changed. Line 3: rejected (R2). Line 4: 'ZZ'.",
    })
  })

  it.each([
    [['ACK*IA*4*EA'], 'Line 1: accepted, 4 of 6.'],
    [['ACK*IA*4*EA', 'ACK*IA*3*EA'], 'Line 1: accepted, 7 of 6.'],
    [['ACK*IA*4*EA', 'ACK*IA*2.0*EA'], null],
    [['ACK*IA*1*CA'], 'Line 1: accepted, 1 CA of 6 EA.'],
    [['ACK*IA*6*CA'], 'Line 1: accepted, 6 CA of 6 EA.'],
    [['ACK*IA*6'], null],
    [['ACK*IA*6*EA', 'ACK*IA*x*EA'], 'Line 1: accepted, 6 EA + x EA of 6 EA.'],
    [['ACK*IA*4*EA', 'ACK*IA'], 'Line 1: accepted, 4 of 6.'],
    [['ACK*IA*6*EA', 'ACK*IA'], null],
    [['ACK*IA'], null],
    [[], null],
  ])('with a line of six and %j is no plain acceptance where the quantity is another', (segments, reason) => {
    const [answer] = read(x12('855', ['BAK*00*AD*PO-1*20261124', 'PO1*1*6*EA***VN*00123', ...segments, 'CTT*1']))
    expect(answer).toMatchObject({ verdict: reason === null ? 'accepted' : 'accepted-with-changes', reason })
  })

  it.each([
    ['no order', x855('')],
    ['a type of no answer', x855('PO-1', 'ZZ')],
    ['no BAK', x12('855', ['CTT*1'])],
  ])('with %s is refused', (_, text) => {
    expect(refusal(text)).not.toBeNull()
  })
})

describe('an interchange', () => {
  it('is read by the separators its ISA declares', () => {
    const other = x997(1).replaceAll('*', '|').replaceAll('~', '\n').replaceAll('>', ':')
    expect(read(other)).toHaveLength(1)
    expect(read(x997(1).replaceAll('~', '~\r\n'))).toHaveLength(1)
  })

  it('may be followed by others in one file, each with its own separators', () => {
    const other = x997(2, 'A', [], { own: 78 }).replaceAll('*', '|').replaceAll('~', '\n')
    expect(read(`\r\n${x997(1)}\r\n${other}`).map(({ senderReference }) => senderReference)).toEqual([
      '000000077/77/0001',
      '000000078/78/0001',
    ])
    expect(refusal(`${x997(1)}${x997(2).slice(0, -1)}`)).not.toBeNull()
  })

  it('may be broken into lines of 80 characters', () => {
    expect(read(x997(4217).slice(0, 106) + x997(4217).slice(106).replace(/.{20}/g, '$&\r\n'))).toHaveLength(1)
  })

  it('says that it is a test', () => {
    expect(read(x997(1, 'A', [], { test: true }))[0]?.test).toBe(true)
  })

  it.each([
    ['nothing', ''],
    ['an ISA that is too short', x997(1).replace('ZZ*SUP1 ', 'ZZ*SUP1')],
    ['an ISA alone', x997(1).slice(0, 106)],
    ['half an ISA', x997(1).slice(0, 60)],
    ['one character for two separators', `${x997(1).slice(0, 104)}*~${x997(1).slice(106)}`],
    ['no end', x997(1).slice(0, -1)],
    ['another ISA13', x997(1).replace('IEA*1*000000077', 'IEA*1*000000078')],
    ['another IEA count', x997(1).replace('IEA*1', 'IEA*2')],
    ['another GE reference', x997(1).replace('GE*1*77', 'GE*1*78')],
    ['another GE count', x997(1).replace('GE*1', 'GE*3')],
    ['another SE reference', x997(1).replace('SE*6*0001', 'SE*6*0002')],
    ['another SE count', x997(1).replace('SE*6', 'SE*7')],
    ['a group that is never closed', x997(1).replace('GE*1*77~', '')],
    ['an order in it', x12('850', ['BEG*00*SA*PO-1**20261124'])],
    ['nothing in it', x12('', [])],
  ])('with %s is refused', (_, text) => {
    expect(refusal(text)).not.toBeNull()
  })
})
