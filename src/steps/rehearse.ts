import { formats } from '../documents/registry.ts'
import { firstReason } from '../model/delivery-state.ts'
import { deskRemark } from '../model/desk-wording.ts'
import { findingNote } from '../model/finding.ts'
import type { Order } from '../model/order/order.ts'
import { withLines } from '../model/order/problem-lines.ts'
import type { Problem } from '../model/problem.ts'
import type { LostLetters } from '../outbox/accept.ts'
import type { RoutePlan, RouteStart } from '../outbox/decide.ts'
import { deliveryDay } from '../profile/calendar.ts'
import { fallbacksOf, primaryRoutes } from '../profile/fallbacks.ts'
import { routeNamed } from '../profile/route-named.ts'
import {
  type Audience,
  applyRules,
  hasDepots,
  isTestOrder,
  type RuleFindings,
  takesOrder,
  takesTestOrders,
} from '../profile/rules.ts'
import type { Route, Supplier } from '../profile/supplier.ts'
import { toSupplierTerms } from '../profile/translation.ts'
import { cutRemarks } from './cut-remarks.ts'
import { lostLetters } from './lost-letters.ts'

export interface RouteCheck {
  /** The problems that refuse the order to the chef; empty for an accepted order. */
  readonly refused: readonly Problem[]
  readonly routes: readonly RoutePlan[]
  /** The problems for the desk, of routes that do not simply start. */
  readonly findings: readonly Problem[]
  /** The findings as a few sentences in the supplier's language; null without findings. */
  readonly remark: string | null
  /** The time by which the order must be sent, in milliseconds since 1970; null without a cut-off. */
  readonly cutOff: number | null
  /** Routes whose document cannot hold some letters of the order's wording. */
  readonly losses: readonly LostLetters[]
  /** Routes whose document cannot hold the order, and why. */
  readonly unfit: readonly UnfitRoute[]
}

export interface UnfitRoute {
  readonly route: string
  readonly problems: readonly Problem[]
}

/**
 * Checks an order against the supplier's rules and each route's format, and counts unsupported letters. Stores no
 * data and never throws.
 */
export function checkRoutes(order: Order, supplier: Supplier, now: number, audience: Audience = 'chef'): RouteCheck {
  const { refused, findings, unfit, ...plans } = look(order, supplier, now, audience)
  const named = (problems: readonly Problem[]) => withLines(problems, (index) => order.lines[index])
  const found = named(findings)
  const remark = found.length > 0 ? deskRemark(found, supplier.language) : null
  const losses = plans.routes.flatMap((plan) => lossesOf(plan, order, supplier))
  const wrong = unfit.map(({ route, problems }) => ({ route, problems: named(problems) }))
  return { ...plans, refused: named(refused), findings: found, remark, losses, unfit: wrong }
}

/** A route that cannot write the order reports its refusal instead. */
function lossesOf({ route: name, start }: RoutePlan, order: Order, supplier: Supplier): LostLetters[] {
  const route = routeNamed(supplier, name)
  if (!route || start.state === 'refused') return []
  const counted = (count: typeof lostLetters): number => {
    const found = attempt(() => count(order, route, supplier))
    return found === 'fault' ? 0 : found
  }
  const [letters, cut] = [counted(lostLetters), counted(cutRemarks)]
  return letters === 0 && cut === 0 ? [] : [{ route: name, letters, ...(cut > 0 ? { cut } : {}) }]
}

type Look = Omit<RouteCheck, 'remark' | 'losses'>

function look(order: Order, supplier: Supplier, now: number, audience: Audience): Look {
  const judgement = attempt(() => applyRules(order, supplier, now, audience))
  const known = attempt(() => deliveryDay(supplier, order.customer, order.deliveryDate)?.cutOff ?? null)
  const cutOff = known === 'fault' ? null : known
  if (judgement === 'fault') {
    const routes = primaryRoutes(supplier).map((route) => plan(route, supplier, FAULT))
    return { refused: [], routes, findings: [RULE_FAULT], cutOff, unfit: [] }
  }
  const test = isTestOrder(order, supplier)
  const theirs = routesOf(order, supplier, test)
  if (theirs.length === 0) return { ...withoutRoute(order, supplier, judgement), cutOff, unfit: [] }
  const fits = theirs.map((route) => ({ route, problems: attempt(() => problemsOn(order, supplier, route)) }))
  const unwritable = fits.filter(({ problems }) => problems !== 'fault' && problems.length > 0)
  const none = unwritable.length === fits.length && !theirs.some((route) => canFallBack(route, order, supplier, test))
  const refuses = none && unwritable.some(({ route }) => (route.whenUnwritable ?? supplier.whenUnwritable) === 'refuse')
  const ruled = firstReason(judgement.held.map(({ reason }) => reason))
  const routes = fits.map(({ route, problems }) => {
    if (problems === 'fault') return plan(route, supplier, FAULT)
    if (test && !takesTestOrders(route)) return plan(route, supplier, { state: 'held', reason: 'test' })
    if (problems.length > 0)
      return plan(route, supplier, none ? { state: 'held', reason: 'unwritable' } : { state: 'refused' })
    return plan(route, supplier, ruled ? { state: 'held', reason: ruled } : { state: 'waiting' })
  })
  const allProblems = fits.flatMap(({ problems }) => (problems === 'fault' ? [RULE_FAULT] : problems))
  return {
    refused: [...judgement.refused, ...(refuses ? allProblems : [])],
    routes,
    findings: [...judgement.held.map(({ problem }) => problem), ...allProblems],
    cutOff,
    unfit: fits.flatMap(({ route, problems }) =>
      problems === 'fault' || problems.length === 0 ? [] : [{ route: route.name, problems }],
    ),
  }
}

/** A test order uses the routes for test orders. Without such a route the order is held on all its routes. */
function routesOf(order: Order, supplier: Supplier, test: boolean): Route[] {
  const theirs = primaryRoutes(supplier).filter((route) => takesOrder(route, order, supplier))
  const forTests = theirs.filter(takesTestOrders)
  return test && forTests.length > 0 ? forTests : theirs
}

/** Whether a fallback route can write the order. */
const canFallBack = ({ name }: Route, order: Order, supplier: Supplier, test: boolean): boolean =>
  fallbacksOf(supplier, name).some((step) => {
    const route = step.route && routeNamed(supplier, step.route)
    if (!route || !takesOrder(route, order, supplier) || (test && !takesTestOrders(route))) return false
    const wrong = attempt(() => problemsOn(order, supplier, route))
    return wrong !== 'fault' && wrong.length === 0
  })

/** Holds an order that no route takes. Without the hold, the order would be accepted and never sent. */
function withoutRoute(
  { customer }: Order,
  supplier: Supplier,
  { refused, held }: RuleFindings,
): Pick<RouteCheck, 'refused' | 'routes' | 'findings'> {
  const message = findingNote(hasDepots(supplier) ? 'no-route-for' : 'no-route-for-customer', { customer })
  const problem: Problem = { path: 'supplier_customer_number', code: 'unknown-customer', message }
  const routes = primaryRoutes(supplier).map((route) =>
    plan(route, supplier, { state: 'held', reason: 'unknown-customer' }),
  )
  return { refused, routes, findings: [...held.map((finding) => finding.problem), problem] }
}

const FAULT: RouteStart = { state: 'held', reason: 'fault' }

/** An internal error never costs the restaurant its order: the order is accepted and held, and a person is alerted. */
export const RULE_FAULT: Problem = {
  path: '',
  code: 'fault',
  message: findingNote('order-fault'),
}

const plan = (route: Route, supplier: Supplier, start: RouteStart): RoutePlan => ({
  route: route.name,
  revisions: route.revisions ?? supplier.revisions,
  start,
})

function problemsOn(order: Order, supplier: Supplier, route: Route): Problem[] {
  const { document } = route
  const format = formats[document.format]
  if (!format) throw new Error(`No format is called ${document.format}.`)
  const translated = toSupplierTerms(order, supplier, route)
  return format.findProblems(translated.order, { supplier: translated.supplier, document })
}

function attempt<T>(work: () => T): T | 'fault' {
  try {
    return work()
  } catch {
    return 'fault'
  }
}
