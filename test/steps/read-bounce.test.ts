import { describe, expect, it } from 'vitest'
import { readIncomingMail } from '../../src/steps/read-bounce.ts'
import { utf8 } from '../../src/utf8.ts'

const read = (text: string) => readIncomingMail(utf8(text.replace(/\n/g, '\r\n')))

/** As servers of these names write them, with the words that matter. */
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
  it('is read as Postfix writes it, under the address that we wrote to', async () => {
    expect(await read(POSTFIX)).toEqual({
      messageId: 'abc.def@gateway.example',
      recipients: [
        {
          ...{ address: 'desk@fresco.example', action: 'failed' },
          said: '5.1.1 550 5.1.1 <desk@fresco.example>: Recipient address rejected: User unknown',
        },
      ],
    })
  })

  it('is read as Exchange writes it, each recipient by itself', async () => {
    expect(await read(EXCHANGE)).toEqual({
      messageId: 'abc.def@gateway.example',
      recipients: [
        { address: 'one@fresco.example', action: 'delayed', said: '4.4.7' },
        { address: 'two@fresco.example', action: 'failed', said: '5.2.2 554 5.2.2 mailbox full' },
      ],
    })
  })

  it('is known by the header that another sender leaves alone', async () => {
    const text = POSTFIX.replace('Message-ID:', 'Message-ID: <theirs@mail.example>\nX-Orderbridge-Message-ID:')
    expect(await read(text)).toMatchObject({ messageId: 'abc.def@gateway.example' })
  })

  it('has no name where the mail itself is not with it', async () => {
    expect(await read(POSTFIX.replace('text/rfc822-headers', 'text/plain'))).toMatchObject({ messageId: null })
    expect(await read(POSTFIX.replace('Message-ID: <', 'Message-ID: '))).toMatchObject({ messageId: null })
  })

  it('says little, in one line, without control characters', async () => {
    const text = POSTFIX.replace('Recipient address\n    rejected', `\u0007${'so '.repeat(200)}\n   and so on`)
    const bounce = await read(text)
    const said = typeof bounce === 'string' ? '' : (bounce.recipients[0]?.said ?? '')
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
    expect(await read(mail(headers))).toBe('auto')
  })

  it.each(['Subject: Re: Order PO-1', 'Auto-Submitted: no', 'Precedence: first-class'])(
    'is a person’s: %s',
    async (headers) => {
      expect(await read(mail(headers))).toBe('person')
    },
  )

  it('is no failure when everything went well', async () => {
    expect(await read(POSTFIX.replace('Action: failed', 'Action: delivered'))).toBe('auto')
  })

  it.each(['', '\n', 'no headers at all', 'Content-Type: multipart/report; boundary=\n\n--\n--'])(
    'may be anything: %j',
    async (text) => {
      expect(['auto', 'person']).toContain(await read(text))
    },
  )
})
