import { setTimeout as sleep } from 'node:timers/promises'
import type { Gateway } from '../../crash/gateway.ts'
import type { Openssl } from '../../servers/as2-openssl.ts'
import { type As2System, openAs2System, type TakenMessage } from '../../servers/as2-system.ts'
import { type CutProxy, openCutProxy } from '../../servers/cut-proxy.ts'
import { as2Transport } from './as2-targets.ts'
import type { Desk } from './desk.ts'
import type { Surroundings } from './trial.ts'

/** A partner that sends its notification later to the gateway: its supplier, and the public address of the gateway. */
export interface Later {
  readonly name: string
  readonly route: object
  readonly partner: As2System
  readonly proxy: CutProxy
  close(): Promise<void>
}

/** Enough for a test to see an uncertain delivery before the next attempt, on a busy machine too. */
export const LATER_RETRY_SECONDS = 10

/** EDIFACT, because EDIFACT has acknowledgements. */
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
      retry: { delaysSeconds: [LATER_RETRY_SECONDS] },
      transport: as2Transport(proxy.port, { mdn: acknowledges ? 'sync' : 'async' }),
      ...(acknowledges ? { receipt: 'acknowledgement', acknowledgements: { as2: true } } : { receiptDueMinutes: 0.05 }),
    },
    partner,
    proxy,
    async close() {
      await proxy.close()
      await partner.close()
    },
  }
}

export interface Stage extends Surroundings {
  readonly later: Later
  readonly desk: Desk
  readonly gateway: Gateway
  readonly orderId: string
  state(): Promise<string>
  until(state: string): Promise<void>
  /** Message that the partner got for this order. */
  message(): TakenMessage
  act(path: string): Promise<void>
}

export type Row = readonly [name: string, play: (stage: Stage) => Promise<string>]

/** A separate order, from its placement to its result. */
export function stageFor(later: Later, gateway: Gateway, desk: Desk, orderId: string, around: Surroundings): Stage {
  const state = async (): Promise<string> => (await desk.view(orderId)).deliveries[0]?.state ?? 'unknown'
  return {
    ...around,
    ...{ later, gateway, desk, orderId, state },
    async until(wanted) {
      let last = ''
      for (const end = Date.now() + 60_000; Date.now() < end; await sleep(40)) {
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
