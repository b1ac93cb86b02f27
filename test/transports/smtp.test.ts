import { afterEach, describe, expect, it } from 'vitest'
import { nodeWire } from '../../src/cli/node-wire.ts'
import type { AttemptResult, Json } from '../../src/model/attempt-result.ts'
import { noteText, readFindings } from '../../src/model/finding.ts'
import { smtp } from '../../src/transports/smtp.ts'
import type { OutgoingDocument } from '../../src/transports/transport.ts'
import { eventually } from '../fakes/eventually.ts'
import { type MailScript, type MailServer, mailServer } from '../fakes/mail-server.ts'
import { fakeSecrets } from '../fakes/secrets.ts'
import { meansWith } from './means.ts'
import { mailParcel } from './parcel.ts'

const TO = ['first@fresco.example', 'second@fresco.example', 'third@fresco.example']
let server: MailServer | undefined
afterEach(() => server?.close())

async function started(script: MailScript): Promise<MailServer> {
  server?.close()
  server = await mailServer(script)
  return server
}

function parcel(progress: Json = null, to: readonly string[] = TO): Promise<OutgoingDocument> {
  const from = 'orders@gateway.example'
  return mailParcel({ from, to, subject: 'Order', text: '.\n.. two dots\n', html: '<p>x</p>' }, { progress })
}

async function deliver(
  one: OutgoingDocument,
  port: number,
  settings: object = {},
  timeoutMs = 3000,
): Promise<AttemptResult> {
  const parsed = smtp.settings.parse({ kind: 'smtp', host: '127.0.0.1', port, security: 'none', ...settings })
  const secrets = fakeSecrets({ SMTP_USER: 'gateway', SMTP_PASSWORD: 'pass-word-of-the-test' })
  return smtp.deliver(one, parsed, meansWith({ wire: nodeWire, secrets, signal: AbortSignal.timeout(timeoutMs) }))
}
const signIn = { user: 'SMTP_USER', password: 'SMTP_PASSWORD' }

describe('smtp', () => {
  it('hands the stored bytes over, to every recipient in one mail', async () => {
    const { port, received, commands } = await started({ password: 'pass-word-of-the-test' })
    const one = await parcel()
    expect(await deliver(one, port, signIn)).toMatchObject({ outcome: 'delivered', progress: { accepted: TO } })
    expect(received).toEqual([
      { from: 'orders@gateway.example', to: TO, text: new TextDecoder().decode(one.document.bytes) },
    ])
    expect(commands[0]).toBe('EHLO gateway.example')
  })

  it('ends the line itself where the server does not', async () => {
    const target = await started({ hangAt: 'quit' })
    expect(await deliver(await parcel(), target.port)).toMatchObject({ outcome: 'delivered' })
    await eventually(() => expect(target.open).toBe(0))
  })

  it('calls a wrong password a fault of the whole route, and repeats no word of the server', async () => {
    const { port, received } = await started({ password: 'another' })
    const receipt = await deliver(await parcel(), port, signIn)
    expect(receipt).toMatchObject({ outcome: 'refused', reached: 'no', routeWide: true })
    expect(receipt.note).not.toContain('pass-word-of-the-test')
    expect(received).toEqual([])
  })

  it('names the recipient that is refused for good, and mails the others once', async () => {
    const { port, received } = await started({
      recipient: (address) => (address === TO[1] ? '550 5.1.1 nobody here' : '250 ok'),
    })
    const first = await deliver(await parcel(), port)
    expect(first).toMatchObject({ outcome: 'refused', reached: 'maybe', progress: { accepted: [TO[0], TO[2]] } })
    expect(first.note).toContain('second@fresco.example (550 5.1.1 nobody here)')
    if (server) server.script = {}
    const second = await deliver(await parcel(first.progress), port)
    expect(second).toMatchObject({ outcome: 'delivered', progress: { accepted: [TO[0], TO[2], TO[1]] } })
    expect(received.map(({ to }) => to)).toEqual([[TO[0], TO[2]], [TO[1]]])
    expect(received[0]?.text).toBe(received[1]?.text)
    expect(await deliver(await parcel(second.progress), port)).toMatchObject({ outcome: 'delivered' })
    expect(received).toHaveLength(2)
  })

  it('tries a greylisted recipient again, with nobody mailed twice', async () => {
    const { port, received } = await started({
      recipient: (address) => (address === TO[2] ? '451 4.7.1 later' : '250'),
    })
    const first = await deliver(await parcel(), port)
    expect(first).toMatchObject({ outcome: 'deferred', reached: 'maybe', progress: { accepted: [TO[0], TO[1]] } })
    expect(await deliver(await parcel(first.progress), port)).toMatchObject({ outcome: 'deferred', reached: 'maybe' })
    if (server) server.script = {}
    expect(await deliver(await parcel(first.progress), port)).toMatchObject({ outcome: 'delivered' })
    expect(received.map(({ to }) => to)).toEqual([[TO[0], TO[1]], [TO[2]]])
  })

  it.each([
    ['all recipients greylisted', { recipient: () => '450 later' }, { outcome: 'deferred', reached: 'no' }],
    ['the only kind of refusal: for good', { recipient: () => '550 no' }, { outcome: 'refused', reached: 'no' }],
    ['the sender refused', { sender: '553 not you' }, { outcome: 'refused', reached: 'no', routeWide: false }],
    ['signing in demanded', { sender: '530 sign in' }, { outcome: 'refused', reached: 'no', routeWide: true }],
    ['a greeting that says later', { greeting: '421 busy' }, { outcome: 'deferred', reached: 'no' }],
    ['no greeting', { hangAt: 'greeting' }, { outcome: 'deferred', reached: 'no' }],
    ['the mail refused', { afterData: '554 spam' }, { outcome: 'refused', reached: 'no' }],
    ['the mail deferred', { afterData: '452 disk full' }, { outcome: 'deferred', reached: 'no' }],
    ['the mail too long', { sizeLimit: 50 }, { outcome: 'refused', reached: 'no', routeWide: false }],
    ['an answer out of step', { stutters: 'RCPT', afterData: '554 spam' }, { outcome: 'deferred', reached: 'no' }],
    ['one that follows upon the mail', { stutters: 'DATA' }, { outcome: 'uncertain' }],
    ['a line cut after the mail', { afterData: 'cut' }, { outcome: 'uncertain' }],
    ['no answer after the mail', { afterData: 'hang' }, { outcome: 'uncertain' }],
  ] as [string, MailScript, object][])('%s', async (_, script, expected) => {
    const { port } = await started(script)
    expect(await deliver(await parcel(), port, {}, 400)).toMatchObject(expected)
  })

  it.each(['starttls', 'tls'])('never sends in the clear what should be secured by %s', async (security) => {
    const { port, received, commands } = await started({ password: 'pass-word-of-the-test' })
    const receipt = await deliver(await parcel(), port, { ...signIn, security }, 1500)
    expect(receipt).toMatchObject({ outcome: 'deferred', reached: 'no', securing: true })
    expect(received).toEqual([])
    expect(commands.filter((line) => /^(AUTH|MAIL)/.test(line))).toEqual([])
  })

  it('says that a server offers no STARTTLS, which setting helps, and the risk of a line without TLS', async () => {
    const { port } = await started({})
    const { note } = await deliver(await parcel(), port, { ...signIn, security: 'starttls' })
    expect(note).toMatch(/offers no STARTTLS: 5\d\d.*Nothing was sent\. Ask its administrator for the port with TLS/)
    expect(note).toContain("`security: 'tls'`")
    expect(noteText(note, 'nl')).not.toContain('Ask its administrator')
    expect(readFindings(note).map(({ code }) => code)).toEqual([
      ...['mail-no-starttls', 'nothing-sent', 'mail-tls-ask', 'mail-tls-set', 'insecure-risk'],
    ])
    expect(note).toMatch(/`insecure: true` sends without TLS: the password and every order then travel unencrypted\.$/)
  })

  it('says what a certificate needs when the TLS handshake fails', async () => {
    const { port } = await started({})
    const { note } = await deliver(await parcel(), port, { ...signIn, security: 'tls' })
    expect(note).toContain('Its certificate must be for 127.0.0.1, still be valid')
  })

  it('names the secrets of a refused sign-in', async () => {
    const { port } = await started({ password: 'another' })
    const { note } = await deliver(await parcel(), port, signIn)
    expect(note).toMatch(
      /does not take our user and password \(535\)\. The route signs in with SMTP_USER, SMTP_PASSWORD:/,
    )
    expect(readFindings(note).map(({ code }) => code)).toEqual(['mail-password', 'sign-in-secrets', 'secret-put'])
  })

  it('says so when nobody listens', async () => {
    const { port } = await started({})
    server?.close()
    expect(await deliver(await parcel(), port)).toMatchObject({ outcome: 'deferred', reached: 'no' })
  })

  it('keeps one Message-ID over every try, a cut one included', async () => {
    const { port, received } = await started({ afterData: 'cut' })
    const first = await deliver(await parcel(), port)
    if (server) server.script = {}
    await deliver(await parcel(first.progress ?? null), port)
    const ids = received.map(({ text }) => /^Message-ID:\s*(<[^>]+>)/im.exec(text)?.[1])
    expect(ids).toEqual([expect.stringContaining('@gateway.example>'), ids[0]])
  })

  it('sends nothing when a secret is missing, and asks for both or neither', async () => {
    const { port, commands } = await started({})
    const receipt = await deliver(await parcel(), port, { user: 'NO_SUCH', password: 'SMTP_PASSWORD' })
    expect(receipt).toMatchObject({
      outcome: 'refused',
      routeWide: true,
      note: expect.stringContaining(' NO_SUCH is not'),
    })
    expect(commands).toEqual([])
    const half = smtp.settings.safeParse({ kind: 'smtp', host: 'h', user: 'SMTP_USER' })
    expect(half.error?.issues.map(({ path }) => path)).toEqual([['password']])
  })
})
