import { describe, expect, it } from 'vitest'
import { createDice } from '../../../src/cli/fake-apicbase/dice.ts'
import { makeOrder } from '../../../src/cli/fake-apicbase/orders.ts'
import { otherwiseWritten } from '../../../src/cli/fake-apicbase/other-rendering.ts'
import { webhookCall } from '../../../src/cli/fake-apicbase/webhook-sender.ts'
import { contentDigest } from '../../../src/model/order/identity.ts'
import { nodeHmac } from '../../../src/platform/hmac.ts'
import { validate } from '../../../src/steps/validate.ts'
import { SIGNATURE_HEADER, verify } from '../../../src/steps/verify.ts'
import { utf8 } from '../../../src/text/utf8.ts'
import { MORNING } from '../../fakes/clock.ts'
import { supplierWith } from '../../fakes/orders.ts'
import { fakeSecrets } from '../../fakes/secrets.ts'

const dice = createDice(5)
const orders = Array.from({ length: 50 }, (_, at) => makeOrder(at, MORNING, dice))
const supplier = supplierWith()
const secret = 'a-secret-of-sixteen-bytes'

describe('the fake’s webhook', () => {
  it.each([
    ['raw', 'compact'],
    ['raw', 'python'],
    ['python', 'compact'],
    ['python', 'python'],
  ] as const)(
    'is signed over the %s form of a body written %s, as the gateway verifies it',
    async (form, rendering) => {
      for (const order of orders) {
        const { body, headers } = webhookCall(order, { secret, form, rendering })
        const signature = headers[SIGNATURE_HEADER.toLowerCase()] ?? ''
        const verified = await verify(utf8(body), signature, supplier.webhook, {
          secrets: fakeSecrets({ FRESCO_WEBHOOK_SECRET: secret }),
          startHmac: nodeHmac,
          waitTurn: async () => {},
        })
        expect(verified.ok).toBe(true)
      }
    },
  )
})

describe('an order that another program wrote', () => {
  it('is the same order to the supplier', async () => {
    const digest = async (order: object): Promise<string> => {
      const validated = validate(utf8(JSON.stringify(order)), supplier, null)
      if (!validated.ok) throw new Error(JSON.stringify(validated.error))
      return contentDigest(validated.value.order)
    }
    for (const order of orders) expect(await digest(otherwiseWritten(order))).toBe(await digest(order))
  })
})
