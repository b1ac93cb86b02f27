import type { OutgoingMail } from '../../src/ports.ts'
import { type TestOutboxWish, testOutbox } from './outbox.ts'

/** A mail that the order desk reads, as the document of a route. */
export const DESK_MAIL = {
  ...{ format: 'email', template: 'order-email', from: 'a@gateway.example', to: ['desk@fresco.example'] },
}

/** A route with this mail, over Cloudflare's mail binding. */
export const deskRoute = { name: 'desk', transport: { kind: 'email' }, document: DESK_MAIL }

/** An outbox, and its mails in their order. `failures`: the error codes of the first mails, if these fail. */
export function mailingOutbox(wish: TestOutboxWish, failures: readonly (string | undefined)[] = []) {
  const mails: OutgoingMail[] = []
  const mail = async (one: OutgoingMail): Promise<void> => {
    const code = failures[mails.push(one) - 1]
    if (code !== undefined) throw Object.assign(new Error('No'), { code })
  }
  return { test: testOutbox({ ...wish, ports: { mail, ...wish.ports } }), mails }
}
