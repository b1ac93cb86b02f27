import type {
  ActionResult,
  Actor,
  DiscardRequest,
  DoneRequest,
  ReleaseRequest,
  ReportRequest,
  Start,
} from '../outbox/actions/action.ts'
import * as actions from '../outbox/actions/actions.ts'
import { markCalled, undoCall } from '../outbox/actions/call-back.ts'
import { cancel, cancelOrder } from '../outbox/actions/cancel.ts'
import { cancelledByHand } from '../outbox/actions/cancelled-by-hand.ts'
import { discard, discardOn } from '../outbox/actions/discard.ts'
import { hold } from '../outbox/actions/hold.ts'
import { markDone, markOrderDone } from '../outbox/actions/mark-done.ts'
import { type ResendRequest, resend } from '../outbox/actions/resend.ts'
import { sendBy } from '../outbox/actions/send-by.ts'
import { endDoneWish } from '../outbox/cancel-wish.ts'
import type { CustomerNotice } from '../outbox/notices.ts'
import { endPlacedAgain } from '../outbox/placed-again.ts'
import { erase } from '../outbox/purge.ts'
import { copyRankOf, receiversFirst } from '../profile/copy-routes.ts'
import { type MessageRequest, noticeDiscarded, notifyCustomer } from '../steps/notify-customer.ts'
import type { Dispatcher } from './dispatcher.ts'
import type { DispatcherPorts } from './dispatcher-ports.ts'
import { sendTest } from './send-test.ts'
import type { SupplierRules } from './supplier-rules.ts'

/** The other parts of the outbox, as a person's actions need the parts. */
export interface ActionPorts {
  readonly rules: SupplierRules
  readonly dispatcher: Pick<Dispatcher, 'probe' | 'probeResumed'>
  /** After a person's action, starts the deliveries that may now start. */
  readonly afterCommand: <T>(result: T) => T
  readonly start: () => Start
}

export function createOrderActions(ports: DispatcherPorts, { rules, dispatcher, afterCommand, start }: ActionPorts) {
  const { sql, clock } = ports
  const { sendObstacle, cancelObstacle, protectionObstacle, fallbackRules } = rules
  const { isMail } = fallbackRules
  const releaseRules = () => ({ mayLeave: sendObstacle, rankOf: copyRankOf(ports.supplier) })

  /** Queues the customer notice in the transaction that discards the order. */
  function discarded(orderId: string, work: () => ActionResult): ActionResult {
    return afterCommand(
      sql.atomically(() => {
        const result = work()
        if (result.ok) {
          noticeDiscarded(orderId, ports)
          endDoneWish(sql, orderId, copyRankOf(ports.supplier))
        }
        return result
      }),
    )
  }

  /** Ends the calls that the action makes needless. */
  function answered(orderId: string, work: () => ActionResult): ActionResult {
    return afterCommand(
      sql.atomically(() => {
        const result = work()
        const rankOf = copyRankOf(ports.supplier)
        if (result.ok) {
          endPlacedAgain(sql, orderId, rankOf)
          endDoneWish(sql, orderId, rankOf)
        }
        return result
      }),
    )
  }

  const discardWork = (orderId: string, route: string | null, actor: DiscardRequest): ActionResult =>
    route === null ? discard(ports, orderId, actor) : discardOn(ports, orderId, route, actor)

  return {
    /**
     * The notice that a discard of the order, or of its delivery by a route, would queue for the customer. Null when the
     * customer gets none. Stores nothing: the transaction that tries the discard is rolled back.
     */
    discardNotice(orderId: string, route: string | null): CustomerNotice | null {
      const tried: { notice: CustomerNotice | null } = { notice: null }
      // An error that is made at the start of the Worker costs 13 ms, because its stack reads the whole code.
      const rolledBack = new Error('The discard was only tried.')
      try {
        sql.atomically(() => {
          const isDone = [undefined, true as const].some((mailed) => discardWork(orderId, route, { by: '', mailed }).ok)
          if (isDone) tried.notice = noticeDiscarded(orderId, ports)
          throw rolledBack
        })
      } catch (error) {
        if (error !== rolledBack) throw error
      }
      return tried.notice
    },
    release: (orderId: string, request: ReleaseRequest) =>
      afterCommand(actions.release(sql, orderId, request, releaseRules(), start())),
    hold: (orderId: string, actor: Actor) => afterCommand(hold(ports, orderId, actor)),
    discard: (orderId: string, request: DiscardRequest) =>
      discarded(orderId, () => discardWork(orderId, null, request)),
    discardOn: (orderId: string, route: string, actor: Actor) =>
      discarded(orderId, () => discardWork(orderId, route, actor)),
    cancel: (orderId: string, route: string, actor: Actor) =>
      answered(orderId, () => cancel(sql, orderId, route, actor, cancelObstacle, start())),
    cancelOrder: (orderId: string, actor: Actor) =>
      answered(orderId, () =>
        cancelOrder(sql, orderId, receiversFirst(ports.supplier), actor, cancelObstacle, start()),
      ),
    retry(orderId: string, route: string, request: ReleaseRequest) {
      const result = actions.retry(sql, orderId, route, request, releaseRules(), start())
      if (result.ok) dispatcher.probe(route, orderId)
      return afterCommand(result)
    },
    done: (orderId: string, route: string, request: ReportRequest) =>
      answered(orderId, () => {
        const result = markDone(sql, orderId, route, request, copyRankOf(ports.supplier), clock.now())
        return result.ok ? result : (cancelledByHand(sql, orderId, route, request, clock.now()) ?? result)
      }),
    doneOrder: (orderId: string, request: DoneRequest) =>
      answered(orderId, () => markOrderDone(sql, orderId, request, copyRankOf(ports.supplier), clock.now())),
    sendBy: (orderId: string, route: string, to: string, request: ReleaseRequest) =>
      afterCommand(
        sendBy(sql, { orderId, route, to }, request, { ...releaseRules(), protectionObstacle, isMail }, start()),
      ),
    resend: (orderId: string, route: string, request: ResendRequest) =>
      afterCommand(resend(sql, orderId, route, request, sendObstacle, start())),
    /** Sends the order's content again as a separate test; no delivery records the test. */
    sendTest: (orderId: string, route: string, actor: Actor) => afterCommand(sendTest(orderId, route, actor, ports)),
    markCalled: (orderId: string, actor: Actor) => markCalled(sql, orderId, actor, clock.now()),
    undoCall: (orderId: string, actor: Actor) => undoCall(sql, orderId, actor, clock.now()),
    notifyCustomer: (orderId: string, request: MessageRequest) => afterCommand(notifyCustomer(orderId, request, ports)),
    erase: (orderId: string, actor: Actor) => afterCommand(erase(sql, orderId, actor, clock.now())),
  }
}
