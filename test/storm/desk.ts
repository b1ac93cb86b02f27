import { setTimeout as sleep } from 'node:timers/promises'
import type { Dice } from '../../src/cli/fake-apicbase/dice.ts'
import { type Admin, createAdmin } from '../crash/admin.ts'
import type { ListedDelivery, ListedOrder } from '../crash/desk.ts'
import type { Action } from './ledger.ts'
import { ROUTES, SUPPLIERS, type SupplierName } from './setting.ts'
import { type Busy, createBusy, type World } from './world.ts'

/** The order desks of both suppliers, which see and act through the Admin API only. */
export interface Desk {
  readonly busy: Busy
  readonly done: Promise<void>
  readonly admin: Admin
  act(wish: ActionWish): Promise<Action>
  view(supplier: SupplierName, orderId: string): Promise<OrderView | null>
  list(supplier: SupplierName, state: string): Promise<ListedOrder[]>
  resumeAll(): Promise<void>
}

export interface OrderView {
  readonly state: string
  readonly holdReason?: string
  readonly deliveries: readonly (ListedDelivery & { readonly holdReason: string | null; readonly reached: string })[]
  readonly versions: readonly { readonly version: number; readonly digest: string; readonly status: string }[]
  readonly timeline: readonly unknown[]
}

export interface ActionWish {
  readonly name: string
  readonly supplier: SupplierName
  readonly orderId?: string
  readonly route?: string
  readonly body?: object
  readonly to?: string
}

const EVERY_MS = 500
const PAUSED_MS = 6_000
const SEARCHED = ['held', 'held', 'pending', 'pending', 'settled'] as const

export function openDesk(world: World): Desk {
  const { ledger, setting, gateway } = world
  const dice = world.dice.fork()
  const busy = createBusy()
  const admin = createAdmin(gateway.url, setting.consoleToken)

  async function run(): Promise<void> {
    for (; !world.isOver; await sleep(EVERY_MS)) {
      if (world.weather !== 'storm') continue
      // The gateway is down, or was killed in the middle of it.
      await busy.during(() => (dice.chance(0.1) ? onRoute() : onOrder()).catch(() => {}))
    }
  }

  async function onRoute(): Promise<void> {
    const supplier = dice.pick(SUPPLIERS)
    const route = dice.pick(['mail', ...ROUTES[supplier]])
    const name = dice.pick(['pause', 'pause', 'retry', 'poll'])
    if (name === 'poll') return void (await act({ name: 'poll', supplier: 'squall' }))
    await act({ name: `route-${name}`, supplier, route })
    if (name !== 'pause') return
    const limit = Date.now() + dice.below(PAUSED_MS)
    void (async () => {
      // Never while the operator has paused all routes for an export.
      while ((Date.now() < limit && world.weather === 'storm') || world.weather === 'calm') await sleep(200)
      for (let tries = 0; tries < 5; tries++) {
        if ((await act({ name: 'route-resume', supplier, route })).code !== 0) return
        await sleep(2_000)
      }
    })()
  }

  async function onOrder(): Promise<void> {
    const supplier = dice.pick(SUPPLIERS)
    const found = await list(supplier, dice.pick(SEARCHED))
    const order = found[dice.below(Math.min(found.length, 40))]
    if (!order) return
    const seen = await view(supplier, order.orderId)
    const wish = seen && chosen(seen, { supplier, orderId: order.orderId }, dice)
    if (wish) await act(wish, seen)
  }

  async function act(wish: ActionWish, before?: OrderView): Promise<Action> {
    const { name, supplier, orderId, route, body = {}, to } = wish
    const action: Action = {
      ...{ name, supplier, orderId: orderId ?? null, route: route ?? null, to: to ?? null },
      ...{ at: Date.now(), answeredAt: null, code: 0, discarded: [], detail: JSON.stringify(body) },
    }
    ledger.actions.push(action)
    try {
      const { status, value } = await admin.call<Partial<OrderView> & { detail?: string }>(
        addressOf({ ...wish, supplier }, world.keys[supplier]),
        { by: 'storm', note: 'as the dice fell', ...(to ? { route: to } : {}), ...body },
      )
      action.answeredAt = Date.now()
      action.code = status
      if (status !== 200) action.detail = value.detail ?? ''
      const were = new Set(before?.deliveries.filter(isDiscarded).map(nameOf))
      if (status === 200 && /^discard/.test(name))
        action.discarded = (value.deliveries ?? []).filter((one) => isDiscarded(one) && !were.has(nameOf(one)))
    } catch {
      // Cut: nobody can tell from here whether it was done.
    }
    return action
  }

  async function list(supplier: SupplierName, state: string): Promise<ListedOrder[]> {
    const found: ListedOrder[] = []
    for (let cursor: string | null = ''; cursor !== null; ) {
      const query = new URLSearchParams({ supplier: world.keys[supplier], limit: '200', state, cursor })
      const page = (await admin.call<{ orders: ListedOrder[]; cursor: string | null }>(`/orders?${query}`)).value
      found.push(...page.orders)
      cursor = page.cursor
    }
    return found
  }

  async function view(supplier: SupplierName, orderId: string): Promise<OrderView | null> {
    const { status, value } = await admin.call<OrderView>(`/orders/${world.keys[supplier]}/${orderId}`)
    return status === 200 ? value : null
  }

  return {
    busy,
    admin,
    done: run(),
    act: (wish) => act(wish),
    view,
    list,
    async resumeAll() {
      for (const supplier of SUPPLIERS)
        for (const route of [...ROUTES[supplier], ...(supplier === 'gust' ? ['mail'] : [])])
          await act({ name: 'route-resume', supplier, route })
    },
  }
}

const isDiscarded = ({ state }: ListedDelivery): boolean => state === 'discarded'
const nameOf = ({ version, route }: ListedDelivery): string => `${version} ${route}`

function addressOf({ name, orderId, route }: ActionWish, key: string): string {
  if (name === 'poll') return `/suppliers/${key}/poll`
  if (name.startsWith('route-')) return `/suppliers/${key}/routes/${route}/${name.slice('route-'.length)}`
  if (route === undefined) return `/orders/${key}/${orderId}/${name}`
  return `/orders/${key}/${orderId}/deliveries/${route}/${name === 'discard-on' ? 'discard' : name}`
}

type Place = Pick<ActionWish, 'supplier'> & { readonly orderId: string }

/** What a clerk might do about an order as it is. */
export function chosen(seen: OrderView, place: Place, dice: Dice): ActionWish | null {
  const open = seen.deliveries.filter(({ state }) => !SETTLED.has(state))
  const held = open.filter(({ state }) => state === 'held')
  const as = dice.chance(0.8) ? 'replacement' : 'original'
  const target = held[dice.below(held.length)] ?? open[dice.below(open.length)]
  const route = target?.route
  if (held.length > 0 && dice.chance(0.7)) {
    const name = dice.pick(['release', 'release', 'discard', 'discard', 'done', 'discard-on', 'send-by'])
    if (name === 'release') return { ...place, name, body: { as } }
    if (name === 'discard') return { ...place, name }
    if (route === undefined) return null
    return name === 'send-by' ? sendBy(place, route, as, dice) : { ...place, name, route }
  }
  if (route !== undefined) {
    const name = dice.pick(['retry', 'retry', 'retry', 'hold', 'done', 'discard-on', 'send-by', 'cancel'])
    if (name === 'hold') return { ...place, name }
    if (name === 'send-by') return sendBy(place, route, as, dice)
    return { ...place, name, route, ...(name === 'retry' ? { body: { as } } : {}) }
  }
  if (!dice.chance(0.4)) return null
  const delivered = seen.deliveries.filter(({ state }) => state === 'delivered' || state === 'sent')
  const settled = delivered[dice.below(delivered.length)]
  if (!settled) return null
  const name = dice.pick(['resend', 'resend', 'cancel'])
  const intent = dice.pick(['same', 'correction'])
  return { ...place, name, route: settled.route, ...(name === 'resend' ? { body: { intent } } : {}) }
}

function sendBy(place: Place, route: string, as: string, dice: Dice): ActionWish | null {
  const others = [...ROUTES[place.supplier], ...(place.supplier === 'gust' ? ['mail'] : [])].filter(
    (one) => one !== route,
  )
  const to = others[dice.below(others.length)]
  return to === undefined ? null : { ...place, name: 'send-by', route, to, body: { as } }
}

export const SETTLED: ReadonlySet<string> = new Set(['delivered', 'superseded', 'done', 'discarded'])
