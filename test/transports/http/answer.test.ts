import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { noteText } from '../../../src/model/finding.ts'
import { status } from '../../fakes/wire.ts'
import { parcelOf } from '../parcel.ts'
import { receiver, SECRETS } from './receiver.ts'

describe('a refusal', () => {
  const answering = (body: BodyInit | null, code = 400) => receiver(() => new Response(body, { status: code }))

  it('has the words of the receiver, quoted in the language of the reader', async () => {
    const { note } = await answering('Artikel 3105 onbekend.\nNothing was sent.').send({})
    expect(note).toBe(
      'The receiver answered 400: it does not take the document. The receiver wrote: Artikel 3105 onbekend. Nothing was sent.',
    )
    expect(noteText(note, 'nl')).toBe(
      'De ontvanger antwoordde 400: het document wordt niet aangenomen. De ontvanger schreef: “Artikel 3105 onbekend. Nothing was sent.”',
    )
  })

  it.each([
    [
      '<html><head><style>p{}</style><title>Bad</title></head><body><p>Article&nbsp;unknown</p></body></html>',
      'Bad Article&nbsp;unknown',
    ],
    ['{"error":"unknown article"}', '{"error":"unknown article"}'],
    [`${'x'.repeat(500)}`, 'x'.repeat(200)],
    ['\u202Egnorw', 'gnorw'],
  ])('has the text of its body on one line, cut: %j', async (body, words) => {
    expect((await answering(body).send({})).note).toContain(`The receiver wrote: ${words}`)
  })

  it('is the same without words, and where the body breaks off or never ends', async () => {
    const plain = 'The receiver answered 422: it does not take the document.'
    expect((await answering(null, 422).send({})).note).toBe(plain)
    expect((await answering('<br>', 422).send({})).note).toBe(plain)
    const broken = new ReadableStream({ start: (controller) => controller.error(new Error('gone')) })
    expect(await answering(broken, 422).send({})).toMatchObject({ outcome: 'refused', reached: 'no', note: plain })
  })

  it.each([
    ['the shared secret of the document', {}, `<SharedSecret>${SECRETS.SECRET}</SharedSecret>`],
    ['a secret as an address has it', {}, encodeURIComponent(SECRETS.SECRET)],
    ['a secret in escapes', {}, SECRETS.SECRET.replace('+', '&#43;')],
    ['a secret at the cut', {}, `${'x'.repeat(180)}${SECRETS.SECRET}`],
    ['the sign-in', { auth: { kind: 'bearer', token: 'ACCESS_SECRET' } }, `Bearer ${SECRETS.ACCESS_SECRET}`],
    [
      'the sign-in in base64',
      { auth: { kind: 'basic', user: 'ACCESS_ID', password: 'ACCESS_SECRET' } },
      `Basic ${btoa(`${SECRETS.ACCESS_ID}:${SECRETS.ACCESS_SECRET}`)}`,
    ],
  ])('never repeats %s', async (_, settings, body) => {
    const { document } = parcelOf('')
    const result = await answering(`No article. ${body}`).send(settings, {
      document: { ...document, secrets: ['SECRET'] },
    })
    expect(result.note).toContain('The receiver wrote: No article.')
    expect(result.note).toContain('…')
    for (const part of ['client', '64d8', '77c1', btoa(SECRETS.ACCESS_ID).slice(0, 8)])
      expect(result.note).not.toContain(part)
  })

  it('waits two seconds at most for the words', async () => {
    vi.useFakeTimers()
    onTestFinished(() => void vi.useRealTimers())
    const cancel = vi.fn()
    const sent = answering(new ReadableStream({ cancel })).send({})
    await vi.advanceTimersByTimeAsync(2_100)
    expect(await sent).toMatchObject({
      outcome: 'refused',
      note: 'The receiver answered 400: it does not take the document.',
    })
    expect(cancel).toHaveBeenCalled()
  })

  it.each([408, 425, 429])('that is only for now, as with %i, has no words to wait for', async (code) => {
    expect(await answering(new ReadableStream({}), code).send({})).toMatchObject({ outcome: 'deferred' })
  })

  it('reads a body of nothing but open brackets quickly', async () => {
    const began = performance.now()
    await answering('<'.repeat(60_000)).send({})
    expect(performance.now() - began).toBeLessThan(2_000)
  })
})

describe('a redirection', () => {
  it.each([302, 303])('that has a form’s answer elsewhere may have taken the document (%i)', async (code) => {
    const { send, at } = receiver(status(code, { location: 'https://erp.fresco.example/thanks' }))
    expect(await send({})).toMatchObject({ outcome: 'refused', reached: 'maybe' })
    expect(at('https://erp.fresco.example/thanks')).toEqual([])
  })

  it.each([301, 307, 308])('that would have the request itself elsewhere has taken nothing (%i)', async (code) => {
    const { send } = receiver(status(code, { location: 'https://erp.fresco.example/new' }))
    expect(await send({})).toMatchObject({ outcome: 'refused', reached: 'no' })
  })
})

describe('a long answer', () => {
  const long = (end: string) => () => new Response(`${' '.repeat(70_000)}${end}`)

  it('is no acceptance where what must not stand in it may stand where nobody reads', async () => {
    for (const success of [
      { mustNotContain: 'error' },
      { retryIf: 'busy' },
      { mustNotContain: 'error', mustContain: ' ' },
    ])
      expect(await receiver(long('error: busy')).send({ success })).toMatchObject({
        ...{ outcome: 'refused', reached: 'maybe' },
      })
  })

  it('is one where its beginning says what it must', async () => {
    expect(await receiver(long('')).send({ success: { mustContain: ' ' } })).toMatchObject({ outcome: 'delivered' })
    const exact = () => new Response(' '.repeat(65_536))
    expect(await receiver(exact).send({ success: { mustNotContain: 'error' } })).toMatchObject({ outcome: 'delivered' })
  })
})
