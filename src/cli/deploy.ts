import { spawn } from 'node:child_process'
import { userInfo } from 'node:os'
import path from 'node:path'
import type { Gateway } from '../profile/supplier.ts'
import { Unable } from './admin-client.ts'
import { type Command, readOptions } from './command.ts'
import { configurationFile, tell, today } from './config.ts'
import { checkDeploy, leftBehindText, MAY_ORPHAN, refusalText } from './deploy/check.ts'
import { type Rename, readRenames, renameObstacle } from './deploy/renames.ts'
import { DEPLOY_ADMIN_HELP, type GatewayAddress, readRunning, runningClient } from './deploy/running-gateway.ts'
import { readGateway } from './gateway-file.ts'
import { jurisdictionMistakes, projectToml } from './jurisdiction-check.ts'
import { moveOrders, sleep, type Wait } from './move-orders.ts'
import { ROOT } from './place.ts'

/** Resolves to wrangler's exit code. */
type RunWrangler = (words: readonly string[], env: Readonly<Record<string, string>>) => Promise<number>

/** `wrangler` and `wait` are parameters, because a test must neither deploy nor wait. */
export const createDeploy = (wrangler: RunWrangler, wait: Wait = sleep): Command => ({
  help: `npx orderbridge deploy [options] [-- options of wrangler deploy]

Checks the configuration, then asks the running gateway for orders of renamed or dropped routes and suppliers. Deploys with
\`wrangler deploy\` if there are none. Ends with 1 and deploys nothing if there are some, or if the gateway does not respond.

  --rename OLD=NEW   then move the orders of supplier OLD to its new name. Settled orders are known there, and the others
                     are held as 'restored'. Several renames have commas between them. The same command goes on where it
                     was cut
  --orphan           deploy anyway: open deliveries of a dropped route are held as 'route-gone', with an alert, and a
                     dropped supplier keeps its orders. For the first deploy, too, when there is no gateway yet
  --config FILE      the configuration (default: $ORDERBRIDGE_CONFIG, else gateway.config.ts of the project)
${DEPLOY_ADMIN_HELP}`,

  async run(words) {
    const end = words.indexOf('--')
    const [own, passedOn] = end < 0 ? [words, []] : [words.slice(0, end), words.slice(end + 1)]
    const options = readOptions(own, { url: 'text', vars: 'text', config: 'text', orphan: 'switch', rename: 'text' })
    const file = configurationFile(options.config)
    const gateway = await readGateway(file, today())
    if (!gateway.ok) return tell(gateway.error, file)
    const misplaced = jurisdictionMistakes(projectToml(), passedOn)
    if (misplaced.length > 0) return tell(misplaced, path.join(ROOT, 'wrangler.toml'))
    const renames = readRenames(options.rename, gateway.value)
    const check = await whyNotDeployed(gateway.value, options, renames)
    if (check !== null) return refuse(check)
    const code = await wrangler(['deploy', ...passedOn], { ORDERBRIDGE_CONFIG: file, [MAY_ORPHAN]: '1' })
    return code === 0 && renames.length > 0 ? moveAll(gateway.value, options, renames, wait) : code
  },
})

interface DeployOptions extends GatewayAddress {
  readonly orphan: boolean
}

function refuse(why: string): number {
  console.error(why)
  return 1
}

/**
 * Reason to stop the deploy; null if the deploy continues. Prints warnings, and the orders that the operator leaves
 * behind.
 */
async function whyNotDeployed(
  next: Gateway,
  options: DeployOptions,
  renames: readonly Rename[],
): Promise<string | null> {
  try {
    const running = await readRunning(runningClient(next, options))
    const obstacles = renames.flatMap((rename) => renameObstacle(running, rename) ?? [])
    if (obstacles.length > 0) return [...obstacles, 'Nothing was deployed.'].join('\n')
    const check = checkDeploy(running, next, renames)
    if (!options.orphan) {
      const refusal = refusalText(check)
      if (refusal !== null) return refusal
    }
    for (const line of [leftBehindText(check), ...check.warnings]) if (line !== null) console.error(line)
    return null
  } catch (error) {
    if (!(error instanceof Unable)) throw error
    const unasked = `The running gateway could not be asked what is under way: ${error.message}`
    if (!options.orphan)
      return `${unasked}\nNothing was deployed. Give --url and CONSOLE_TOKEN; or --orphan, when this is the first deploy or must be done unasked.`
    console.error(unasked)
    return null
  }
}

async function moveAll(next: Gateway, options: DeployOptions, renames: readonly Rename[], wait: Wait): Promise<number> {
  let code = 0
  for (const rename of renames) {
    try {
      code = Math.max(code, await moveOrders(runningClient(next, options), rename, { by: userInfo().username }, wait))
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

export const deploy = createDeploy(
  (words, env) =>
    new Promise((resolve) => {
      const wrangler = spawn(process.execPath, [path.join(ROOT, 'node_modules/wrangler/bin/wrangler.js'), ...words], {
        cwd: ROOT,
        stdio: 'inherit',
        env: { ...process.env, ...env },
      })
      wrangler.once('error', (error) => {
        console.error(`wrangler could not be run: ${error.message}`)
        resolve(1)
      })
      wrangler.once('exit', (code) => resolve(code ?? 1))
    }),
)
