import { createExecutionContext, waitOnExecutionContext } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import PostalMime from 'postal-mime'
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import worker from '../../src/worker.ts'
import { admin, delivery, orderPath, place, soon, view } from './door.ts'
import { setSecrets } from './secrets.ts'
import { openSink, type Sink } from './sink.ts'

let sink: Sink
beforeAll(setSecrets)
beforeEach(() => {
  sink = openSink()
})

const FROM = 'us@gateway.example'

async function mailed() {
  const { id } = await place('asking')
  await soon(async () => expect(await delivery('asking', id, 'desk')).toMatchObject({ state: 'sent' }))
  const { text } = await admin(`${orderPath('asking', id)}/documents/desk`)
  const { headers, messageId: short = '' } = await PostalMime.parse(text)
  const messageId = headers.find(({ key }) => key === 'x-orderbridge-message-id')?.value ?? ''
  return { id, messageId, short }
}

/** Gives the Worker a mail like Email Routing does. Resolves to the reason of a rejection, if any. */
async function incoming(text: string, from = '', to = FROM): Promise<string | null> {
  let rejected: string | null = null
  const bytes = new TextEncoder().encode(text.replaceAll('\n', '\r\n'))
  const message = {
    ...{ from, to, rawSize: bytes.byteLength, raw: new Response(bytes).body, headers: new Headers() },
    setReject: (reason: string) => {
      rejected = reason
    },
  }
  const context = createExecutionContext()
  await worker.email(message as unknown as ForwardableEmailMessage, env, context)
  await waitOnExecutionContext(context)
  return rejected
}

const bounce = (
  messageId: string,
  more: { recipient?: string; action?: string; short?: string } = {},
): string => `From: MAILER-DAEMON@mx.asking.example
To: ${FROM}
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="B"

--B
Content-Type: text/plain

It did not work.
--B
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.asking.example

Final-Recipient: rfc822; ${more.recipient ?? 'desk@asking.example'}
Action: ${more.action ?? 'failed'}
Status: 5.1.1
Diagnostic-Code: smtp; 550 no such user

--B
Content-Type: text/rfc822-headers

Message-ID: ${more.short ?? '<another@gateway.example>'}
X-Orderbridge-Message-ID: ${messageId}
--B--
`

describe('a mail that came back', () => {
  it('makes its delivery refused, and tells which address', async () => {
    const { id, messageId } = await mailed()
    expect(messageId).toMatch(/^<[A-Za-z0-9_-]+\.[A-Za-z0-9_-]{43}@gateway\.example>$/)
    expect(await incoming(bounce(messageId))).toBeNull()
    expect(await delivery('asking', id, 'desk')).toMatchObject({
      ...{ state: 'refused', note: expect.stringContaining('desk@asking.example (5.1.1 550 no such user)') },
    })
    await soon(() => expect(sink.alertsOf(id)).toMatchObject([{ kind: 'refused', route: 'desk' }]))
  })

  it('is known by its Message-ID alone, where the server returned no other header of it', async () => {
    const { id, short } = await mailed()
    expect(short).toMatch(/^<[\w-]{22}@gateway\.example>$/)
    const only = (text: string): string => text.replace(/X-Orderbridge-Message-ID: .*\n/, '')
    const forged = short.replace(/.{9}@/, 'AAAAAAAAA@')
    await incoming(only(bounce('', { short: forged, recipient: 'nobody@asking.example' })))
    expect(await delivery('asking', id, 'desk')).toMatchObject({ state: 'sent' })
    expect(await incoming(only(bounce('', { short })))).toBeNull()
    expect(await delivery('asking', id, 'desk')).toMatchObject({ state: 'refused' })
  })

  it('is only written down while it is delayed', async () => {
    const { id, messageId } = await mailed()
    await incoming(bounce(messageId, { action: 'delayed' }))
    expect(await delivery('asking', id, 'desk')).toMatchObject({ state: 'sent' })
    expect(JSON.stringify((await view('asking', id)).timeline)).toContain('still')
  })

  it('settles nothing when its name is forged, or it came to another address', async () => {
    const { id, messageId } = await mailed()
    const forged = messageId.replace(/.{9}@/, 'AAAAAAAAA@')
    const confirmation = messageId.replace(/@.*/, '@elsewhere.example>')
    for (const [named, to] of [
      [forged, FROM],
      ['<x@gateway.example>', FROM],
      ['', FROM],
      [messageId, 'nobody@gateway.example'],
    ] as const)
      expect(await incoming(bounce(named), '', to)).toBeNull()
    expect(await delivery('asking', id, 'desk')).toMatchObject({ state: 'sent' })
    // Mail servers may change the domain, so the token alone identifies the mail.
    await incoming(bounce(confirmation))
    expect(await delivery('asking', id, 'desk')).toMatchObject({ state: 'refused' })
  })

  it('is told of when it speaks of a recipient of ours and not of which mail', async () => {
    await incoming(bounce('<unknown@gateway.example>', { recipient: 'Desk@asking.example' }))
    await soon(() =>
      expect(sink.alerts).toContainEqual(expect.objectContaining({ kind: 'unmatched-acknowledgement', route: 'desk' })),
    )
  })
})

describe('any other mail', () => {
  it('is turned away when a person wrote it, so that they know', async () => {
    const mail = `From: an@asking.example\nTo: ${FROM}\nSubject: Re: Order\n\nWe have no tomatoes.\n`
    expect(await incoming(mail, 'an@asking.example')).toMatch(/Nobody reads/)
  })

  it('is passed over when nobody wrote it', async () => {
    const away = `From: an@asking.example\nTo: ${FROM}\nAuto-Submitted: auto-replied\n\nI am away.\n`
    expect(await incoming(away, 'an@asking.example')).toBeNull()
    expect(await incoming(`From: x@asking.example\n\nHi. This is a mail program.\n`)).toBeNull()
  })
})
