import { describe, expect, it } from 'vitest'
import { readable } from '../../src/cli/readable.ts'

const latin1 = (text: string): Uint8Array => Uint8Array.from(text, (letter) => letter.charCodeAt(0))

describe('a document for reading', () => {
  it('has one EDIFACT segment on a line, and no line break after a released terminator', async () => {
    const { text, note } = await readable(latin1("UNA:+.? 'UNB+UNOC:3'FTX+vóór ?'x??'UNZ'"), 'application/EDIFACT')
    expect(text.split('\n')).toEqual(["UNA:+.? '", "UNB+UNOC:3'", "FTX+vóór ?'x??'", "UNZ'", ''])
    expect(note).toContain('no line breaks')
  })

  it('finds the terminator of X12 in the ISA segment', async () => {
    const isa = `ISA*${'0'.repeat(100)}>~`
    expect((await readable(latin1(`${isa}GS*PO~ST*850~`), 'text/plain')).text.split('\n')).toEqual([
      isa,
      'GS*PO~',
      'ST*850~',
      '',
    ])
  })

  it('leaves everything else alone', async () => {
    expect(await readable(new TextEncoder().encode('{"a":"é"}'), 'application/json')).toEqual({
      text: '{"a":"é"}',
      note: null,
    })
    expect((await readable(latin1('é'), 'text/plain; charset=iso-8859-1')).text).toBe('é')
  })

  it('shows of a mail who gets it, what it is about, its words and what is attached', async () => {
    const mail = [
      ...['From: a@x.example', 'To: b@y.example', 'Subject: =?utf-8?Q?Cr=C3=A8me?=', 'MIME-Version: 1.0'],
      ...['Content-Type: multipart/mixed; boundary=b', '', '--b', 'Content-Type: text/plain', '', 'Six boxes'],
      ...['--b', 'Content-Type: application/xml; name=o.xml', 'Content-Disposition: attachment; filename=o.xml'],
      ...['', '<a/>', '--b--', ''],
    ]
    const { text } = await readable(latin1(mail.join('\r\n')), 'message/rfc822')
    expect(text.trimEnd().split('\n')).toEqual([
      ...[
        'From: a@x.example',
        'To: b@y.example',
        'Subject: Crème',
        'Attached: o.xml (application/xml)',
        '',
        'Six boxes',
      ],
    ])
  })
})
