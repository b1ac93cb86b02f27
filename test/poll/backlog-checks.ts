import { setTimeout as sleep } from 'node:timers/promises'
import type { Check } from '../crash/check.ts'
import type { Backlog } from './backlog.ts'
import type { Operator } from './operator.ts'
import type { Stage } from './stage.ts'

/** Waits until every wanted order has come, and a little longer for one too many. */
export async function delivered({ erp }: Stage, { wanted }: Backlog, limitMs: number): Promise<void> {
  for (const until = Date.now() + limitMs; Date.now() < until && erp.keys.size < wanted.length; ) await sleep(200)
  await sleep(1_000)
}

/** What must hold of a backlog that has been polled to its end. */
export async function backlogChecks(
  stage: Stage,
  backlog: Backlog,
  operator: Operator,
  limit: number,
  repeats: 'never' | 'under the same key',
): Promise<Check[]> {
  const { erp, fake } = stage
  const { wanted, old } = backlog
  const numbers = new Set(wanted.map(({ order_number }) => order_number))
  const tooOld = new Set(old.map(({ order_number }) => order_number))
  const orders = await operator.orders()
  const most = fake.log.most(60_000)
  const doubled = [...erp.keys].filter(([, keys]) => keys.size > 1).map(([number]) => `${number} came as two documents`)
  const again = erp.documents - erp.keys.size
  return [
    {
      name: `all ${wanted.length} orders since \`since\` were delivered`,
      broken: [...numbers].filter((number) => !erp.keys.has(number)),
    },
    {
      name: repeats === 'never' ? 'each once' : 'each as one document, which a kill may have had sent again',
      broken: repeats === 'never' && again > 0 ? [...doubled, `${again} repeats`] : doubled,
    },
    {
      name: `none of the ${old.length} from before it, nor any other`,
      broken: [...erp.keys.keys()].filter((number) => !numbers.has(number)),
    },
    { name: 'and none of those was stored', broken: orders.filter((one) => tooOld.has(one.orderNumber)).map(numberOf) },
    {
      name: 'no order has a second version, and none is held: no difference was seen where there is none',
      broken: [...orders.filter(({ version }) => version !== 1), ...(await operator.orders('held'))].map(numberOf),
    },
    {
      name: `the fake's own log: at most ${limit} requests in any minute (${most} of ${fake.log.requests.length})`,
      broken: most > limit ? [`there were ${most}`] : [],
    },
  ]
}

const numberOf = ({ orderNumber }: { readonly orderNumber: string }): string => orderNumber
