import { createHash } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { utf8 } from '../../../src/text/utf8.ts'
import type { As2Keys } from '../../../src/transports/as2/keys.ts'
import { claimedMessageId, readMdn } from '../../../src/transports/as2/mdn.ts'
import {
  type Disposition,
  micOf,
  type ReceiptRequest,
  readReceiptRequest,
  replyTo,
} from '../../../src/transports/as2/reply.ts'
import { messageFrom } from '../../../src/transports/mime/mime-entity.ts'
import { type As2Sender, entityOf, openAs2Sender } from '../../servers/as2-sender.ts'
import { keysOf } from './own-keys.ts'

let sender: As2Sender
let keys: As2Keys
beforeAll(async () => {
  sender = await openAs2Sender()
  keys = await keysOf(sender)
})
afterAll(() => sender.close())

describe('our answer to a message', () => {
  const message = { id: '<m-1@fresco>', mic: 'MIC=', from: 'FRESCO BV', to: 'ORDERBRIDGE' }
  const done: Disposition = { disposition: 'processed', text: 'It was read.' }
  const wish: ReceiptRequest = { signed: true, micAlgorithm: 'sha-256' }
  const whole = (headers: Readonly<Record<string, string>>, body: string): Buffer =>
    entityOf(
      Object.entries(headers)
        .map(([name, value]) => `${name}: ${value}`)
        .join('\r\n'),
      body,
    )

  it('is signed so that openssl verifies it, and says what became of it', async () => {
    const { headers, body } = await replyTo(message, done, wish, keys)
    const report = await sender.verify(whole(headers, body), 'ours-next')
    expect(report?.toString()).toContain('Disposition: automatic-action/MDN-sent-automatically; processed\r\n')
    expect(report?.toString()).toContain('Original-Message-ID: <m-1@fresco>\r\n')
    expect(report?.toString()).toContain('Received-Content-MIC: MIC=, sha-256\r\n')
    expect(await sender.verify(whole(headers, body), 'partner')).toBe(null)
    expect(headers).toMatchObject({ 'as2-from': 'ORDERBRIDGE', 'as2-to': '"FRESCO BV"', 'as2-version': '1.1' })
  })

  it('is the same to the byte every time, and another one for another message', async () => {
    const first = await replyTo(message, done, wish, keys)
    expect(await replyTo(message, done, wish, keys)).toEqual(first)
    expect((await replyTo({ ...message, id: '<m-2@fresco>' }, done, wish, keys)).headers).not.toEqual(first.headers)
  })

  it('can be read by a reader of notifications, signed or not', async () => {
    const { headers, body } = await replyTo(message, done, wish, keys)
    const ours = { partner: keys.own.map(({ certificate }) => certificate), weakest: 'SHA-256' } as const
    expect(await readMdn(messageFrom(new Headers(headers), utf8(body)), ours)).toMatchObject({
      ok: true,
      value: { originalMessageId: '<m-1@fresco>', type: 'processed', mic: { digest: 'MIC=', algorithm: 'sha-256' } },
    })
    const unsigned = await replyTo(message, done, { ...wish, signed: false }, keys)
    expect(unsigned.headers['content-type']).toMatch(/^multipart\/report/)
    expect(claimedMessageId(messageFrom(new Headers(unsigned.headers), utf8(unsigned.body)))).toBe('<m-1@fresco>')
  })

  it.each<[Record<string, string>, string | null, ReceiptRequest | null]>([
    [{}, 'sha1', null],
    [{ 'disposition-notification-to': 'x' }, null, { signed: false, micAlgorithm: 'sha-256' }],
    [{ 'disposition-notification-to': 'x' }, 'SHA1', { signed: false, micAlgorithm: 'SHA1' }],
    [
      options('signed-receipt-protocol=optional, pkcs7-signature; signed-receipt-micalg=optional, md5, sha1'),
      'sha-512',
      { signed: true, micAlgorithm: 'sha1' },
    ],
    [
      options('signed-receipt-protocol=required,pkcs7-signature;signed-receipt-micalg=required,SHA-512'),
      null,
      { signed: true, micAlgorithm: 'SHA-512' },
    ],
    [options('signed-receipt-micalg=required, constructor'), 'toString', { signed: false, micAlgorithm: 'sha-256' }],
  ])('is as they wish it: %j', (headers, signedWith, wished) => {
    expect(readReceiptRequest(new Headers(headers), signedWith)).toEqual(wished)
  })

  it('measures in the algorithm they wish', async () => {
    for (const [micAlgorithm, hash] of [
      ['sha1', 'sha1'],
      ['SHA-384', 'sha384'],
      ['sha512', 'sha512'],
    ] as const)
      expect(await micOf(utf8('x'), { signed: true, micAlgorithm })).toBe(createHash(hash).update('x').digest('base64'))
  })
})

function options(asked: string): Record<string, string> {
  return { 'disposition-notification-to': 'x', 'disposition-notification-options': asked }
}
