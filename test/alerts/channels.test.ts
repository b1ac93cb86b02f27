import { describe, expect, it, vi } from 'vitest'
import type { Alert } from '../../src/alerts/alert.ts'
import { type AlertOutcome, type ChannelPorts, sendAlert, tellDirectly } from '../../src/alerts/channels.ts'
import { reasonText } from '../../src/outbox/alerts/alert-text.ts'
import type { OutgoingMail } from '../../src/ports.ts'
import { type AlertRules, alertRules, type Channel } from '../../src/profile/alert-rules.ts'
import { signWebhook } from '../../src/web/webhook-signature.ts'
import { MORNING, manualClock } from '../fakes/clock.ts'
import { fakeSecrets } from '../fakes/secrets.ts'
import { type Answer, scriptedWire, status } from '../fakes/wire.ts'

const OPS = 'https://ops.example/hook?token=x'
const DESK: Channel = { name: 'desk', backup: false, mail: { from: 'gateway@a.example', to: ['desk@a.example'] } }
const posting = (more: object = {}): Channel => ({
  ...{ name: 'ops', backup: false, url: 'OPS_URL', format: 'json', ...more },
})

const alert: Alert = {
  id: 'fresco:refused:erp:1',
  kind: 'refused',
  supplier: 'fresco',
  orderId: 'order-1',
  orderNumber: 'PO-1',
  route: 'erp',
  text: 'Order PO-1 <!channel> & [a](https://evil.example) was refused.',
  url: 'https://orders.example/console/orders/fresco/order-1',
  diff: ['00123: 2 → 3'],
}

function means(answer: Answer = status(200)) {
  const wire = scriptedWire()
  wire.answers(OPS, answer)
  const mails: OutgoingMail[] = []
  const given: ChannelPorts = {
    wire,
    clock: manualClock(),
    secrets: fakeSecrets({ OPS_URL: OPS, OPS_SECRET: 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw', SHORT: 'x' }),
    mail: async (mail) => void mails.push(mail),
  }
  return { given, wire, mails }
}

const inEnglish = (outcome: AlertOutcome) =>
  outcome.ok
    ? outcome
    : {
        ok: false,
        error: { ...outcome.error, why: reasonText(outcome.error.why, { language: 'en', timeZone: 'UTC' }) },
      }

describe('a channel', () => {
  it('of JSON posts the alert as it is', async () => {
    const { given, wire } = means()
    expect((await sendAlert(posting(), alert, given)).ok).toBe(true)
    expect(JSON.parse(wire.calls[0]?.body ?? '')).toEqual(alert)
    expect(wire.calls[0]?.headers.get('webhook-signature')).toBeNull()
  })

  it('with a secret signs what it posts, whatever its shape', async () => {
    for (const format of ['json', 'slack', 'teams']) {
      const { given, wire } = means()
      expect((await sendAlert(posting({ format, secret: 'OPS_SECRET' }), alert, given)).ok).toBe(true)
      const [call] = wire.calls
      const message = { id: alert.id, seconds: MORNING / 1000, body: call?.body ?? '' }
      const signed = await signWebhook(message, 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw')
      expect(Object.fromEntries(call?.headers ?? [])).toMatchObject({ ...signed })
    }
  })

  it('never posts unsigned what should be signed', async () => {
    for (const secret of ['MISSING', 'SHORT']) {
      const { given, wire } = means()
      const outcome = await sendAlert(posting({ secret }), alert, given)
      expect(inEnglish(outcome)).toEqual({ ok: false, error: { why: expect.stringContaining(secret), alone: false } })
      expect(wire.calls).toEqual([])
    }
  })

  it('to Slack holds no markup of an order’s', async () => {
    const { given, wire } = means()
    await sendAlert(posting({ format: 'slack' }), alert, given)
    expect(JSON.parse(wire.calls[0]?.body ?? '')).toEqual({
      text: 'Order PO-1 &lt;!channel&gt; &amp; [a](https://evil.example) was refused.',
      blocks: [
        { type: 'section', text: { type: 'plain_text', text: alert.text, emoji: false } },
        { type: 'section', text: { type: 'plain_text', text: '00123: 2 → 3', emoji: false } },
        { type: 'context', elements: [{ type: 'mrkdwn', text: `<${alert.url}|Orderbridge>` }] },
      ],
    })
  })

  it('to Slack stays within what Slack takes', async () => {
    const { given, wire } = means()
    const long = { ...alert, text: 'x'.repeat(5_000), diff: Array.from({ length: 200 }, (_, at) => `line ${at}`) }
    await sendAlert(posting({ format: 'slack' }), long, given)
    const { blocks } = JSON.parse(wire.calls[0]?.body ?? '')
    expect(blocks[0].text.text).toHaveLength(3_000)
    expect(blocks[1].text.text.split('\n').at(-1)).toBe('… (+180)')
  })

  it('to Teams is an adaptive card of plain text with a button', async () => {
    const { given, wire } = means()
    await sendAlert(posting({ format: 'teams' }), alert, given)
    const { type, attachments } = JSON.parse(wire.calls[0]?.body ?? '')
    expect([type, attachments[0].contentType]).toEqual(['message', 'application/vnd.microsoft.card.adaptive'])
    expect(attachments[0].content).toMatchObject({
      type: 'AdaptiveCard',
      body: [
        { type: 'RichTextBlock', inlines: [{ type: 'TextRun', text: alert.text }] },
        { type: 'RichTextBlock', inlines: [{ type: 'TextRun', text: '00123: 2 → 3' }] },
      ],
      actions: [{ type: 'Action.OpenUrl', url: alert.url }],
    })
  })

  it('to Teams stays within what Teams takes, what happened before what differs', async () => {
    const { given, wire } = means()
    const line = `PO-1: ${'é'.repeat(300)}`
    const long = {
      ...{ ...alert, text: Array.from({ length: 200 }, () => line).join('\n') },
      diff: Array.from({ length: 200 }, () => line),
    }
    await sendAlert(posting({ format: 'teams' }), long, given)
    const body = wire.calls[0]?.body ?? ''
    expect(new TextEncoder().encode(body).byteLength).toBeLessThan(28_000)
    expect(JSON.parse(body).attachments[0].content.body[0].inlines[0].text).toMatch(/^PO-1: é+.*…$/s)
    expect(JSON.parse(body).attachments[0].content.actions).toHaveLength(1)
  })

  it('of mail says it in words, with what differs and where to look', async () => {
    const { given, mails } = means()
    await sendAlert(DESK, { ...alert, orderNumber: 'PO-1\r\nBcc: x@y.example' }, given)
    expect(mails).toEqual([
      {
        from: 'gateway@a.example',
        to: ['desk@a.example'],
        subject: 'Orderbridge fresco: refused PO-1 Bcc: x@y[.]example',
        text: `${alert.text}\n00123: 2 → 3\n\n${alert.url}`,
      },
    ])
  })

  it.each([
    [status(500), 'The channel answered 500.', false],
    [status(410), 'The channel answered 410.', false],
    [status(302), 'The channel answered 302.', false],
    [status(422), 'The channel answered 422.', true],
    [() => Promise.reject(new Error(OPS)), 'The channel cannot be reached.', false],
  ])('says why it could not, and never its address', async (answer, why, alone) => {
    expect(inEnglish(await sendAlert(posting(), alert, means(answer).given))).toEqual({
      ok: false,
      error: { why, alone },
    })
  })

  it.each([
    ['a server', posting(), { wire: { ...scriptedWire(), fetch: () => new Promise<never>(() => {}) } }],
    ['a mail', DESK, { mail: () => new Promise<never>(() => {}) }],
  ])('says that %s took too long, also where the abort does not end the request', async (_, channel, silent) => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    try {
      const sent = sendAlert(channel, alert, { ...means().given, ...silent })
      await vi.advanceTimersByTimeAsync(10_000)
      expect(inEnglish(await sent)).toEqual({
        ok: false,
        error: { why: 'The channel did not answer within 10 seconds.', alone: false },
      })
    } finally {
      vi.useRealTimers()
    }
  })

  it.each(['json', 'slack', 'teams', 'mail'])(
    'hands on what the customer may be told, line by line: %s',
    async (format) => {
      const { given, wire, mails } = means()
      const forward = 'Your order PO-1\n\nIt has no lines.\n<!channel>'
      await sendAlert(format === 'mail' ? DESK : posting({ format }), { ...alert, forward }, given)
      const sent = format === 'mail' ? (mails[0]?.text ?? '') : (wire.calls[0]?.body ?? '')
      expect(sent).toContain('Your order PO-1')
      expect(sent).toContain('It has no lines.')
      if (format === 'slack')
        expect(JSON.parse(sent).blocks[2].text).toMatchObject({ type: 'plain_text', text: forward })
    },
  )

  it('without its address, or whose mail fails, has not sent', async () => {
    const { given } = means()
    expect(inEnglish(await sendAlert(posting({ url: 'MISSING' }), alert, given))).toMatchObject({
      error: { why: 'The secret MISSING is not set.' },
    })
    const failing = { ...given, mail: () => Promise.reject(new Error('no')) }
    expect((await sendAlert(DESK, alert, failing)).ok).toBe(false)
  })
})

describe('telling directly', () => {
  const rules = (...channels: Channel[]): AlertRules => ({ ...alertRules({ suppliers: {} }, ''), channels })

  it('tells a spare channel only when no other could be told', async () => {
    const backup = { ...DESK, backup: true }
    const well = means()
    await tellDirectly(alert, rules(posting(), backup), well.given)
    expect([well.wire.calls.length, well.mails.length]).toEqual([1, 0])
    const ill = means(status(500))
    await tellDirectly(alert, rules(posting(), backup), ill.given)
    expect(ill.mails).toHaveLength(1)
  })
})

describe('the rules of a supplier', () => {
  const supplier = { alerts: { mail: { from: 'a@b.example', to: ['c@d.example'] }, afterMinutes: 5 } }
  const gateway = { alerts: { url: 'OPS_URL', afterMinutes: 30, escalateAfterMinutes: 2 }, suppliers: {} }

  it('add its channels to the gateway’s, and put its settings before the gateway’s', () => {
    const both = alertRules({ ...gateway, suppliers: { fresco: supplier as never } }, 'fresco')
    expect(both.channels.map(({ name }) => name)).toEqual(['url', 'own-mail'])
    expect(both).toMatchObject({ afterMinutes: 5, escalateAfterMinutes: 2, quietHours: [], publicUrl: null })
  })

  it('are the defaults where nobody says anything', () => {
    expect(alertRules({ suppliers: {} }, 'fresco')).toMatchObject({
      ...{ channels: [], afterMinutes: 15, escalateAfterMinutes: 5 },
    })
  })
})
