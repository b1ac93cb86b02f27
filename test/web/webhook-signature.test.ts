import { describe, expect, it } from 'vitest'
import { signWebhook } from '../../src/web/webhook-signature.ts'

describe('a signed webhook', () => {
  it('is signed as the specification’s own example is', async () => {
    const message = { id: 'msg_p5jXN8AQM9LWM0D4loKWxJek', seconds: 1_614_265_330, body: '{"test": 2432232314}' }
    expect(await signWebhook(message, 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw')).toEqual({
      'webhook-id': 'msg_p5jXN8AQM9LWM0D4loKWxJek',
      'webhook-timestamp': '1614265330',
      'webhook-signature': 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
    })
  })

  it('takes a secret as it stands when it doesn’t say that it is Base64', async () => {
    const message = { id: 'a', seconds: 1, body: '{}' }
    const signed = await signWebhook(message, 'a-secret-of-24-bytes-or-so')
    const encoded = await signWebhook(message, `whsec_${btoa('a-secret-of-24-bytes-or-so')}`)
    expect(signed).toEqual(encoded)
  })

  it.each(['short', '', 'whsec_', 'whsec_c2hvcnQ=', 'whsec_not base64!'])(
    'is not signed at all with %j',
    async (secret) => {
      expect(await signWebhook({ id: 'a', seconds: 1, body: '{}' }, secret)).toBeNull()
    },
  )
})
