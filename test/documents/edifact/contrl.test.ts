import { describe, expect, it } from 'vitest'
import { readEdifactAcknowledgements } from '../../../src/documents/edifact/acknowledgements.ts'
import { contrl, edifact } from '../../fakes/acknowledgements.ts'
import { reading } from '../acknowledgement-reading.ts'

const { read, refusal } = reading(readEdifactAcknowledgements)

describe('CONTRL', () => {
  it('names the interchange it answers, whose system speaks, and accepts it with 7', () => {
    expect(read(contrl('00000000004217'))).toEqual([
      {
        kind: 'functional',
        verdict: 'accepted',
        subject: { by: 'control-number', of: 'interchange', number: '00000000004217', message: null, type: null },
        sender: { id: '5412345000013', qualifier: '14' },
        recipient: { id: 'ORDERBRIDGE', qualifier: 'ZZZ' },
        test: false,
        senderReference: '77/1',
        repeat: false,
        reason: null,
      },
    ])
  })

  it('rejects with 4, and the error is named', () => {
    const [answer] = read(contrl('4217', '4+39'))
    expect(answer).toMatchObject({ verdict: 'rejected', reason: '39 data element too long.', repeat: false })
  })

  it('names each error of the code list, and says of another code that nothing was agreed', () => {
    const codes = [2, 7, ...Array.from({ length: 29 }, (_, at) => at + 12)]
    const reasons = [...codes, 1].map((code) => read(contrl('4217', `4+${code}`))[0]?.reason ?? '')
    for (const [at, reason] of reasons.slice(0, -1).entries()) {
      expect(reason).toMatch(new RegExp(`^${codes[at]} \\w+`))
      expect(reason).not.toContain('no agreed meaning')
    }
    expect(new Set(reasons.map((reason) => reason.replace(/^\d+/, ''))).size).toBe(codes.length + 1)
    expect(reasons.at(-1)).toBe('1 an error with no agreed meaning.')
  })

  it('says with 8 that it came, and no more', () => {
    expect(read(contrl('4217', '8'))[0]?.verdict).toBe('received')
  })

  it('rejects one message of an interchange it acknowledges, with segment and element', () => {
    const details = ['UCM+1+ORDERS:D:96A:UN+4', 'UCS+12+13', 'UCD+12+3:2']
    const [answer] = read(contrl('4217', '7', details))
    expect(answer).toMatchObject({
      verdict: 'rejected',
      subject: { message: '1', type: 'ORDERS' },
      reason: 'Segment 12: 13 missing. Element 3.2: 12 invalid value.',
    })
  })

  it('says apart what it says of the other messages of the interchange', () => {
    const answers = read(contrl('4217', '7', ['UCM+3+ORDERS:D:96A:UN+4', 'UCM+5+ORDERS:D:96A:UN+7']))
    expect(answers.map(({ verdict, subject }) => [verdict, 'message' in subject && subject.message])).toEqual([
      ['rejected', '3'],
      ['accepted', '5'],
      ['accepted', null],
    ])
    expect(answers.at(-1)?.subject).toMatchObject({ exceptMessages: ['3', '5'] })
  })

  it('speaks of the group in the interchange, whose rejection counts before what is said of the message', () => {
    const [accepted] = read(contrl('4217', '7', ['UCF+812+A+B+7', 'UCM+1+ORDERS:D:96A:UN+7']))
    expect(accepted).toMatchObject({
      verdict: 'accepted',
      subject: { of: 'interchange', number: '4217', message: '1' },
    })
    const [rejected] = read(contrl('4217', '7', ['UCF+812+A+B+4+12', 'UCM+1+ORDERS:D:96A:UN+7']))
    expect(rejected).toMatchObject({ verdict: 'rejected', reason: '12 invalid value.' })
    expect(read(contrl('4217', '7', ['UCF+812+A+B+8']))[0]?.verdict).toBe('received')
    expect(read(contrl('4217', '4+26', ['UCF+812+A+B+7']))[0]?.verdict).toBe('rejected')
  })

  it('tells a rejection for nothing but a repetition from others', () => {
    expect(read(contrl('4217', '4+26'))[0]).toMatchObject({ repeat: true, reason: '26 duplicate detected.' })
    expect(read(contrl('4217', '4', ['UCM+1+ORDERS:D:96A:UN+4+26', 'UCS+2+13']))[0]?.repeat).toBe(false)
    expect(read(contrl('4217', '4'))[0]?.repeat).toBe(false)
  })

  it.each([
    ['an action of no meaning', contrl('4217', '9'), '0083'],
    ['no action', contrl('4217', ''), '0083'],
    ['no interchange', contrl(''), 'no interchange'],
    ['two UCI', contrl('1', '7', ['UCI+2+ORDERBRIDGE:ZZZ+5412345000013:14+7']), 'one UCI'],
    ['two groups', contrl('1', '7', ['UCF+1+A+B+7', 'UCF+2+A+B+7']), 'more groups'],
    ['a group after a message', contrl('1', '7', ['UCM+1+ORDERS:D:96A:UN+7', 'UCF+1+A+B+7']), 'more groups'],
    ['a group of no action', contrl('1', '7', ['UCF+1+A+B']), 'UCF 0083'],
    ['other parties than its envelope', edifact('CONTRL', ['UCI+1+ORDERBRIDGE:ZZZ+SOMEONE:14+7']), 'other parties'],
    ['nothing', edifact('CONTRL', []), 'one UCI'],
  ])('with %s is refused', (_, text, why) => {
    expect(refusal(text)).toContain(why)
  })
})
