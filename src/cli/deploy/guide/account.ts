import * as z from 'zod/mini'
import { choose, confirm, type Guide, INPUT_ENDED, type Step, type Stop, stop } from './step.ts'
import { wranglerFailure } from './wrangler-failure.ts'
import { readSetting, withSetting } from './wrangler-toml.ts'

const Whoami = z.object({ accounts: z.array(z.object({ id: z.string(), name: z.string() })) })

/** The setting of wrangler.toml that wrangler reads at each later deploy, also where the token reaches several accounts. */
const SETTING = 'account_id'

/** Signs in, and settles the account where the token reaches several. */
export const account: Step = {
  name: 'account',
  title: 'Account',
  again: true,
  async run({ ports, state }) {
    const known = await accounts(ports)
    if ('stop' in known) return known
    const [only, ...more] = known.accounts
    if (!only) return stop('The sign-in reaches no account. Make a Cloudflare account, and sign in again.')
    const written = readSetting(ports.readToml(), SETTING)
    const settled = known.accounts.find(({ id }) => id === (written ?? state.account))
    if (written !== undefined && !settled)
      return stop(
        `wrangler.toml says ${SETTING} = "${written}", and this sign-in does not reach that account. Sign in as another user with \`npm run wrangler -- login\`, or remove the line and go on.`,
      )
    const chosen = settled ?? (more.length === 0 ? only : await chooseAccount(ports, known.accounts))
    if (!chosen) return INPUT_ENDED
    state.account = chosen.id
    ports.say(`  Signed in. The gateway goes into the account ${chosen.name}.`)
    if (more.length > 0 && written === undefined) {
      ports.writeToml(withSetting(ports.readToml(), SETTING, chosen.id))
      ports.say(`  Wrote ${SETTING} = "${chosen.id}" into wrangler.toml, for every later deploy. Commit the file.`)
    }
    return null
  },
}

type Account = z.infer<typeof Whoami>['accounts'][number]

const chooseAccount = async (ports: Guide['ports'], known: readonly Account[]): Promise<Account | undefined> =>
  (
    await choose(
      ports,
      'Which account?',
      known.map((value) => ({ text: value.name, value })),
    )
  )?.value

async function accounts(ports: Guide['ports']): Promise<z.infer<typeof Whoami> | Stop> {
  for (let isSecond = false; ; isSecond = true) {
    const asked = await ports.wrangler(['whoami', '--json'], 'quiet')
    const read = Whoami.safeParse(jsonIn(asked.output))
    if (asked.code === 0 && read.success) return read.data
    const isSignedOut = /not (logged in|authenticated)|"loggedIn":\s*false/i.test(asked.output)
    if (isSecond || !isSignedOut) return wranglerFailure('The question who is signed in', asked)
    const wanted = await confirm(ports, 'wrangler is not signed in. Sign in now, in the browser?')
    if (wanted === null) return INPUT_ENDED
    if (!wanted) return stop('Without an account nothing can be deployed. Set CLOUDFLARE_API_TOKEN, or sign in.')
    const login = await ports.wrangler(['login'], 'terminal')
    if (login.code !== 0) return wranglerFailure('The sign-in', login)
  }
}

/** wrangler may print lines around its JSON, such as a warning about a proxy. The JSON begins a line. */
export function jsonIn(output: string): unknown {
  const end = Math.max(output.lastIndexOf(']'), output.lastIndexOf('}')) + 1
  for (const { index } of output.matchAll(/^[[{]/gm)) {
    try {
      return JSON.parse(output.slice(index, end))
    } catch {
      // This bracket began a line of another text.
    }
  }
  return null
}
