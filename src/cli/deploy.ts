import path from 'node:path'
import type { Gateway } from '../profile/supplier.ts'
import { Unable } from './admin-client.ts'
import { type Command, readOptions } from './command.ts'
import { configurationFile, demoMistakes, tell, today } from './config.ts'
import { checkDeploy, LEAVE_BEHIND, leftBehindText, refusalText } from './deploy/check.ts'
import { type GuideRequest, type TerminalGuide, terminalGuide } from './deploy/guide/start.ts'
import { runWrangler } from './deploy/guide/terminal.ts'
import { type Rename, readRenames, renameObstacle } from './deploy/renames.ts'
import { DEPLOY_ADMIN_HELP, type GatewayAddress, readRunning, runningClient } from './deploy/running-gateway.ts'
import { readGateway } from './gateway-file.ts'
import { jurisdictionMistakes, projectToml } from './jurisdiction-check.ts'
import { moveOrders, sleep, type Wait } from './move-orders.ts'
import { ROOT } from './place.ts'
import { actorOf } from './report.ts'

/** Resolves to wrangler's exit code. */
type RunWrangler = (words: readonly string[], env: Readonly<Record<string, string>>) => Promise<number>

/** Each port is a parameter, because a test must neither deploy nor wait. `guide`: null without a person at a terminal. */
export const createDeploy = (
  wrangler: RunWrangler,
  wait: Wait = sleep,
  guide: TerminalGuide | null = null,
): Command => ({
  help: `npx orderbridge deploy [options] [-- options of wrangler deploy]

In a terminal, the first deploy is a guide: account, plan, region, address, mail, secrets and a signed ping. The guide goes
on where it stopped. Every later deploy checks the configuration, and asks the running gateway for orders of renamed or
dropped routes and suppliers. It deploys with \`wrangler deploy\` if there are none.

  npx orderbridge deploy                         the guide; after the first deploy, a change
  npx orderbridge deploy --go-live               what is open before the first real order
  npx orderbridge deploy --first                 the first deploy in a script, without questions
  npx orderbridge deploy --rename old=fresco     also moves the orders of a renamed supplier
  npx orderbridge deploy -- --env acceptance     wrangler gets what stands after --

  --guide            go through the guide again, from its first step
  --go-live          only the list for going live
  --rename OLD=NEW   then move the orders of supplier OLD to its new name. Settled orders are known there, and the others
                     are held as 'restored'. Several renames have commas between them. The same command goes on where it
                     was cut
  --first            the first deploy: there is no gateway to ask yet. A gateway that answers is asked nevertheless
  --leave-behind     deploy anyway: open deliveries of a dropped route are held as 'route-gone', with an alert, and a
                     dropped supplier keeps its orders. Also where the gateway cannot be asked
  --config FILE      the configuration (default: $ORDERBRIDGE_CONFIG, else gateway.config.ts of the project)
${DEPLOY_ADMIN_HELP}

Exit codes:
  0  deployed; with --go-live: nothing is open
  1  nothing was deployed, or wrangler failed. Orders would have lost their route, or the gateway did not answer
  2  wrong use
  3  --go-live: a point is open`,

  async run(words) {
    const end = words.indexOf('--')
    const [own, passedOn] = end < 0 ? [words, []] : [words.slice(0, end), words.slice(end + 1)]
    const options = withPresentNames(
      readOptions(own, {
        ...{ url: 'text', vars: 'text', config: 'text', rename: 'text' },
        ...{ first: 'switch', 'leave-behind': 'switch', orphan: 'switch', guide: 'switch', 'go-live': 'switch' },
      } as const),
    )
    const file = configurationFile(options.config)
    const gateway = await readGateway(file, today())
    if (!gateway.ok) return tell(gateway.error, file, UNDEPLOYED)
    const misplaced = jurisdictionMistakes(projectToml(), passedOn)
    if (misplaced.length > 0) return tell(misplaced, path.join(ROOT, 'wrangler.toml'), UNDEPLOYED)
    const renames = readRenames(options.rename, gateway.value)
    const lead = (wish: GuideRequest['wish']): Promise<number> | number => {
      const demo = demoMistakes(gateway.value)
      if (demo.length > 0) return tell(demo, file, UNDEPLOYED)
      if (guide) return guide.start({ file, gateway: gateway.value, vars: options.vars, wish })
      return refuse(
        wish === 'go-live'
          ? 'The list asks questions, and nobody is at a terminal here. Run the command in a terminal.'
          : 'The guide asks questions, and nobody is at a terminal here. In a script give --first.',
      )
    }
    if (options['go-live'] || options.guide) return lead(options.guide ? 'again' : 'go-live')
    const progress = options.first || options.leaveBehind ? 'all' : (guide?.progress() ?? 'all')
    const mayLead = progress !== 'all' && passedOn.length === 0 && renames.length === 0
    const check = await whyNotDeployed(gateway.value, options, renames, mayLead)
    if (check === 'unasked') return lead('go on')
    if (check !== null) return refuse(check.why)
    // A guide that stopped after its deploy has a gateway that answers, and steps that are left.
    if (mayLead && progress === 'some') return lead('go on')
    const code = await wrangler(['deploy', ...passedOn], { ORDERBRIDGE_CONFIG: file, [LEAVE_BEHIND]: '1' })
    return code === 0 && renames.length > 0 ? moveAll(gateway.value, options, renames, wait) : code
  },
})

const UNDEPLOYED = 'nothing was deployed'

interface DeployOptions extends GatewayAddress {
  readonly first: boolean
  readonly leaveBehind: boolean
}

/** The earlier option meant a first deploy and a deploy that leaves orders behind. */
function withPresentNames<O extends { orphan: boolean; 'leave-behind': boolean }>(options: O) {
  const { orphan, 'leave-behind': leaveBehind, ...others } = options
  if (orphan) console.error('Warning: --orphan has two names now: --first for the first deploy, else --leave-behind.')
  return { ...others, leaveBehind: leaveBehind || orphan }
}

function refuse(why: string): number {
  console.error(why)
  return 1
}

/**
 * Reason to stop the deploy; null if the deploy continues. Prints warnings, and the orders that the operator leaves
 * behind. `unasked`: no gateway answers yet, and a person can answer questions.
 */
async function whyNotDeployed(
  next: Gateway,
  options: DeployOptions,
  renames: readonly Rename[],
  mayLead: boolean,
): Promise<{ readonly why: string } | 'unasked' | null> {
  try {
    const running = await readRunning(runningClient(next, options))
    const obstacles = renames.flatMap((rename) => renameObstacle(running, rename) ?? [])
    if (obstacles.length > 0) return { why: [...obstacles, 'Nothing was deployed.'].join('\n') }
    const check = checkDeploy(running, next, renames)
    if (!options.leaveBehind) {
      const refusal = refusalText(check)
      if (refusal !== null) return { why: refusal }
    }
    for (const line of [leftBehindText(check), ...check.warnings]) if (line !== null) console.error(line)
    return null
  } catch (error) {
    if (!(error instanceof Unable)) throw error
    if (mayLead) return 'unasked'
    const unasked = `The running gateway could not be asked what is under way: ${error.message}`
    if (!options.leaveBehind && !options.first)
      return {
        why: `${unasked}\nNothing was deployed. Give --url and CONSOLE_TOKEN. For the first deploy give --first. For a deploy that cannot ask, give --leave-behind.`,
      }
    console.error(unasked)
    return null
  }
}

async function moveAll(next: Gateway, options: DeployOptions, renames: readonly Rename[], wait: Wait): Promise<number> {
  let code = 0
  for (const rename of renames) {
    try {
      code = Math.max(code, await moveOrders(runningClient(next, options), rename, actorOf({}), wait))
    } catch (error) {
      if (!(error instanceof Unable)) throw error
      console.error(error.message)
      console.error(
        `It is deployed, but not all orders of '${rename.from}' were moved. To go on: npx orderbridge rename ${rename.from}=${rename.to}`,
      )
      code = 1
    }
  }
  return code
}

/** Whether a person can answer questions here. */
const isTerminal = process.stdin.isTTY === true && process.stdout.isTTY === true && !process.env.CI

export const deploy = createDeploy(
  async (words, env) => (await runWrangler(words, 'terminal', env)).code,
  sleep,
  isTerminal ? terminalGuide : null,
)
