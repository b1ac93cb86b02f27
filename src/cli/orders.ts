import { didYouMean, oneOf } from '../text/suggestion.ts'
import { Unable } from './admin-client.ts'
import { type Command, readNumber, readWords, UsageError } from './command.ts'
import { type FoundOrder, findOrder, listQuery } from './orders/find-order.ts'
import { ACTIONS, type ActionRequest, actOn, type OrderAction } from './orders/order-action.ts'
import { readPage, waitsForPerson } from './orders/order-answer.ts'
import { listText, orderText, outcomeText } from './orders/order-text.ts'
import {
  ACTOR_HELP,
  ACTOR_OPTIONS,
  actorOf,
  REPORT_HELP,
  REPORT_OPTIONS,
  type ReportOptions,
  WAITS,
  withGateway,
} from './report.ts'
import { plainText } from './terminal-table.ts'

export const orders: Command = {
  help: `npx orderbridge orders list | show | retry | hold | release | discard | done | called | not-called | notify-customer  [ORDER …] [options]

Shows the orders of a running gateway, and takes the actions of the order desk. ORDER is an order's number or id.

  npx orderbridge orders list                              the newest orders of all suppliers
  npx orderbridge orders list --state held --json          what waits for a person, for a program
  npx orderbridge orders list --find bistro --limit 5      by number, id, article or customer
  npx orderbridge orders show PO-1001                      where it went, what it waits for, its last events
  npx orderbridge orders retry PO-1002                     attempts again now what failed or waits
  npx orderbridge orders hold PO-1005 --note "chef calls"  sends nothing of it until a release
  npx orderbridge orders release PO-1003                   sends what is held
  npx orderbridge orders discard PO-1004 --note "twice"    ends what is held, without sending
  npx orderbridge orders done PO-1005                      a person keyed it in by hand
  npx orderbridge orders called PO-1006 --note "Tuesday"   a person called the chef about a refusal
  npx orderbridge orders not-called PO-1007                takes that back
  npx orderbridge orders notify-customer PO-1008 --message "No butter today."   mails these words to the customer

  --supplier NAME    only this supplier's orders
  --state STATE      list: refused, held, pending, settled or discarded
  --find TEXT        list: number, id, article, customer's number or name
  --from DATE        list: received from that day on (UTC); --to DATE: to the end of that day
  --limit N          list: how many, at most 200 (default 20)
  --route NAME       retry, discard, done: on this route only
  --as WORD          release, retry: original or replacement, where an earlier version may have been sent
  --erp-reference N  done: the number that the supplier's system gave
  --has-it           done, with --route: nobody keyed it in, a person saw it in the system
  --message TEXT     notify-customer: what the customer reads
${ACTOR_HELP}
${REPORT_HELP}

Exit codes:
  0  done, and no order in the answer waits for a person
  1  the gateway refused the action, or was not reached
  2  wrong use
  3  an order in the answer, or its delivery, is held or refused`,

  async run(words) {
    const { options, rest } = readWords(words, {
      ...REPORT_OPTIONS,
      ...ACTOR_OPTIONS,
      ...({ supplier: 'text', state: 'text', find: 'text', from: 'text', to: 'text', limit: 'text' } as const),
      ...({ route: 'text', as: 'text', 'erp-reference': 'text', message: 'text' } as const),
      ...{ 'has-it': 'switch' },
    })
    const [verb = '', ...wanted] = rest
    if (verb === 'list') {
      if (wanted[0] !== undefined) throw new UsageError(`To find an order: orders list --find '${wanted[0]}'`)
      return list(options)
    }
    const action = ACTIONS.find((name) => name === verb)
    if (verb !== 'show' && !action) throw new UsageError(unknownVerb(verb))
    if (wanted.length === 0) throw new UsageError(`Give the number or id: orders ${verb} PO-1001`)
    if (action === 'discard' && !options.note) throw new UsageError('Give --note: why is the order discarded?')
    if (action === 'hold' && !options.note) throw new UsageError('Give --note: why is the order held?')
    if (action === 'notify-customer' && !options.message)
      throw new UsageError('Give --message: what is the customer to read?')
    const { as, 'erp-reference': erpReference, 'has-it': hasIt, message } = options
    if (hasIt && (action !== 'done' || !options.route))
      throw new UsageError('--has-it is for done, with --route: in which system did a person see the order?')
    if (as !== undefined && as !== 'original' && as !== 'replacement')
      throw new UsageError(`--as must be original or replacement, not '${as}'.`)
    const body = {
      ...actorOf(options),
      ...(as ? { as } : {}),
      ...(erpReference ? { erpReference } : {}),
      ...(message ? { message } : {}),
      ...(hasIt ? { report: 'has-it' } : {}),
    }
    return each(wanted, options, action, { route: options.route, body })
  },
}

const VERBS = ['list', 'show', ...ACTIONS]

const unknownVerb = (verb: string): string =>
  verb === ''
    ? `Say what to do: ${oneOf(VERBS)}.`
    : `Orders know no '${verb}'.${didYouMean(verb, VERBS) || ` Give ${oneOf(VERBS)}.`}`

interface ListOptions extends ReportOptions {
  readonly [filter: string]: string | boolean | undefined
  readonly supplier: string | undefined
  readonly state: string | undefined
  readonly find: string | undefined
  readonly from: string | undefined
  readonly to: string | undefined
  readonly limit: string | undefined
}

/** Without a match, a search for orders of years ends here. */
const MOST_PAGES = 50

const list = ({ supplier, state, find, from, to, limit = '20', ...options }: ListOptions): Promise<number> =>
  withGateway(options, async (client, print) => {
    readNumber(limit, 'limit', 1, 200)
    const query = { supplier, state, q: find, from, to, limit }
    let answer = await client.ask(`/orders?${listQuery(query)}`)
    let page = readPage(answer)
    // A search reads a bounded number of orders, and says where the next page goes on.
    for (let pages = 1; page.orders.length === 0 && page.cursor !== null && pages < MOST_PAGES; pages++) {
      answer = await client.ask(`/orders?${listQuery({ ...query, cursor: page.cursor })}`)
      page = readPage(answer)
    }
    const more =
      page.cursor === null ? '' : `\nThere are more. Show them with --limit, or choose with --find, --state or --from.`
    print(answer, listText(page.orders) + more)
    return page.orders.some(waitsForPerson) ? WAITS : 0
  })

/** Shows each order, or acts on each order. An order that fails does not stop the next. */
const each = (
  wanted: readonly string[],
  options: ReportOptions & { readonly supplier: string | undefined },
  action: OrderAction | undefined,
  request: ActionRequest,
): Promise<number> =>
  withGateway(options, async (client, print, progress) => {
    const codes: number[] = []
    for (const word of wanted) {
      try {
        const found = await findOrder(client, word, options.supplier, progress)
        const { answer, order }: FoundOrder = action ? await actOn(client, action, found, request) : found
        print(answer, action ? outcomeText(order) : orderText(order))
        codes.push(waitsForPerson(order) ? WAITS : 0)
      } catch (error) {
        if (!(error instanceof Unable)) throw error
        progress.end()
        console.error(plainText(error.message))
        codes.push(1)
      }
    }
    return codes.includes(1) ? 1 : Math.max(...codes)
  })
