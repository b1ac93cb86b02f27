import * as z from 'zod/mini'
import { didYouMean, oneOf } from '../text/suggestion.ts'
import { type AdminClient, Unable } from './admin-client.ts'
import { type Command, readWords, UsageError } from './command.ts'
import { withLocalTimes } from './local-times.ts'
import { readAnswer } from './read-answer.ts'
import {
  ACTOR_HELP,
  ACTOR_OPTIONS,
  actorOf,
  type Print,
  REPORT_HELP,
  REPORT_OPTIONS,
  WAITS,
  withGateway,
} from './report.ts'
import { terminalTable } from './terminal-table.ts'

export const routes: Command = {
  help: `npx orderbridge routes list | pause | resume | retry  [ROUTE] [options]

Shows the routes of a running gateway, and stops or starts one of them. The orders of a paused route wait.
A pause begins at once; it cannot be planned ahead. Times are on the supplier's clock.

  npx orderbridge routes list                                     every route, and why it sends nothing
  npx orderbridge routes list --supplier fresco --json            of one supplier, for a program
  npx orderbridge routes pause erp --note "stocktaking"           until somebody resumes it
  npx orderbridge routes pause erp --until 22:00                  until the next time that the clock says 22:00
  npx orderbridge routes pause erp --until "tomorrow 06:00"       until tomorrow morning
  npx orderbridge routes pause erp --until 2036-11-25T05:00       until that time on that day
  npx orderbridge routes resume erp                               sends what waits
  npx orderbridge routes retry erp                                sends also what was refused, and ends a pause by the gateway

  --supplier NAME    only this supplier's routes; needed where two suppliers have a route of that name
  --until TIME       pause: ends by itself at this time, such as 22:00, "tomorrow 06:00" or 2036-11-25T05:00
${ACTOR_HELP}
${REPORT_HELP}

Exit codes:
  0  done
  1  the gateway refused the action, or was not reached
  2  wrong use
  3  a listed route sends nothing now`,

  async run(words) {
    const { options, rest } = readWords(words, {
      ...REPORT_OPTIONS,
      ...ACTOR_OPTIONS,
      ...({ supplier: 'text', until: 'text' } as const),
    })
    const [verb = '', route, ...more] = rest
    if (!VERBS.includes(verb))
      throw new UsageError(
        verb === ''
          ? `Say what to do: ${oneOf(VERBS)}.`
          : `Routes know no '${verb}'.${didYouMean(verb, VERBS) || ` Give ${oneOf(VERBS)}.`}`,
      )
    const { supplier, until } = options
    if (until !== undefined && verb !== 'pause') throw new UsageError('--until is for pause.')
    if (verb === 'list') {
      if (route !== undefined) throw new UsageError(`A list takes --supplier, and not '${route}'.`)
      return withGateway(options, (client, print) => list(client, print, supplier))
    }
    if (route === undefined || more.length > 0) throw new UsageError(`Give one route: routes ${verb} erp`)
    const body = { ...actorOf(options), ...(until === undefined ? {} : { until }) }
    return withGateway(options, async (client, print) => {
      const found = await findRoute(client, route, supplier)
      const path = `${pathOf(found.supplier)}/${encodeURIComponent(route)}/${verb}`
      const answer = await client.ask(path, { method: 'POST', body })
      // The answer leaves out a wait that has ended.
      print(answer, routesText([{ ...found, waitsFor: null, ...readAnswer(Route, answer) }]))
      return 0
    })
  },
}

const VERBS = ['list', 'pause', 'resume', 'retry']

const Route = z.object({
  route: z.string(),
  state: z.string(),
  paused: z.nullable(z.object({ reason: z.string() })),
  unsettled: z.number(),
  format: z.nullish(z.string()),
  waitsFor: z.nullish(z.object({ text: z.string() })),
  circuit: z.object({ state: z.string() }),
})
const Routes = z.object({ timeZone: z.optional(z.string()), routes: z.array(Route) })
const Suppliers = z.object({ suppliers: z.array(z.string()) })

type ListedRoute = z.infer<typeof Route> & { readonly supplier: string; readonly timeZone: string }

const pathOf = (supplier: string): string => `/suppliers/${encodeURIComponent(supplier)}/routes`

/** Unchanged answers of the Admin API, for one supplier or for all suppliers. */
async function fetchRoutes(client: AdminClient, supplier: string | undefined) {
  const names = supplier === undefined ? readAnswer(Suppliers, await client.ask('/suppliers')).suppliers : [supplier]
  const answers = []
  for (const name of names) answers.push({ supplier: name, answer: await client.ask(pathOf(name)) })
  return answers
}

const routesIn = (answers: Awaited<ReturnType<typeof fetchRoutes>>): ListedRoute[] =>
  answers.flatMap(({ supplier, answer }) => {
    const { timeZone = 'UTC', routes } = readAnswer(Routes, answer)
    return routes.map((route) => ({ supplier, timeZone, ...route }))
  })

async function list(client: AdminClient, print: Print, supplier: string | undefined): Promise<number> {
  const answers = await fetchRoutes(client, supplier)
  const all = routesIn(answers)
  const whole = answers.flatMap(({ supplier, answer }) =>
    Array.isArray(answer.routes) ? answer.routes.map((route: object) => ({ supplier, ...route })) : [],
  )
  print({ routes: whole }, all.length === 0 ? 'No supplier has a route.' : routesText(all))
  return all.some(({ state, circuit }) => state === 'paused' || circuit.state === 'open') ? WAITS : 0
}

async function findRoute(client: AdminClient, wanted: string, supplier: string | undefined): Promise<ListedRoute> {
  const all = routesIn(await fetchRoutes(client, supplier))
  const [route, ...others] = all.filter((one) => one.route === wanted)
  if (!route) {
    const known = [...new Set(all.map((one) => one.route))]
    throw new Unable(`There is no route '${wanted}'.${didYouMean(wanted, known) || ` Give ${oneOf(known)}.`}`)
  }
  if (others.length === 0) return route
  const suppliers = [route, ...others].map((one) => one.supplier)
  throw new Unable(`Several suppliers have a route '${wanted}'. Give --supplier ${suppliers.join(' or --supplier ')}.`)
}

const routesText = (all: readonly ListedRoute[]): string =>
  terminalTable(
    ['SUPPLIER', 'ROUTE', 'STATE', 'FORMAT', 'OPEN', 'WHY IT SENDS NOTHING'],
    all.map((route) => [
      route.supplier,
      route.route,
      route.circuit.state === 'open' ? `${route.state}, circuit open` : route.state,
      route.format ?? '-',
      String(route.unsettled),
      withLocalTimes(route.waitsFor?.text ?? route.paused?.reason ?? '', route.timeZone),
    ]),
  )
