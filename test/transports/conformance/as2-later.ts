import assert from 'node:assert/strict'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Gateway } from '../../crash/gateway.ts'
import { BACK_ROWS } from './as2-back.ts'
import { LATER_RETRY_SECONDS, type Later, type Row, stageFor } from './as2-stage.ts'
import { documentsAt } from './as2-targets.ts'
import { createDesk, ROUTE } from './desk.ts'
import { moment } from './faults.ts'
import type { Finding, Surroundings } from './trial.ts'

const LATER_ROWS: readonly Row[] = [
  [
    'its MDN comes later',
    async ({ until, desk, orderId }) => {
      await until('delivered')
      const events = (await desk.view(orderId)).timeline.map(({ event }) => event)
      assert.deepEqual(events.slice(-2), ['sent', 'notified'])
      return 'sent, then delivered'
    },
  ],
  [
    'MDN though the answer was lost',
    async ({ later, until, message }) => {
      await until('uncertain')
      await later.proxy.be('open')
      assert.equal(await later.partner.post(message()), 200)
      await until('delivered')
      await sleep(LATER_RETRY_SECONDS * 1_500)
      assert.equal(message().times, 1)
      return 'uncertain, then delivered, sent once'
    },
  ],
  [
    'MDN forged',
    async ({ later: { partner }, until, state, message }) => {
      await until('sent')
      for (const wrong of [{ signer: 'stranger' }, { tampered: true }, { unsigned: true }])
        assert.equal(await partner.post(message(), wrong), 403)
      assert.equal(await state(), 'sent')
      assert.equal(await partner.post(message()), 200)
      await until('delivered')
      return '403, still sent; the real one delivers'
    },
  ],
  [
    'MDN of another message',
    async ({ later: { partner }, until, state, message }) => {
      await until('sent')
      assert.equal(await partner.post({ ...message(), id: '<no-such@orderbridge>' }), 404)
      assert.equal(await state(), 'sent')
      assert.equal(await partner.post(message()), 200)
      return '404, still sent; its own delivers'
    },
  ],
  [
    'MDN overdue',
    async ({ later: { partner, name }, until, alerts, message }) => {
      await until('sent')
      for (const end = Date.now() + 60_000; alerts.count(name, 'late') === 0; await sleep(100))
        assert.ok(Date.now() < end, 'nobody was told')
      assert.equal(await partner.post(message()), 200)
      await until('delivered')
      return 'told as late, then delivered'
    },
  ],
  [
    'MDN after somebody keyed it',
    async ({ later: { partner }, until, state, message, act }) => {
      await until('sent')
      await act(`deliveries/${ROUTE}/done`)
      assert.equal(await partner.post(message()), 200)
      assert.equal(await state(), 'done')
      return 'noted, still done'
    },
  ],
  [
    'MDN twice',
    async ({ later: { partner }, until, desk, orderId, message }) => {
      await until('delivered')
      assert.equal(await partner.postAgain(message()), 200)
      const { deliveries, timeline } = await desk.view(orderId)
      assert.equal(deliveries[0]?.receipts.length, 1)
      assert.equal(timeline.filter(({ event }) => event === 'repeated').length, 1)
      return 'delivered once, noted once'
    },
  ],
  [
    'MDN with another MIC',
    async ({ later: { partner }, until, desk, message }) => {
      await until('sent')
      assert.equal(await partner.post(message(), { mic: 'AAAA' }), 200)
      await until('refused')
      partner.behave({})
      await desk.retryRoute()
      await until('delivered')
      assert.equal(message().times, 2)
      return 'refused; retried, a duplicate, delivered'
    },
  ],
  [
    'MDN: decryption-failed',
    async ({ later: { partner }, until, desk }) => {
      await until('refused')
      assert.ok(await desk.isPaused(), 'the route is not paused')
      partner.behave({})
      await desk.retryRoute()
      await until('delivered')
      return 'refused, paused; mended, delivered'
    },
  ],
  [
    'killed before its MDN',
    async ({ later: { partner }, gateway, until, message }) => {
      await until('sent')
      await gateway.kill()
      await gateway.start()
      assert.equal(await partner.post(message()), 200)
      await until('delivered')
      assert.equal(message().times, 1)
      return 'sent, then delivered'
    },
  ],
]

/** Behaviour of the partner and the connection from the start. */
async function prepare(name: string, { partner, proxy }: Later): Promise<void> {
  const answersAtOnce = ['its MDN comes later', 'MDN twice', 'MDN: decryption-failed']
  partner.behave({ holds: !answersAtOnce.includes(name), wrongKey: name === 'MDN: decryption-failed' })
  await proxy.be(name === 'MDN though the answer was lost' ? 'slow' : 'open')
}

/** Runs every row with a separate order. */
export async function laterFindings(
  later: Later,
  gateway: Gateway,
  around: Surroundings,
  isWanted: (name: string) => boolean,
): Promise<Finding[]> {
  const findings: Finding[] = []
  const rows = later.name === 'as2-later' ? LATER_ROWS : BACK_ROWS
  for (const [row, [fault, play]] of rows.filter(([name]) => isWanted(name)).entries()) {
    const desk = createDesk(around.url, later.name, around.secrets)
    // EDIFACT limits the length of a number.
    const orderId = `${later.name}-${row + 1}`
    const stage = stageFor(later, gateway, desk, orderId, around)
    later.partner.forget()
    await prepare(fault, later)
    const wrong: string[] = []
    let outcome = '?'
    try {
      await desk.place(orderId)
      if (fault === 'MDN though the answer was lost') {
        await moment(() => later.partner.messages.size > 0)
        later.proxy.cut()
      }
      outcome = await play(stage)
      const files = documentsAt(later.partner)
      if (files.size !== 1 || ![...files.values()][0]?.equals(await desk.document(orderId)))
        wrong.push(`there lies: ${[...files.keys()].join(', ') || 'nothing'}`)
    } catch (error) {
      wrong.push(error instanceof Error ? error.message : String(error))
    }
    const note = (await desk.view(orderId).catch(() => null))?.timeline.at(-1)?.text ?? ''
    findings.push({
      ...{ target: later.name, fault, outcome, note, documents: later.partner.messages.size, orders: 1, wrong },
    })
  }
  return findings
}
