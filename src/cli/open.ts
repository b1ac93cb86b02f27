import { spawn } from 'node:child_process'
import { ADMIN_HELP, ADMIN_OPTIONS } from './admin-client.ts'
import { type Command, readWords, UsageError } from './command.ts'
import { findOrder } from './orders/find-order.ts'
import { withGateway } from './report.ts'

/** Starts the browser with an address. Resolves to false where no browser can be started. */
type Browse = (address: string) => Promise<boolean>

/** `browse` is a parameter, because a test must start no browser. */
export const createOpen = (browse: Browse): Command => ({
  help: `npx orderbridge open [ORDER] [options]

Opens the console of a gateway in the browser, or the page of one order, by its number or id.

  npx orderbridge open                                     the console on this machine
  npx orderbridge open PO-1001                             the page of an order
  npx orderbridge open --print                             the address only

  --supplier NAME    the order is this supplier's
  --print            print the address and start no browser
${ADMIN_HELP}

Exit codes:
  0  opened, or printed with --print
  1  no such order, no browser, or the gateway refused or was not reached
  2  wrong use`,

  async run(words) {
    const options = { ...ADMIN_OPTIONS, ...({ supplier: 'text', print: 'switch' } as const) }
    const {
      options: { url: given, vars, supplier, print },
      rest: [wanted, ...more],
    } = readWords(words, options)
    if (more[0] !== undefined) throw new UsageError(`Give one order. '${more[0]}' is a second one.`)
    const url = (given ?? 'http://localhost:8787').replace(/\/+$/, '')
    if (!/^https?:\/\//.test(url) || !URL.canParse(url))
      throw new UsageError(`--url must be a whole address, such as http://localhost:8787, not '${url}'.`)
    if (wanted === undefined) return show(`${url}/console`, print ? null : browse)
    return withGateway({ url, vars }, async (client, _print, progress) => {
      const { order } = await findOrder(client, wanted, supplier, progress)
      const page = `${encodeURIComponent(order.supplier)}/${encodeURIComponent(order.orderId)}`
      return show(`${url}/console/orders/${page}`, print ? null : browse)
    })
  },
})

async function show(address: string, browse: Browse | null): Promise<number> {
  console.log(address)
  if (browse === null || (await browse(address))) return 0
  console.error('No browser could be started here. Open the address in a browser of your own.')
  return 1
}

/** No shell reads the address: it may hold characters of a shell. */
const BROWSERS: Readonly<Record<string, readonly [string, ...string[]]>> = {
  darwin: ['open'],
  win32: ['rundll32', 'url.dll,FileProtocolHandler'],
}

export const open = createOpen(
  (address) =>
    new Promise((resolve) => {
      const [program, ...words] = BROWSERS[process.platform] ?? ['xdg-open']
      const child = spawn(program, [...words, address], { stdio: 'ignore' })
      child.once('error', () => resolve(false))
      child.once('exit', (code) => resolve(code === 0))
    }),
)
