import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readIncomingMail } from '../../src/replies/read-bounce.ts'
import { utf8 } from '../../src/text/utf8.ts'
import { costOf } from '../fakes/cost.ts'
import { startCpuTime } from '../fakes/cpu-time.ts'

const read = (text: string) => readIncomingMail(utf8(text.replace(/\n/g, '\r\n')))

/** Bounces in the form of these servers, with the fields that the reader needs. */
const POSTFIX = `From: MAILER-DAEMON@mx.fresco.example (Mail Delivery System)
Subject: Undelivered Mail Returned to Sender
To: orders@gateway.example
Auto-Submitted: auto-replied
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status;
	boundary="4BZc5.1/mx.fresco.example"

--4BZc5.1/mx.fresco.example
Content-Description: Notification
Content-Type: text/plain; charset=us-ascii

I'm sorry to have to inform you.

--4BZc5.1/mx.fresco.example
Content-Description: Delivery report
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.fresco.example
X-Postfix-Queue-ID: 4BZc5

Final-Recipient: rfc822; box17@fresco.example
Original-Recipient: rfc822;desk@fresco.example
Action: failed
Status: 5.1.1
Remote-MTA: dns; inner.fresco.example
Diagnostic-Code: smtp; 550 5.1.1 <desk@fresco.example>: Recipient address
    rejected: User unknown

--4BZc5.1/mx.fresco.example
Content-Description: Undelivered Message Headers
Content-Type: text/rfc822-headers

Return-Path: <orders@gateway.example>
Message-ID: <abc.def@gateway.example>
Subject: Order PO-1

--4BZc5.1/mx.fresco.example--
`

const EXCHANGE = `From: <postmaster@fresco.example>
To: <orders@gateway.example>
Content-Type: multipart/report; report-type=delivery-status; boundary="x"
MIME-Version: 1.0

--x
Content-Type: multipart/alternative; boundary="y"

--y
Content-Type: text/plain; charset="us-ascii"

Delivery has failed to these recipients.
--y
Content-Type: text/html; charset="us-ascii"

<html><body>Delivery has failed.</body></html>
--y--

--x
Content-Type: message/delivery-status

Reporting-MTA: dns;EX01.fresco.example
Received-From-MTA: dns;mail.gateway.example

Final-Recipient: rfc822;one@fresco.example
Action: delayed
Status: 4.4.7

Final-Recipient: RFC822; two@fresco.example
Action: Failed
Status: 5.2.2
Diagnostic-Code: smtp;554 5.2.2 mailbox full

Final-Recipient: rfc822;three@fresco.example
Action: relayed
Status: 2.0.0

--x
Content-Type: message/rfc822

Message-ID:
 <abc.def@gateway.example>
From: <orders@gateway.example>

Message-ID: <not.this@gateway.example>
--x--
`

describe('a mail that came back', () => {
  it('is read as Postfix writes it, under the address that we wrote to', () => {
    expect(read(POSTFIX)).toEqual({
      messageId: 'abc.def@gateway.example',
      recipients: [
        {
          ...{ address: 'desk@fresco.example', action: 'failed' },
          diagnosis: '5.1.1 550 5.1.1 <desk@fresco.example>: Recipient address rejected: User unknown',
        },
      ],
    })
  })

  it('is read as Exchange writes it, each recipient by itself', () => {
    expect(read(EXCHANGE)).toEqual({
      messageId: 'abc.def@gateway.example',
      recipients: [
        { address: 'one@fresco.example', action: 'delayed', diagnosis: '4.4.7' },
        { address: 'two@fresco.example', action: 'failed', diagnosis: '5.2.2 554 5.2.2 mailbox full' },
      ],
    })
  })

  it('is known by the header that another sender leaves alone', () => {
    const text = POSTFIX.replace('Message-ID:', 'Message-ID: <theirs@mail.example>\nX-Orderbridge-Message-ID:')
    expect(read(text)).toMatchObject({ messageId: 'abc.def@gateway.example' })
  })

  it('has no name where the mail itself is not with it', () => {
    expect(read(POSTFIX.replace('text/rfc822-headers', 'text/plain'))).toMatchObject({ messageId: null })
    expect(read(POSTFIX.replace('Message-ID: <', 'Message-ID: '))).toMatchObject({ messageId: null })
  })

  it('is read where it was cut off before its end', () => {
    expect(read(POSTFIX.slice(0, POSTFIX.lastIndexOf('\n--')))).toEqual(read(POSTFIX))
  })

  it('says little, in one line, without control characters', () => {
    const text = POSTFIX.replace('Recipient address\n    rejected', `\u0007${'so '.repeat(200)}\n   and so on`)
    const bounce = read(text)
    const said = typeof bounce === 'string' ? '' : (bounce.recipients[0]?.diagnosis ?? '')
    expect(said.length).toBeLessThanOrEqual(160)
    expect(said).not.toMatch(/\p{C}/u)
  })
})

describe('any other mail', () => {
  const mail = (headers: string, body = 'Hello.') =>
    `From: an@fresco.example\nTo: orders@gateway.example\n${headers}\n\n${body}\n`

  it.each([
    'Auto-Submitted: auto-replied',
    'Auto-Submitted: auto-generated (vacation)',
    'Precedence: bulk',
    'X-Autoreply: yes',
    'X-Auto-Response-Suppress: All',
    'List-Id: <orders.fresco.example>',
    'Content-Type: multipart/report; report-type=disposition-notification; boundary="x"',
  ])('is written by nobody: %s', async (headers) => {
    expect(read(mail(headers))).toBe('auto')
  })

  it.each(['Subject: Re: Order PO-1', 'Auto-Submitted: no', 'Precedence: first-class'])(
    'is a person’s: %s',
    async (headers) => {
      expect(read(mail(headers))).toBe('person')
    },
  )

  it('is no failure when everything went well', () => {
    expect(read(POSTFIX.replace('Action: failed', 'Action: delivered'))).toBe('auto')
  })

  it.each(['', '\n', 'no headers at all', 'Content-Type: multipart/report; boundary=\n\n--\n--'])(
    'may be anything: %j',
    async (text) => {
      expect(['auto', 'person']).toContain(read(text))
    },
  )
})

/** More than a megabyte, because anyone may send such a mail. */
describe('a mail that was made to hold us up', () => {
  const status = (fields: string): string =>
    `Content-Type: multipart/report; boundary="x"\n\n--x\nContent-Type: message/delivery-status\n\n${fields}\n--x--\n`

  it.each<[string, string]>([
    ['an address of at signs', status(`\n\nFinal-Recipient: rfc822;${'@'.repeat(1_000_000)} x\nAction: failed`)],
    ['recipients without end', status('\n\nFinal-Recipient: rfc822; a@b.example\nAction: failed\n'.repeat(30_000))],
    ['a line folded without end', status(`\n\nFinal-Recipient: rfc822;${'\n '.repeat(500_000)}a@b.example`)],
    ['empty lines without end', status(`\n\n${'\n '.repeat(500_000)}\nAction: failed`)],
    ['parts without end', `Content-Type: multipart/mixed; boundary=x\n\n${'--x\n\ny\n'.repeat(300_000)}--x--`],
    [
      'parts in parts without end',
      Array.from({ length: 20_000 }, (_, at) => `Content-Type: multipart/mixed; boundary=x${at}\n\n--x${at}\n`).join(
        '',
      ),
    ],
    [
      'lines in parts in parts',
      Array.from({ length: 200 }, (_, at) => `Content-Type: multipart/mixed; boundary=x${at}\n\n--x${at}\n`).join('') +
        '\ny'.repeat(1_000_000),
    ],
    ['headers without end', `${'X-A: b\n'.repeat(500_000)}\nHello.`],
    ['HTML of line breaks', `Content-Type: text/html\n\n${'\n'.repeat(1_000_000)}x`],
    ['a delimiter of nothing', `Content-Type: multipart/mixed; boundary=""\n\n${'--\n'.repeat(500_000)}`],
  ])('is read as quickly as any: %s', (_, text) => {
    const bytes = utf8(text.replace(/\n/g, '\r\n'))
    const cpuTime = startCpuTime()
    readIncomingMail(bytes)
    expect(cpuTime()).toBeLessThan(1_500)
  })

  it('costs little time and memory, though its parts hold parts that hold parts', () => {
    const { seconds, megabytes } = costOf({
      prepare: `
        import { readIncomingMail } from './src/replies/read-bounce.ts'
        const PARTS = [36, 36, 36, 30]
        const level = (depth) => depth === PARTS.length ? '\\n' :
          'Content-Type:multipart/a;boundary=' + depth + '\\n\\n' + ('--' + depth + '\\n' + level(depth + 1)).repeat(PARTS[depth])
        const mail = new TextEncoder().encode(level(0)).subarray(0, 5_000_000)`,
      work: 'readIncomingMail(mail)',
    })
    expect(seconds).toBeLessThan(1)
    expect(megabytes).toBeLessThan(100)
  })

  it('is read up to its two-hundredth part, at all levels together', () => {
    const STATUS = 'Content-Type: message/delivery-status\n\n\n\nFinal-Recipient: rfc822; a@b.example\nAction: failed\n'
    const mixed = (boundary: string, parts: readonly string[]): string =>
      `Content-Type: multipart/mixed; boundary=${boundary}\n\n${parts.map((part) => `--${boundary}\n${part}\n`).join('')}--${boundary}--\n`
    const filling = (parts: number) => Array<string>(parts).fill('\nHello.')
    const report = (before: number) =>
      mixed('x', [mixed('y', filling(98)), mixed('z', [...filling(before - 100), STATUS])])
    expect(read(report(199))).toMatchObject({ recipients: [{ address: 'a@b.example' }] })
    expect(read(report(200))).toBe('person')
  })

  it('has no boundary of more than seventy characters', () => {
    const report = (length: number) => POSTFIX.replaceAll('4BZc5.1/mx.fresco.example', 'b'.repeat(length))
    expect(read(report(70))).toEqual(read(POSTFIX))
    for (const length of [71, 33_000, 300_000]) expect(read(report(length))).toBe('auto')
  })

  it('never ends the reading, whatever it holds', () => {
    const word = fc.constantFrom(
      ...['Content-Type: multipart/report; boundary=x', 'Content-Type: message/delivery-status', '\n', '\n\n', '--x'],
      ...[
        '--x--',
        'Action: failed',
        'Final-Recipient: rfc822;a@b',
        'Content-Type: message/rfc822',
        ';',
        '=',
        '"',
        ':',
        ' ',
      ],
      ...['Content-Transfer-Encoding: base64', 'Content-Transfer-Encoding: quoted-printable', '=A', '\u00e9'],
    )
    fc.assert(fc.property(fc.array(word), (words) => void read(words.join(''))))
  })
})
