import { mayReach, type Visitor } from '../access/visitor.ts'
import { includesRole, type Role } from '../profile/console.ts'
import type { Services } from '../services.ts'
import type { RemoteOutbox } from '../supplier/remote-outbox.ts'
import type { OutboxCalls } from '../supplier/removed-outbox.ts'

/** The role that a call needs. A call that is not listed needs `manage`. */
const NEEDED: Readonly<Partial<Record<keyof OutboxCalls, Role>>> = {
  list: 'view',
  orderCounts: 'view',
  view: 'view',
  desk: 'view',
  deskTraffic: 'view',
  deskCutOffs: 'view',
  callBacks: 'view',
  pageVersion: 'view',
  outlooks: 'view',
  breakGlass: 'view',
  picks: 'view',
  contents: 'view',
  content: 'view',
  body: 'view',
  document: 'view',
  receipt: 'view',
  alerts: 'view',
  events: 'view',
  liveSteps: 'view',
  routes: 'view',
  secretEnds: 'view',
  metrics: 'metrics',
  counters: 'view',
  storage: 'view',
  exported: 'view',
  statementsOn: 'view',
  countToday: 'view',
  pollView: 'view',
  catalogueRows: 'view',
  catalogueRow: 'view',
  entryOrders: 'view',
  entryOutcome: 'view',
  discardNotice: 'view',
  articleNames: 'view',
  effectiveRows: 'view',
  entryHistories: 'view',
  unknownPage: 'view',
  previewPage: 'view',
  catalogueSince: 'view',
  hold: 'act',
  release: 'act',
  discard: 'act',
  discardOn: 'act',
  cancel: 'act',
  cancelOrder: 'act',
  retry: 'act',
  done: 'act',
  doneOrder: 'act',
  sendBy: 'act',
  resend: 'act',
  sendTest: 'act',
  markCalled: 'act',
  undoCall: 'act',
  notifyCustomer: 'act',
  pause: 'act',
  resume: 'act',
  retryRoute: 'act',
  enterRow: 'act',
  undoRow: 'act',
}

export const mayCall = ({ role }: Visitor, call: keyof OutboxCalls): boolean =>
  includesRole(role, NEEDED[call] ?? 'manage')

/** Thrown where a visitor asks for more than the role allows. */
export class NotAllowed extends Error {
  override name = 'NotAllowed'
}

/**
 * The services that a visitor may use: other suppliers do not exist, and an outbox refuses the calls that need a higher
 * role. Every page and every endpoint gets its services here, so no page can forget the check.
 */
export function permittedServices(services: Services, visitor: Visitor): Services {
  const { gateway, records } = services
  const suppliers = Object.entries(gateway.suppliers).filter(([name]) => mayReach(visitor, name))
  return {
    ...services,
    gateway: { ...gateway, suppliers: Object.fromEntries(suppliers) },
    outbox: (supplier) => permittedOutbox(services.outbox(supplier), supplier, visitor),
    records: {
      list: async () => (await records.list()).filter(({ supplier }) => mayReach(visitor, supplier)),
      keep: (record) => records.keep(record),
    },
    pollPorts: forManagers(services.pollPorts),
    pending: forManagers(services.pending),
  }

  function forManagers<Ports>(portsOf: (supplier: string) => Ports): (supplier: string) => Ports {
    return (supplier) => {
      if (!mayReach(visitor, supplier) || !includesRole(visitor.role, 'manage')) throw new NotAllowed(supplier)
      return portsOf(supplier)
    }
  }
}

/** A program names a person in `by`. The outbox gets that name with the name that the token proves. */
const signedCall =
  (outbox: RemoteOutbox, call: keyof OutboxCalls, sign: (name: string) => string) =>
  (...given: readonly unknown[]): unknown =>
    Reflect.apply(
      Reflect.get(outbox, call),
      outbox,
      given.map((argument) => (isActor(argument) ? { ...argument, by: sign(argument.by) } : argument)),
    )

const isActor = (argument: unknown): argument is { readonly by: string } =>
  typeof argument === 'object' && argument !== null && 'by' in argument && typeof argument.by === 'string'

const permittedOutbox = (outbox: RemoteOutbox, supplier: string, visitor: Visitor): RemoteOutbox =>
  new Proxy(outbox, {
    get(target, name) {
      const call = name as keyof OutboxCalls
      if (mayReach(visitor, supplier) && mayCall(visitor, call))
        return visitor.sign ? signedCall(target, call, visitor.sign) : Reflect.get(target, name)
      return async () => {
        throw new NotAllowed(call)
      }
    },
  })
