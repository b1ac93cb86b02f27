import { describe, expect, it } from 'vitest'
import { readIncomingMail } from '../../src/replies/read-bounce.ts'
import { utf8 } from '../../src/text/utf8.ts'
import { POSTFIX } from './postfix-bounce.ts'

const read = (text: string) => readIncomingMail(utf8(text.replace(/\n/g, '\r\n')))

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
