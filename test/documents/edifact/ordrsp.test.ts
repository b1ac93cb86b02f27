import { describe, expect, it } from 'vitest'
import { ACKNOWLEDGEMENT_BYTES } from '../../../src/documents/answers/acknowledgement.ts'
import { readEdifactAcknowledgements } from '../../../src/documents/edifact/acknowledgements.ts'
import { contrl, edifact, ordrsp } from '../../fakes/acknowledgements.ts'
import { reading } from '../acknowledgement-reading.ts'

const { read, refusal } = reading(readEdifactAcknowledgements)

describe('ORDRSP', () => {
  it.each([
    ['29', 'business', 'accepted'],
    ['27', 'business', 'rejected'],
    ['4', 'business', 'accepted-with-changes'],
    ['9+AP', 'business', 'accepted'],
    ['9+RE', 'business', 'rejected'],
    ['9+AB', 'functional', 'accepted'],
    ['28', 'business', 'accepted-with-changes'],
    ['30', 'business', 'accepted-with-changes'],
    ['34', 'business', 'accepted-with-changes'],
    ['44', 'business', 'accepted'],
    ['45', 'business', 'accepted-with-changes'],
  ])('with %s is %s: %s', (code, kind, verdict) => {
    expect(read(ordrsp('PO-1', code))[0]).toMatchObject({
      kind,
      verdict,
      subject: { by: 'order-number', orderNumber: 'PO-1' },
    })
  })

  it('with a line that is changed accepts with changes, whatever its head says, and names the line', () => {
    const [answer] = read(ordrsp('PO-1', '29', ['LIN+1+5', 'LIN+2+3', 'LIN+3+7']))
    expect(answer).toMatchObject({ verdict: 'accepted-with-changes', reason: 'Line 2: changed. Line 3: not accepted.' })
  })

  it.each([
    ['10', 'Line 1: not found.'],
    ['24', "Line 1: '24'."],
    ['X', "Line 1: 'X'."],
  ])('with a line of status %s is no plain acceptance', (status, reason) => {
    const [answer] = read(ordrsp('PO-1', '29', [`LIN+1+${status}`, 'LIN+2+5', 'LIN+3', 'LIN+4+4', 'LIN+5+11']))
    expect(answer).toMatchObject({ verdict: 'accepted-with-changes', reason })
  })

  it.each([
    [['QTY+21:6', 'QTY+113:4'], 'Line 1: accepted, 4 of 6.'],
    [['QTY+21:6', 'QTY+113:0'], 'Line 1: accepted, 0 of 6.'],
    [['QTY+21:6', 'QTY+113:6.0'], null],
    [['QTY+113:4'], null],
    [['QTY+21:6'], null],
    [['QTY+21:6,5:KGM', 'QTY+113:4,5:KGM'], 'Line 1: accepted, 4.5 of 6.5.'],
    [['QTY+21:6,5:KGM', 'QTY+113:6.50:KGM'], null],
    [['QTY+21:6', 'QTY+113:x'], 'Line 1: accepted, x of 6.'],
    [['QTY+21:6', 'QTY+12:4', 'QTY+83:2'], 'Line 1: accepted, 4 of 6, 2 back-ordered.'],
    [['QTY+21:6', 'QTY+83:2'], 'Line 1: 2 back-ordered.'],
    [['QTY+21:6', 'QTY+83:0'], null],
    [['QTY+21:6:CT', 'QTY+113:6:PCE'], 'Line 1: accepted, 6 PCE of 6 CT.'],
    [['QTY+21:6', 'QTY+113:4', 'SCC+1', 'QTY+21:4'], 'Line 1: accepted, 4 of 6.'],
    [['QTY+21:6', 'SCC+1', 'QTY+113:4', 'SCC+1', 'QTY+113:2'], null],
    [['QTY+21:6', 'SCC+1', 'QTY+113:4'], 'Line 1: accepted, 4 of 6.'],
    [['QTY+21:6', 'LOC+7+A', 'QTY+113:4', 'LOC+7+B', 'QTY+113:2'], null],
    [['QTY+21:6', 'QTY+113:6', 'PAC+2', 'QTY+113:2'], null],
  ])('with a line of %j is no plain acceptance where less is to be delivered', (quantities, reason) => {
    const [answer] = read(ordrsp('PO-1', '29', ['LIN+1+5', ...quantities, 'LIN+2', 'QTY+21:3']))
    expect(answer).toMatchObject({ verdict: reason === null ? 'accepted' : 'accepted-with-changes', reason })
  })

  it('names the quantity of a line that it calls changed', () => {
    const [answer] = read(ordrsp('PO-1', '4', ['LIN+1+3', 'QTY+21:6', 'QTY+113:4']))
    expect(answer?.reason).toBe('Line 1: changed, 4 of 6.')
  })

  it('brings the words of its FTX, released characters read back', () => {
    const [answer] = read(ordrsp("PO-1?+a?'b", '27', ['FTX+AAI+++Geen levering?: te laat:morgen wel']))
    expect(answer?.subject).toEqual({ by: 'order-number', orderNumber: "PO-1+a'b" })
    expect(answer?.reason).toBe('Geen levering: te laat morgen wel')
  })

  it.each([
    ['no order', ordrsp('')],
    ['two orders', ordrsp('PO-1', '29', ['RFF+ON:PO-2'])],
    ['a function of no answer', ordrsp('PO-1', '9')],
    ['another document', edifact('ORDRSP', ['BGM+220+1+29', 'RFF+ON:PO-1'])],
    ['an order named in its lines only', edifact('ORDRSP', ['BGM+231+1+29', 'LIN+1', 'RFF+ON:PO-1'])],
  ])('with %s is refused', (_, text) => {
    expect(refusal(text)).not.toBeNull()
  })
})

describe('an interchange', () => {
  it('without UNA is read with the usual characters, and with UNA with the ones it names', () => {
    expect(read(contrl('1').slice(9))).toHaveLength(1)
    const other = contrl('1').slice(9).replaceAll('+', '|').replaceAll(':', '^').replaceAll("'", '~')
    expect(read(`UNA^|.! ~${other}`)).toHaveLength(1)
  })

  it('may hold its messages in groups, every count and reference checked', () => {
    const grouped = (unz: string, une = 'UNE+1+5', ung = 'UNG+CONTRL+A+B+261124:1001+5+UN+D:96A'): string =>
      contrl('1')
        .replace("UNH+1+CONTRL:D:96A:UN'", `${ung}'UNH+1+CONTRL:D:96A:UN'`)
        .replace("UNZ+1+77'", `${une === '' ? '' : `${une}'`}${unz}'`)
    expect(read(grouped('UNZ+1+77'))).toHaveLength(1)
    expect(refusal(grouped('UNZ+2+77'))).toContain('groups')
    expect(refusal(grouped('UNZ+1+77', 'UNE+2+5'))).toContain('UNE counts')
    expect(refusal(grouped('UNZ+1+77', 'UNE+1+6'))).toContain('UNE does not repeat')
    expect(refusal(grouped('UNZ+1+77', ''))).toContain('UNG is never closed by UNE')
    expect(refusal(grouped('UNZ+1+77', "UNE+1+5'UNH+2"))).toContain('where UNG should')
  })

  it('may stand one segment a line, or in lines of 80 characters, after empty lines and a byte order mark', () => {
    expect(read(`${contrl('1').replaceAll("'", "'\r\n")}\r\n`)).toHaveLength(1)
    expect(read(`\r\n${contrl('1')}`)).toHaveLength(1)
    expect(read(`\uFEFF${contrl('1').replace('UNOC:3', 'UNOY:4')}`)).toHaveLength(1)
    const wrapped = ordrsp('PO-1', '27', ['FTX+AAI+++Geen levering op zondag']).replace(/.{20}/g, '$&\r\n')
    expect(read(wrapped)[0]).toMatchObject({
      subject: { orderNumber: 'PO-1' },
      reason: 'Geen levering op zondag',
    })
  })

  it('may be followed by others in one file, each with its own characters and character set', () => {
    const own = { own: '78' }
    const other = contrl('2', '7', [], own).slice(9).replaceAll('+', '|').replaceAll(':', '^').replaceAll("'", '~')
    const text = `${contrl('1')}\r\nUNA^|.! ~${other}${ordrsp('PO-é', '27', [], own).replace('UNOC:3', 'UNOY:4')}`
    expect(read(text).map(({ subject }) => ('number' in subject ? subject.number : subject))).toEqual([
      '1',
      '2',
      { by: 'order-number', orderNumber: 'PO-é' },
    ])
    expect(refusal(`${contrl('1')}${contrl('2').slice(0, -1)}`)).not.toBeNull()
  })

  it('says that it is a test', () => {
    expect(read(contrl('1', '7', [], { test: true }))[0]?.test).toBe(true)
    // ISO 9735-1:1998, element 0035: 2 to 4 are tests too.
    const live = contrl('1', '7', [], { test: true })
    expect(read(live.replace('++++++1', '++++++2'))[0]?.test).toBe(true)
    expect(read(live.replace('++++++1', '++++++0'))[0]?.test).toBe(false)
  })

  it('in UTF-8 is read as its UNB says, and refused where its bytes are not', () => {
    const text = ordrsp('PO-é', '27').replace('UNOC:3', 'UNOY:4')
    expect(read(text)[0]?.subject).toEqual({ by: 'order-number', orderNumber: 'PO-é' })
    expect(refusal(Uint8Array.from(text, (letter) => letter.charCodeAt(0)))).toContain('UTF-8')
    const latin = ordrsp('PO-é', '27')
    const result = readEdifactAcknowledgements(Uint8Array.from(latin, (letter) => letter.charCodeAt(0)))
    expect(result.ok && result.value[0]?.subject).toEqual({ by: 'order-number', orderNumber: 'PO-é' })
  })

  it.each([
    ['nothing', ''],
    ['JSON', '{"status": "OK"}'],
    ['XML', '<Order/>'],
    ['X12', 'ISA*00*~'],
    ['a UNA of five equal characters', `UNA++.++ ${contrl('1').slice(9)}`],
    ['no end', contrl('1').slice(0, -1)],
    ['half', contrl('1').slice(0, 90)],
    ['a release character at its end', `${contrl('1')}?`],
    ['something after it', `${contrl('1')}UNB+`],
    ['another UNZ reference', contrl('1').replace('UNZ+1+77', 'UNZ+1+78')],
    ['another UNZ count', contrl('1').replace('UNZ+1', 'UNZ+2')],
    ['another UNT count', contrl('1').replace('UNT+3', 'UNT+4')],
    ['another UNT reference', contrl('1').replace('UNT+3+1', 'UNT+3+2')],
    ['a message that is never closed', contrl('1').replace("UNT+3+1'", '')],
    ['an order in it', edifact('ORDERS', ['BGM+220+1+9'])],
    ['no message', "UNB+UNOC:3+A+B+261124:1001+77'UNZ+0+77'"],
    ['a control character in a value', contrl('1').replace('ORDERBRIDGE', 'ORDER\tBRIDGE')],
    ['a tag of lower case', contrl('1').replace('UCI', 'uci')],
    [
      'too many segments',
      edifact(
        'CONTRL',
        Array.from({ length: 20_000 }, () => 'UCM+1'),
      ),
    ],
    ['too many values', edifact('CONTRL', [`UCI${'+'.repeat(200_001)}`])],
  ])('with %s is refused', (_, text) => {
    expect(refusal(text)).not.toBeNull()
  })

  it('longer than the limit is refused before it is read', () => {
    expect(refusal(new Uint8Array(ACKNOWLEDGEMENT_BYTES + 1))).toContain('longer')
  })
})
