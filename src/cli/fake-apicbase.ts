import { setTimeout as sleep } from 'node:timers/promises'
import { DAY_MS } from '../model/day.ts'
import { type Command, readNumber, readOptions, UsageError } from './command.ts'
import { createFakeApicbase } from './fake-apicbase/apicbase.ts'
import { type ChefSettings, sendOrder } from './fake-apicbase/chef.ts'
import { createDice } from './fake-apicbase/dice.ts'
import { randomFaults } from './fake-apicbase/faults.ts'
import { makeOrder } from './fake-apicbase/orders.ts'
import { serveApicbase } from './fake-apicbase/server.ts'
import { postTo } from './fake-apicbase/webhook-sender.ts'
import { fileOr } from './place.ts'
import { readVarsFile } from './vars-file.ts'

const CHEF_PATIENCE_MS = 10_000

export const fakeApicbase: Command = {
  help: `orderbridge fake-apicbase [options]

Serves a made-up Apicbase on 127.0.0.1: its token address, its list of orders with filters and pages, its limit, its
marks; and a chef who posts orders to a webhook. For trying out \`api\` in a configuration: give it this as \`baseUrl\`.

  npx orderbridge fake-apicbase                                  200 orders of the last week, on port 8799
  npx orderbridge fake-apicbase --orders 20 --faults 20%         every fifth request fails

  --port N             where it listens (default 8799)
  --seed N             the same number makes the same orders (default 1)
  --orders N           how many are in its book (default 200)
  --days N             over how many days up to now they were placed (default 7)
  --page-size N        no page is longer, whatever is asked for (default 200)
  --limit N            requests a minute, after that 429 (default 100)
  --faults 5%          how many requests are answered with 429, 500, garbage or a cut line (default 0%)
  --client-id ID       (default fake-client)
  --client-secret NAME the secret's name in the vars file (default: the secret is fake-secret)
  --webhook URL        a chef posts new orders there; those answered 2xx are listed from then on
  --every SECONDS      how often (default 5)
  --secret NAME        the name of the webhook's secret in the vars file
  --form raw|python    what is signed (default python)
  --vars FILE          (default .dev.vars of the project)

GET /fake/log tells what was asked of it, GET /fake/orders what is in its book.

Exit codes:
  0  ended with Ctrl-C or a signal
  1  the port is taken
  2  wrong use`,

  async run(words) {
    const options = readOptions(words, {
      port: 'text',
      seed: 'text',
      orders: 'text',
      days: 'text',
      'page-size': 'text',
      limit: 'text',
      faults: 'text',
      'client-id': 'text',
      'client-secret': 'text',
      webhook: 'text',
      every: 'text',
      secret: 'text',
      form: 'text',
      vars: 'text',
    })
    const port = readNumber(options.port ?? '8799', 'port', 1, 65_535)
    const seed = readNumber(options.seed ?? '1', 'seed', 0, 4_294_967_295)
    const count = readNumber(options.orders ?? '200', 'orders', 0, 1_000_000)
    const days = readNumber(options.days ?? '7', 'days', 1, 3_650)
    const every = readNumber(options.every ?? '5', 'every', 1, 86_400)
    const form = options.form ?? 'python'
    if (form !== 'raw' && form !== 'python') throw new UsageError(`--form must be raw or python, not '${form}'.`)
    const secretCalled = (name: string, option: string): string => {
      const value = readVarsFile(fileOr(options.vars, '.dev.vars')).get(name)
      if (value) return value
      throw new UsageError(`The vars file has no value for ${name}, which --${option} names.`)
    }

    const dice = createDice(seed)
    const clock = { now: Date.now }
    const clientSecret = options['client-secret']
    const fake = createFakeApicbase({
      clock,
      credentials: {
        clientId: options['client-id'] ?? 'fake-client',
        clientSecret: clientSecret === undefined ? 'fake-secret' : secretCalled(clientSecret, 'client-secret'),
      },
      rateLimit: { limit: readNumber(options.limit ?? '100', 'limit', 1, 1_000_000) },
      list: { maxPageSize: readNumber(options['page-size'] ?? '200', 'page-size', 1, 1_000) },
      faults: randomFaults(dice.fork(), readShare(options.faults ?? '0%')),
    })
    const now = clock.now()
    const orderDice = dice.fork()
    fake.book.place(
      ...Array.from({ length: count }, (_, at) =>
        makeOrder(at, now - ((count - at) / count) * days * DAY_MS, orderDice),
      ),
    )
    const chef: ChefSettings | null =
      options.webhook === undefined
        ? null
        : {
            book: fake.book,
            post: postTo(options.webhook, CHEF_PATIENCE_MS),
            manners: { secret: secretCalled(options.secret ?? '', 'secret'), form, rendering: 'compact' },
            dice: dice.fork(),
            wait: sleep,
          }
    const server = await serveApicbase(fake, port)
    console.log(`ready ${server.url}`)
    const stopped = new AbortController()
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stopped.abort())
    if (chef) await cook(chef, count, every * 1000, stopped.signal)
    else await new Promise<void>((resolve) => stopped.signal.addEventListener('abort', () => resolve()))
    await server.close()
    return 0
  },
}

/** Places new orders until stopped. */
async function cook(chef: ChefSettings, from: number, everyMs: number, stopped: AbortSignal): Promise<void> {
  for (let at = from; !stopped.aborted; at++) {
    const { tries, confirmed } = await sendOrder(makeOrder(at, Date.now(), chef.dice), chef)
    const answers = tries.map(({ status }) => status || 'no answer').join(', ')
    console.log(`${tries[0]?.order.order_number}: ${answers}${confirmed ? '' : '; the chef gave up'}`)
    await sleep(everyMs, undefined, { signal: stopped }).catch(() => {})
  }
}

function readShare(text: string): number {
  const share = /^(\d+(?:\.\d+)?)%$/.exec(text)?.[1]
  if (share !== undefined && Number(share) <= 100) return Number(share) / 100
  throw new UsageError(`--faults must be a share such as 5%, not '${text}'.`)
}
