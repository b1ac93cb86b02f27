import { constants } from 'node:os'
import { describe, expect, it, vi } from 'vitest'
import { diskTrouble } from '../../src/courier/trouble.ts'
import { contrlError } from '../../src/documents/edifact/contrl-errors.ts'
import { elementError, envelopeError, groupError, segmentError, setError } from '../../src/documents/x12/error-codes.ts'
import { findingNote, noteText, quotedNoteText, readFindings } from '../../src/model/finding.ts'
import { startCpuTime } from '../fakes/cpu-time.ts'

describe('text that is no finding', () => {
  it.each(['It is on the truck.', 'Uw klant is onbekend', 'Kapot. Bel ons. Dank u.', ''])(
    'stays as another system wrote it: %s',
    (text) => {
      expect(noteText(text, 'nl')).toBe(text)
      expect(readFindings(text)).toEqual([])
    },
  )

  it('is quoted where it is a receiver’s answer, beside what the gateway reads in it', () => {
    const reason = 'It is on the truck. Line 2: not accepted.'
    expect(quotedNoteText(reason, 'nl')).toBe('“It is on the truck.” Regel 2: niet aanvaard.')
    expect(quotedNoteText(reason, 'fr')).toBe('«\u00a0It is on the truck.\u00a0» Ligne 2\u00a0: non acceptée.')
  })

  it.each(['Nothing was sent.', 'Paused by hand.', 'The receiver answered 503.', 'no. Nothing was sent. Call us.'])(
    'is quoted as a whole where a receiver writes a sentence of the gateway: %s',
    (said) => {
      expect(quotedNoteText(said, 'nl')).toBe(`“${said}”`)
      expect(
        noteText(findingNote('acknowledged-because', { acknowledgement: 'business: rejected', answer: said }), 'fr'),
      ).toBe(`commercial\u00a0: rejeté. «\u00a0${said}\u00a0»`)
    },
  )

  it('is read in a bounded time, however long and whatever is in it', () => {
    const cpuTime = startCpuTime()
    for (const part of ['A. ', 'The receiver answered ', ': ', 'not in folder '])
      noteText(part.repeat(100_000), 'nl').slice(0, 1)
    for (const part of ['A. ', 'The receiver answered 1, and in it ', ': ', 'x is not in x, and x has '])
      noteText(part.repeat(990 / part.length), 'nl')
    expect(cpuTime()).toBeLessThan(3_000)
  })
})

describe('a code of another system', () => {
  it('has its meaning in every language: CONTRL, 997, 999 and TA1', () => {
    const texts = [
      ...Array.from({ length: 41 }, (_, code) => contrlError(String(code))),
      ...[setError, groupError, segmentError, elementError, envelopeError].flatMap((named) =>
        ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9', '10', '000', '001', '006', '008', '025'].map(named),
      ),
    ]
    for (const text of texts) expect([text, readFindings(text).length]).toEqual([text, 1])
  })

  it('has its meaning in every language: an error of the disk at a courier', () => {
    for (const code of [...Object.keys(constants.errno), 'EHOSTDOWN']) {
      const { text } = diskTrouble(Object.assign(new Error(), { code }), '/srv/orders/in') ?? { text: '' }
      expect([text, readFindings(text).length]).toEqual([text, 1])
    }
  })
})

describe('a receiver’s text without a finding', () => {
  const TEXT =
    'Error in the document. The item was not found in plant 1000. Customer C-77 is blocked. The credit limit is exceeded. Call your account manager. The transaction was rolled back. Nothing was processed. Try again later.'

  function expressionsTried(read: () => unknown): number {
    const tries = vi.spyOn(RegExp.prototype, 'exec')
    try {
      read()
      return tries.mock.calls.length
    } finally {
      tries.mockRestore()
    }
  }

  it('is compared with few sentences of the gateway', () => {
    expect(expressionsTried(() => readFindings(TEXT))).toBeLessThan(300)
  })

  it('is compared once, however many deliveries have the text', () => {
    readFindings(TEXT)
    expect(expressionsTried(() => noteText(TEXT, 'nl'))).toBe(0)
  })
})
