import type { Reached } from '../../src/model/attempt-result.ts'
import { type DeliveryState, sharesChain } from '../../src/model/delivery-state.ts'
import { NEVER } from '../../src/outbox/schema.ts'
import { primaryRoutes } from '../../src/profile/fallbacks.ts'
import { createDiscardPromises } from './discard-promises.ts'
import { type Row, rowsOf } from './rows.ts'
import type { Knock, World } from './world.ts'

const RANK: Readonly<Record<Reached, number>> = { no: 0, maybe: 1, yes: 2 }
const SETTLED: ReadonlySet<DeliveryState> = new Set(['delivered', 'done', 'superseded', 'discarded'])

/** Promises that hold after every step of every history. */
export function createInvariants(world: World) {
  const rowBefore = new Map<string, Row>()
  const accepted = new Map<string, Set<number>>()
  const originals = new Set<string>()
  let seenKnocks = 0
  let seenAlerts = 0
  const bodyOf = new Map<string, string>()
  const keysOf = new Map<string, Set<string>>()
  /** By route and version: sent by a person after a later version that may have arrived and was discarded. */
  const chosen = new Set<string>()
  const discards = createDiscardPromises(world)

  const must = (holds: boolean, promise: string, about: unknown): void => {
    if (!holds) throw new Error(`${promise}: ${JSON.stringify(about)}`)
  }

  function checkKnocks(rows: readonly Row[], edited: ReadonlySet<string>): void {
    for (const knock of world.knocks.slice(seenKnocks)) {
      const { route, key, body, orderNumber, version, state, purpose, overtaken, marked } = knock
      const orderId = orderNumber.replace(/^PO-/, '')
      const place = `${route} ${orderId}`
      must((bodyOf.get(key) ?? body) === body, 'A key carries one body', { key, orderNumber, version })
      bodyOf.set(key, body)
      const ofVersion = `${place} v${version}`
      keysOf.set(ofVersion, (keysOf.get(ofVersion) ?? new Set()).add(key))
      const isChosen = chosen.has(ofVersion)
      must(isChosen || !laterMayBeThere(knock), 'Versions of one order leave in order', ofVersion)
      discards.checkKnock(knock)
      // A document that is sent again on a route may be a repeat, so the document has the mark and is another
      // document.
      const said = marked ? `${place} marked` : place
      if (!edited.has(orderId)) keysOf.set(said, (keysOf.get(said) ?? new Set()).add(key))
      must(state === 'sending', 'Only what is under way is sent', { place, version, state })
      must(isChosen || !overtaken, 'Nothing follows a later version', { place, version })
      if (purpose === 'original' && !originals.has(orderId))
        must(!mayBeThere(route, orderNumber, version), 'A second version is no second order', { place, version })
    }
    seenKnocks = world.knocks.length
    for (const { orderId } of rows)
      for (const route of ['erp', 'wms'])
        for (const said of [`${route} ${orderId}`, `${route} ${orderId} marked`])
          if (!edited.has(orderId))
            must((keysOf.get(said)?.size ?? 0) <= 1, 'An unedited order goes out under one key', orderId)
  }

  /** The receiver took the later version, or may still take the version. */
  const laterMayBeThere = (knock: Knock): boolean =>
    world.knocks
      .slice(0, world.knocks.indexOf(knock))
      .some(
        (one) =>
          (one.landed || !one.ended) &&
          one.route === knock.route &&
          one.orderNumber === knock.orderNumber &&
          one.version > knock.version,
      )

  const mayBeThere = (route: string, orderNumber: string, version: number): boolean =>
    world.knocks.some(
      (one) => one.landed && one.route === route && one.orderNumber === orderNumber && one.version < version,
    )

  /** A delivery has several attempts under way only if an earlier attempt died with its object. */
  function checkFlights(): void {
    const flying = new Map<string, number>()
    for (const { ended, life, route, orderNumber } of world.knocks) {
      if (ended || life !== world.life) continue
      const place = `${route} ${orderNumber}`
      flying.set(place, (flying.get(place) ?? 0) + 1)
      must((flying.get(place) ?? 0) <= 1, 'One try at a time', place)
    }
  }

  function checkRows(rows: readonly Row[]): void {
    const paused = new Set(
      world.store
        .all<{ route: string }>('SELECT route FROM routes WHERE paused_at IS NOT NULL')
        .map(({ route }) => route),
    )
    const leftAlone = new Map(
      world.store
        .all<{ route: string; until: number }>('SELECT route, probe_at AS until FROM routes WHERE probe_at IS NOT NULL')
        .map(({ route, until }) => [route, until]),
    )
    const news = world.raised.slice(seenAlerts)
    seenAlerts = world.raised.length
    // An order of a group, which one message names.
    const grouped = world.store.all<{ orderId: string; route: string }>(
      'SELECT order_id AS orderId, route FROM incident_orders WHERE announced = 0',
    )
    const isTold = ({ orderId, route }: Row): boolean =>
      paused.has(route) ||
      grouped.some((one) => one.orderId === orderId && (one.route === '' || one.route === route)) ||
      news.some((one) =>
        one.kind === 'paused'
          ? one.route === route
          : (one.orderId === orderId || one.orders?.some((named) => named.orderId === orderId) === true) &&
            (one.route ?? route) === route,
      )
    for (const row of rows) {
      const { orderId, version, route, state, reached, nextAt, fallbackCheckAt } = row
      const name = `${orderId} ${version} ${route}`
      const before = rowBefore.get(name)
      rowBefore.set(name, row)
      must(RANK[reached] >= RANK[before?.reached ?? 'no'], 'Reached is never lowered', row)
      must(SETTLED.has(state) === (nextAt === null), 'Settled, or on the list', row)
      if (nextAt !== null && nextAt < NEVER && !paused.has(route) && !isBlocked(row, rows))
        must(hasAlarm(Math.max(nextAt, leftAlone.get(route) ?? 0)) || isPulled(row), 'What waits has an alarm', {
          ...row,
          alarm: world.alarm,
        })
      if (nextAt !== null && fallbackCheckAt !== null && fallbackCheckAt < NEVER)
        must(hasAlarm(fallbackCheckAt), 'A ladder that is to be looked at has an alarm', { ...row, alarm: world.alarm })
      must(
        nextAt === null ||
          nextAt === NEVER ||
          fallbackCheckAt !== NEVER ||
          isFollowed(row, rows) ||
          isStopped(row, rows),
        'What leaves by itself climbs its ladder',
        row,
      )
      if ((state === 'held' || state === 'refused') && before?.state !== state)
        must(isTold(row), 'What waits for a person was told', row)
    }
    // A failed alert is retried first, and the other alerts wait.
    for (const { at } of world.store.all<{ at: number }>('SELECT max(next_at) AS at FROM alerts GROUP BY channel'))
      must(hasAlarm(at), 'An alert has an alarm', { at })
  }

  const hasAlarm = (at: number): boolean => world.alarm !== null && world.alarm <= Math.max(at, world.clock.now())

  const leavesAlone = ({ nextAt, state }: Row): boolean => nextAt !== null && nextAt < NEVER && state !== 'sent'

  /** Waits for an earlier version, whose end starts this version. */
  const isBlocked = (row: Row, rows: readonly Row[]): boolean =>
    rows.some(
      (one) => one.orderId === row.orderId && sharesChain(one, row) && one.version < row.version && one.nextAt !== null,
    )

  /** A later version may have left, and a person released this version all the same: no fallback route takes it over. */
  const isFollowed = (row: Row, rows: readonly Row[]): boolean =>
    rows.some(
      (one) =>
        one.orderId === row.orderId && sharesChain(one, row) && one.version > row.version && one.reached !== 'no',
    )

  /** A person holds the order on another route, and let this route go on: no fallback route takes over. */
  const isStopped = ({ orderId }: Row, rows: readonly Row[]): boolean =>
    rows.some((one) => one.orderId === orderId && one.holdReason === 'by-person')

  const isBehindHeld = (row: Row, rows: readonly Row[]): boolean =>
    rows.some(
      (one) =>
        one.orderId === row.orderId && sharesChain(one, row) && one.version < row.version && one.state === 'held',
    )

  /** Due while every possible lane is busy; the next free lane takes the delivery. */
  const isPulled = ({ nextAt }: Row): boolean =>
    nextAt !== null &&
    nextAt <= world.clock.now() &&
    world.knocks.some(({ ended, life }) => !ended && life === world.life)

  return {
    /** A person acted on an order; `before` is the state before the action. */
    acted(action: string, { orderId, route: on }: Pick<Row, 'orderId' | 'route'>, before: readonly Row[]): void {
      if (action === 'discard') discards.discardedAll(orderId, before)
      if (action.startsWith('done')) {
        const left = rowsOf(world).find((row) => row.orderId === orderId && row.route === on && leavesAlone(row))
        must(left === undefined, 'After a report, the route sends nothing of the order by itself', left)
      }
      if (action === 'cancelOrder') {
        discards.cancelledAll(orderId, before)
        const left = rowsOf(world).find(
          (row) => row.orderId === orderId && row.isCancellation === 0 && leavesAlone(row),
        )
        must(left === undefined, 'After a cancellation, no route sends the order by itself', left)
      }
      discards.acted()
      for (const { version, route, state, ...row } of rowsOf(world)) {
        const old = before.find((one) => one.orderId === orderId && one.version === version && one.route === route)
        const isSet = row.orderId === orderId && state === 'waiting' && old?.state !== state
        if (isSet && !action.startsWith('discard')) chosen.add(`${route} ${orderId} v${version}`)
      }
    },
    /** A person released the order as a second order. */
    original: (orderId: string): void => void originals.add(orderId),
    accepted(orderId: string, version: number): void {
      accepted.set(orderId, (accepted.get(orderId) ?? new Set()).add(version))
    },
    check(edited: ReadonlySet<string>): void {
      const rows = rowsOf(world)
      for (const [orderId, versions] of accepted)
        for (const version of versions)
          must(
            new Set(
              rows
                .filter((row) => row.orderId === orderId && row.version === version)
                .map(({ primaryRoute }) => primaryRoute),
            ).size ===
              primaryRoutes(world.supplier).length - (world.scene.hasDepots ? 1 : 0),
            'An accepted order is never lost',
            { orderId, version },
          )
      checkKnocks(rows, edited)
      checkFlights()
      checkRows(rows)
      discards.checkRows(rows)
    },
    /** After the end of all waits, no order is open without an alert. */
    end(): void {
      const rows = rowsOf(world)
      const held = rows.filter(({ state }) => !SETTLED.has(state))
      for (const row of held) {
        const waitsForPerson =
          (row.state === 'held' && row.nextAt === NEVER) ||
          row.state === 'refused' ||
          row.state === 'sent' ||
          row.route === 'box'
        must(waitsForPerson || isBehindHeld(row, rows), 'After a week nothing is under way', row)
      }
    },
  }
}
