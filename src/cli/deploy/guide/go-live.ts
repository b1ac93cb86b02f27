import * as z from 'zod/mini'
import { CONSOLE_TOKEN } from '../../demo-secrets.ts'
import { confirm, type Guide } from './step.ts'

const Orders = z.object({ orders: z.array(z.object({ orderNumber: z.nullable(z.string()) })) })

/** A point of the list. `open`: the missing part; null for a settled point. */
interface Point {
  readonly text: string
  readonly open: string | null
}

/** Points that only a person can know. Each question is asked until a person says yes. */
const ASKED = [
  {
    key: 'apicbase-mail-off',
    question: "Is Apicbase's own order mail to this supplier switched off, so that no order comes twice?",
    text: "Apicbase's own order mail is switched off",
  },
  {
    key: 'replacements-tested',
    question: 'Has the partner tested a replacement: an order that the chef changed after it was sent?',
    text: 'The partner has tested replacements',
  },
  { key: 'alert-reached', question: 'Did an alert of this gateway reach a person?', text: 'An alert reached a person' },
] as const

/** Checks each point, asks for the others, and prints the list. Resolves to the number of open points. */
export async function goLive(guide: Guide): Promise<number> {
  const { ports, state } = guide
  const checked: Point[] = []
  for (const supplier of Object.keys(guide.gateway.suppliers)) {
    checked.push(await orderSeen(guide, supplier), sincePoint(guide, supplier))
  }
  for (const { key, question } of ASKED) {
    if (state.confirmed[key] !== undefined) continue
    const isTrue = await confirm(ports, question)
    if (isTrue === null) break
    if (isTrue) state.confirmed[key] = ports.today()
  }
  const asked: Point[] = ASKED.map(({ key, text }) => {
    const day = state.confirmed[key]
    return day === undefined ? { text, open: 'not confirmed yet' } : { text: `${text} (${day})`, open: null }
  })
  const alerts: Point = guide.gateway.alerts
    ? { text: 'Alerts are configured', open: null }
    : { text: 'Alerts are configured', open: 'write `alerts` into the configuration' }
  const all = [...checked, alerts, ...asked]
  ports.say('')
  ports.say('Before the first real order:')
  for (const { text, open } of all) ports.say(open === null ? `  ✓ ${text}` : `  ✗ ${text}: ${open}`)
  const count = all.filter(({ open }) => open !== null).length
  ports.say(count === 0 ? '  Nothing is open.' : '  Check again with: npx orderbridge deploy --go-live')
  return count
}

async function orderSeen({ ports, state, secrets }: Guide, supplier: string): Promise<Point> {
  const text = `${supplier}: an order of the sandbox was seen`
  const token = secrets.get(CONSOLE_TOKEN) ?? ports.vars.get(CONSOLE_TOKEN)
  if (token === undefined || state.address === undefined)
    return { text, open: `${CONSOLE_TOKEN} is in neither the environment nor .dev.vars, so the gateway was not asked` }
  const answer = await ports
    .fetch(`${state.address}/api/orders?supplier=${encodeURIComponent(supplier)}&limit=1`, {
      headers: { authorization: `Bearer ${token}` },
      redirect: 'manual',
      signal: AbortSignal.timeout(20_000),
    })
    .catch(() => null)
  if (!answer) return { text, open: 'nothing answers at the address' }
  if (answer.status === 401) return { text, open: `the gateway refuses this ${CONSOLE_TOKEN}` }
  const read = Orders.safeParse(await answer.json().catch(() => null))
  if (!answer.ok || !read.success) return { text, open: `the gateway answers ${answer.status}` }
  const [order] = read.data.orders
  return order
    ? { text: `${text}: ${order.orderNumber ?? 'without a number'}`, open: null }
    : { text, open: 'none yet' }
}

function sincePoint({ gateway }: Guide, supplier: string): Point {
  const api = gateway.suppliers[supplier]?.api
  return api
    ? { text: `${supplier}: the order API is read since ${api.since}`, open: null }
    : {
        text: `${supplier}: the order API finds what the webhook missed`,
        open: 'write `api` with `since` into the configuration',
      }
}
