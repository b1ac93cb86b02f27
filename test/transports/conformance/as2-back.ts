import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { contrl } from '../../fakes/acknowledgements.ts'
import { entityOf, senderWith } from '../../servers/as2-sender.ts'
import type { Row } from './as2-stage.ts'

/** Documents that a partner sends to the gateway. */
export const BACK_ROWS: readonly Row[] = [
  [
    'CONTRL over AS2',
    async ({ url, later, desk, orderId, until, message }) => {
      await until('sent')
      const { openssl } = later.partner
      const sender = senderWith(openssl)
      const { controlNumber } = (await desk.view(orderId)).deliveries[0] ?? {}
      const content = entityOf(
        'Content-Type: application/EDIFACT',
        contrl(controlNumber ?? 0, '7', [], { to: 'BACK:ZZZ' }),
      )
      const sealed = await sender.encrypt(await sender.sign(await sender.compress(content)), { cipher: 'des3' })
      const post = async () => {
        const gap = sealed.indexOf('\r\n\r\n')
        const response = await fetch(`${url}/as2/${later.name}`, {
          method: 'POST',
          body: new Uint8Array(sealed.subarray(gap + 4)),
          headers: {
            ...{ 'as2-from': 'FRESCO', 'as2-to': 'ORDERBRIDGE', 'message-id': '<contrl-1@fresco>' },
            'content-type': /^Content-Type: (.*)/.exec(sealed.subarray(0, gap).toString())?.[1] ?? '',
            'disposition-notification-to': 'FRESCO',
            'disposition-notification-options':
              'signed-receipt-protocol=required, pkcs7-signature; signed-receipt-micalg=required, sha-512',
          },
        })
        assert.equal(response.status, 200)
        return { type: response.headers.get('content-type') ?? '', body: await response.text() }
      }
      const first = await post()
      const report = String(await openssl.verify(entityOf(`Content-Type: ${first.type}`, first.body), 'ours'))
      const signed = await sender.compress(content)
      assert.match(report, /Disposition: automatic-action\/MDN-sent-automatically; processed\r\n/)
      assert.ok(report.includes(`${createHash('sha512').update(signed).digest('base64')}, sha-512`), 'another MIC')
      await until('delivered')
      assert.deepEqual(await post(), first)
      assert.equal(message().times, 1)
      return 'sent, then delivered; our MDN verified by openssl, and the same again'
    },
  ],
]
