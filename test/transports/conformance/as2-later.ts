import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Gateway } from '../../crash/gateway.ts'
import { contrl } from '../../fakes/acknowledgements.ts'
import type { Openssl } from '../../servers/as2-openssl.ts'
import { entityOf, senderWith } from '../../servers/as2-sender.ts'
import { type As2System, openAs2System, type TakenMessage } from '../../servers/as2-system.ts'
import { type CutProxy, openCutProxy } from '../../servers/cut-proxy.ts'
import { as2Transport, documentsAt } from './as2-targets.ts'
import { createDesk, type Desk, ROUTE } from './desk.ts'
import { moment } from './faults.ts'
import type { Finding, Surroundings } from './trial.ts'

/** A partner that answers later, to an address of ours: its supplier, and the public address of the gateway. */
export interface Later {
  readonly name: string
  readonly route: object
  readonly partner: As2System
  readonly proxy: CutProxy
  close(): Promise<void>
}

/** EDIFACT, so that it can acknowledge as well. */
const documentFrom = (sender: string): object => ({
  ...{ format: 'edifact-d96a', sender: { id: sender, qualifier: 'ZZZ' } },
  recipient: { id: '5412345000013', qualifier: '14' },
})

export async function openLater(identities: Openssl, kind: 'notifies' | 'acknowledges'): Promise<Later> {
  const partner = await openAs2System(identities)
  const proxy = await openCutProxy(partner.port)
  const acknowledges = kind === 'acknowledges'
  return {
    name: acknowledges ? 'as2-back' : 'as2-later',
    route: {
      document: documentFrom(acknowledges ? 'BACK' : 'LATER'),
      transport: as2Transport(proxy.port, { mdn: acknowledges ? 'sync' : 'async' }),
      ...(acknowledges ? { receipt: 'functional', acknowledgements: { as2: true } } : { receiptDueMinutes: 0.05 }),
    },
    partner,
    proxy,
    async close() {
      await proxy.close()
      await partner.close()
    },
  }
}

interface Stage extends Surroundings {
  readonly later: Later
  readonly desk: Desk
  readonly gateway: Gateway
  readonly orderId: string
  state(): Promise<string>
  until(state: string): Promise<void>
  /** What the partner had of this order. */
  message(): TakenMessage
  act(path: string): Promise<void>
}

type Row = readonly [name: string, play: (stage: Stage) => Promise<string>]

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
      await until('delivered')
      await sleep(2_500)
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
      for (const end = Date.now() + 15_000; alerts.count(name, 'late') === 0; await sleep(100))
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
      assert.equal(await partner.post(message()), 200)
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

/** How the partner, and the line to it, behave from the beginning. */
async function prepare(name: string, { partner, proxy }: Later): Promise<void> {
  const answersAtOnce = ['its MDN comes later', 'MDN twice', 'MDN: decryption-failed', 'MDN though the answer was lost']
  partner.behave({ holds: !answersAtOnce.includes(name), wrongKey: name === 'MDN: decryption-failed' })
  await proxy.be(name === 'MDN though the answer was lost' ? 'slow' : 'open')
}

const BACK_ROWS: readonly Row[] = [
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

/** Plays every row with an order of its own. */
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
    // A number in EDIFACT has its limit.
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

function stageFor(later: Later, gateway: Gateway, desk: Desk, orderId: string, around: Surroundings): Stage {
  const state = async (): Promise<string> => (await desk.view(orderId)).deliveries[0]?.state ?? 'unknown'
  return {
    ...around,
    ...{ later, gateway, desk, orderId, state },
    async until(wanted) {
      let last = ''
      for (const end = Date.now() + 20_000; Date.now() < end; await sleep(40)) {
        last = await state().catch(() => 'unreachable')
        if (last === wanted) return
      }
      throw new Error(`It is ${last}, and never became ${wanted}.`)
    },
    message() {
      const [only] = later.partner.messages.values()
      if (!only) throw new Error('The partner has nothing.')
      return only
    },
    act: (path) => desk.act(`${orderId}/${path}`),
  }
}
