import { createHmac } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { nodeHmac } from '../../src/platform/hmac.ts'
import type { Supplier } from '../../src/profile/supplier.ts'
import { isGoodSecret, SIGNATURE_HEADER, verify } from '../../src/steps/verify.ts'
import { utf8 } from '../../src/text/utf8.ts'
import { seededRandom } from '../fakes/random.ts'
import { fakeSecrets } from '../fakes/secrets.ts'
import { SIGNED, SIGNING_SECRET } from './signature-vectors.ts'

type Webhook = NonNullable<Supplier['webhook']>
const webhook = (secrets: string[] = ['KEY'], signedForm: Webhook['signedForm'] = 'either'): Webhook => ({
  secrets,
  signedForm,
})
const sign = (body: string | Uint8Array, secret = SIGNING_SECRET): string =>
  createHmac('sha256', secret).update(body).digest('hex')
const check = (
  body: string | Uint8Array<ArrayBuffer>,
  signature: string | null,
  settings = webhook(),
  secrets = { KEY: SIGNING_SECRET },
) =>
  verify(typeof body === 'string' ? utf8(body) : body, signature, settings, {
    secrets: fakeSecrets(secrets),
    startHmac: nodeHmac,
    waitTurn: async () => {},
  })

const [python, compact] = SIGNED
if (!python || !compact) throw new Error('The vectors are missing.')
const FORBIDDEN = { ok: false, error: { status: 403, problems: [{ path: SIGNATURE_HEADER, code: 'signature' }] } }

describe('the published vectors', () => {
  it.each(SIGNED)('$name: its own signature verifies as raw', async ({ body, bytes, signature }) => {
    expect(utf8(body).byteLength).toBe(bytes)
    expect(await check(body, signature)).toEqual({ ok: true, value: { secret: 'KEY', form: 'raw' } })
  })

  it.each(SIGNED)("$name: Python's signature verifies", async ({ body }) => {
    const form = body === python.body ? 'raw' : 'python'
    expect(await check(body, python.signature)).toEqual({ ok: true, value: { secret: 'KEY', form } })
  })

  it('no rendering but the raw and the Python one verifies', async () => {
    for (const { signature } of SIGNED.slice(1)) expect(await check(python.body, signature)).toMatchObject(FORBIDDEN)
  })

  it.each(['raw', 'python'] as const)('pinned to %s, the other form is refused', async (form) => {
    const other = form === 'raw' ? python.signature : compact.signature
    const own = form === 'raw' ? compact.signature : python.signature
    expect(await check(compact.body, own, webhook(['KEY'], form))).toMatchObject({ ok: true, value: { form } })
    expect(await check(compact.body, other, webhook(['KEY'], form))).toMatchObject(FORBIDDEN)
  })
})

describe('a body, a signature or a secret changed anywhere', () => {
  const random = seededRandom(1)
  const at = (length: number): number => Math.floor(random() * length)
  /** Returns another value: a changed digit or letter outside white space and escapes. */
  const otherValue = (text: string): string => {
    for (;;) {
      const place = at(text.length)
      const old = text.charAt(place)
      if (!/[a-zA-Z0-9]/.test(old) || /\\u?[0-9a-f]{0,3}$/.test(text.slice(0, place))) continue
      const other =
        text.slice(0, place) +
        (old === 'x' ? 'y' : /\d/.test(old) ? String((Number(old) + 1) % 10) : 'x') +
        text.slice(place + 1)
      return other
    }
  }

  const mutations = Array.from({ length: 200 }, (_, round) => {
    const one = SIGNED[round % SIGNED.length] ?? python
    if (round % 5 < 3) return { ...one, body: otherValue(one.body), secret: SIGNING_SECRET, what: 'value' }
    if (round % 5 === 3)
      return {
        ...one,
        signature: otherValue(one.signature).replace(/[^0-9a-f]/g, '0'),
        secret: SIGNING_SECRET,
        what: 'signature',
      }
    return { ...one, secret: `${otherValue(SIGNING_SECRET)}`, what: 'secret' }
  })

  it('200 times over, is refused', async () => {
    for (const { body, signature, secret, what } of mutations) {
      const original = SIGNED.find((one) => one.signature === signature)
      if (what === 'signature' && original) continue
      expect(await check(body, signature, webhook(), { KEY: secret }), `${what}: ${body}`).toMatchObject(FORBIDDEN)
    }
  })
})

describe('a body with other white space and other escapes', () => {
  const random = seededRandom(2)
  const spaces = [' ', '\n', '\t', '\r\n', '    ']
  const rewrite = (): string =>
    python.body.replace(/"[^"\\]*(?:\\.[^"\\]*)*"|[{}[\],:]\s?/g, (token) => {
      if (!token.startsWith('"')) return token.trim() + (random() < 0.3 ? (spaces[Math.floor(random() * 5)] ?? '') : '')
      return JSON.stringify(JSON.parse(token)).replace(/[a-zé–\u{1f95b}/]/gu, (letter) => {
        if (random() > 0.2) return letter
        if (letter === '/') return '\\/'
        return [...Array(letter.length).keys()]
          .map((unit) => `\\u${letter.charCodeAt(unit).toString(16).padStart(4, '0').toUpperCase()}`)
          .join('')
      })
    })

  it('50 times over, verifies as python, and as nothing else', async () => {
    for (let round = 0; round < 50; round++) {
      const body = rewrite()
      expect(JSON.parse(body)).toEqual(JSON.parse(python.body))
      expect(await check(body, python.signature)).toEqual({ ok: true, value: { secret: 'KEY', form: 'python' } })
      expect(await check(body, python.signature, webhook(['KEY'], 'raw'))).toMatchObject(FORBIDDEN)
    }
  })

  it('and another order of keys, or another way to write a number, does not', async () => {
    const { id, ...rest } = JSON.parse(python.body)
    expect(await check(JSON.stringify({ ...rest, id }), python.signature)).toMatchObject(FORBIDDEN)
    expect(await check(python.body.replace('_ordered": 2', '_ordered": 2.0'), python.signature)).toMatchObject(
      FORBIDDEN,
    )
  })
})

describe('a signature', () => {
  it('in upper case is the same signature', async () => {
    expect(await check(python.body, python.signature.toUpperCase())).toMatchObject({ ok: true })
  })

  it.each([
    null,
    '',
    'sha256=',
    `sha256=${python.signature}`,
    python.signature.slice(1),
    `${python.signature}0`,
    ` ${python.signature}`,
    `${python.signature}\n`,
    'g'.repeat(64),
  ])('of another shape is refused: %j', async (signature) => {
    expect(await check(python.body, signature)).toMatchObject(FORBIDDEN)
  })

  it('is looked at before the body: what is no JSON is refused the same', async () => {
    for (const body of ['', '{', 'null', '\u0000', '"\ud800"'])
      expect(await check(body, python.signature)).toMatchObject(FORBIDDEN)
    const bytes = new Uint8Array([0xff, 0xfe, 0x00])
    expect(await check(bytes, python.signature)).toMatchObject(FORBIDDEN)
    expect(await check(bytes, sign(bytes))).toMatchObject({ ok: true, value: { form: 'raw' } })
  })

  it('of an unknown supplier is refused in the very same words', async () => {
    const known = await check(python.body, sign('else'))
    const unknown = await verify(utf8(python.body), python.signature, undefined, {
      secrets: fakeSecrets({ KEY: SIGNING_SECRET }),
      startHmac: nodeHmac,
      waitTurn: async () => {},
    })
    expect(unknown).toEqual(known)
  })

  it.each(SIGNED)('is refused without a webhook when a word of the source signs it: $name', async ({ body }) => {
    const asked: string[] = []
    const ports = { secrets: fakeSecrets({}), startHmac: nodeHmac, waitTurn: async () => {} }
    await verify(utf8(body), sign(body), undefined, {
      ...ports,
      startHmac: (secret) => {
        asked.push(secret)
        return nodeHmac(secret)
      },
    })
    expect(asked).not.toEqual([])
    for (const word of asked)
      for (const signed of [body, python.body])
        expect(await verify(utf8(body), sign(signed, word), undefined, ports)).toMatchObject(FORBIDDEN)
  })
})

describe('secrets', () => {
  it('may overlap while they change, and the one that signed is told', async () => {
    const settings = webhook(['OLD', 'NEW'])
    const secrets = { KEY: '', OLD: 'the-old-secret-of-ours', NEW: 'the-new-secret-of-ours' }
    for (const name of ['OLD', 'NEW'] as const)
      expect(await check(python.body, sign(python.body, secrets[name]), settings, secrets)).toMatchObject({
        value: { secret: name, form: 'raw' },
      })
    const gone = { KEY: '', OLD: '', NEW: secrets.NEW }
    expect(await check(python.body, sign(python.body, secrets.OLD), settings, gone)).toMatchObject(FORBIDDEN)
  })

  it.each([
    ['', false],
    [' '.repeat(20), false],
    ['fifteen-bytes-1', false],
    ['sixteen-bytes-12', true],
    ['éééééééé', true],
    ['ends-in-a-space-here ', false],
    ['ends-in-a-line-break\n', false],
    [' begins-with-a-space', true],
  ])('%j is good: %s', (secret, good) => {
    expect(isGoodSecret(secret)).toBe(good)
  })

  it('that are not good are skipped, and the good one beside them works', async () => {
    const settings = webhook(['BAD', 'KEY'])
    const secrets = { BAD: 'short', KEY: SIGNING_SECRET }
    expect(await check(python.body, python.signature, settings, secrets)).toMatchObject({ value: { secret: 'KEY' } })
    expect(await check(python.body, sign(python.body, 'short'), settings, secrets)).toMatchObject(FORBIDDEN)
  })

  it.each([[{ KEY: '' }], [{ KEY: 'short' }], [{ KEY: `${SIGNING_SECRET}\n` }]])(
    'of which none is good close the webhook, to a good signature too: %j',
    async (secrets) => {
      const signature = sign(python.body, secrets.KEY)
      expect(await check(python.body, signature, webhook(), secrets)).toMatchObject({
        ok: false,
        error: { status: 503, problems: [{ code: 'webhook-closed' }] },
      })
    },
  )

  it('never become an empty key', async () => {
    const answer = await verify(utf8(python.body), sign(python.body, ''), webhook(['NONE']), {
      secrets: fakeSecrets(),
      startHmac: nodeHmac,
      waitTurn: async () => {},
    })
    expect(answer).toMatchObject({ ok: false, error: { status: 503 } })
  })
})
