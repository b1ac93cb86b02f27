import path from 'node:path'
import type { Mistake } from '../config/mistake.ts'
import { configWarnings } from '../config/warnings.ts'
import { formats } from '../documents/registry.ts'
import { secretNames } from '../profile/secret-names.ts'
import type { Gateway } from '../profile/supplier.ts'
import { transports } from '../transports/registry.ts'
import { ADMIN_HELP, ADMIN_OPTIONS, adminClient, Unable } from './admin-client.ts'
import { writeParts } from './bundled-parts.ts'
import { type Command, readOptions } from './command.ts'
import { checkConsoleWords } from './console-words.ts'
import { CONSOLE_TOKEN } from './demo-secrets.ts'
import { checkDeploy, mayLeaveBehind, refusalText } from './deploy/check.ts'
import { readRunning, runningClient } from './deploy/running-gateway.ts'
import { devVarsWarnings } from './dev-vars-check.ts'
import { earlierNames, readGateway } from './gateway-file.ts'
import { jurisdictionMistakes, projectToml } from './jurisdiction-check.ts'
import { liveWarnings } from './live-catalogue.ts'
import { fileOr, ROOT, shown } from './place.ts'
import { writeWhole } from './whole-file.ts'

/** The commands of wrangler after which a gateway can be reached from the internet. */
const DEPLOYING = ['deploy', 'versions upload']

export const config: Command = {
  help: `orderbridge config [options]

Checks the configuration and the tables beside it, and writes what the Worker reads. Tells every mistake, with its
place and how to mend it, and then writes nothing.

  npx orderbridge config                        gateway.config.ts of the project
  npx orderbridge config --config gateway.json  another file
  npx orderbridge config --live                 with the articles and customers that people entered

  --config FILE   the configuration, TypeScript or JSON, anywhere
                  (default: $ORDERBRIDGE_CONFIG, else gateway.config.ts of the project)
  --out FILE      where to write (default .orderbridge/gateway.json of the project)
  --build         as wrangler's [build] command. When deploying it refuses the demo supplier, except in Cloudflare's own
                  builds. It refuses a route or supplier renamed or dropped while orders are under way, if the running
                  gateway can be asked. For wrangler dev it names the secrets that .dev.vars lacks
  --live          also checks the articles and customers that people entered in the running gateway
${ADMIN_HELP}

Exit codes:
  0  the configuration is in order, and was written
  1  a mistake, or orders under way would lose their route; nothing was written
  2  wrong use`,

  async run(words) {
    const options = readOptions(words, {
      ...{ config: 'text', out: 'text', build: 'switch', live: 'switch' },
      ...ADMIN_OPTIONS,
    } as const)
    const file = configurationFile(options.config)
    const out = fileOr(options.out, '.orderbridge/gateway.json')
    const gateway = await readGateway(file, today())
    if (!gateway.ok) return tell(gateway.error, file, UNWRITTEN)
    const misplaced = jurisdictionMistakes(projectToml())
    if (misplaced.length > 0) return tell(misplaced, path.join(ROOT, 'wrangler.toml'), UNWRITTEN)
    const isDeployed = options.build && DEPLOYING.includes(process.env.WRANGLER_COMMAND ?? '')
    if (isDeployed) {
      const demo = demoMistakes(gateway.value)
      if (demo.length > 0 && !isButton()) return tell(demo, file, UNWRITTEN)
      if (demo.length > 0) console.error(SAMPLE_DEPLOYED)
      if (!mayLeaveBehind(process.env, console.error) && (await leavesBehind(gateway.value))) return 1
    }
    const live = options.live ? await liveWarnings(gateway.value, adminClient(options)) : []
    await writeGateway(gateway.value, out, isDeployed)
    for (const warning of live) console.error(`Warning: ${warning}`)
    warn(gateway.value, await earlierNames(file))
    if (options.build && process.env.WRANGLER_COMMAND === 'dev') {
      const names = secretNames(gateway.value, { transports, formats })
      for (const warning of devVarsWarnings(names, fileOr(undefined, '.dev.vars'))) console.error(`Warning: ${warning}`)
    }
    if (!options.build) summarise(gateway.value, file, out)
    return 0
  },
}

export const configurationFile = (file: string | undefined): string =>
  fileOr(file ?? (process.env.ORDERBRIDGE_CONFIG || undefined), 'gateway.config.ts')

export const today = (): string => new Date().toISOString().slice(0, 10)

/** Writes what the Worker imports. A bundler may read the configuration at the same moment. */
export async function writeGateway(gateway: Gateway, out: string, isDeployed = false): Promise<void> {
  await checkConsoleWords()
  await writeParts(gateway, out, isDeployed)
  writeWhole(out, `${JSON.stringify(gateway, null, 2)}\n`)
}

const UNWRITTEN = 'nothing was written'

/** Prints each mistake on its own line, and the consequence; resolves to the exit code. */
export function tell(mistakes: readonly Mistake[], file: string, consequence: string): number {
  for (const { path: place, message } of mistakes) console.error(place === '' ? message : `${place}: ${message}`)
  const count = mistakes.length === 1 ? '1 mistake' : `${mistakes.length} mistakes`
  console.error(`\n${count} in ${shown(file)}; ${consequence}.`)
  return 1
}

/** Prints a warning for each earlier name, and for each allowed but risky setting. */
export function warn(gateway: Gateway, more: readonly Mistake[]): void {
  for (const { path: place, message } of [...more, ...configWarnings(gateway)])
    console.error(`Warning: ${place}: ${message}`)
}

/**
 * Whether Cloudflare builds a copy of the repository. The first build after "Deploy to Cloudflare" has only the sample
 * supplier, because the person with the new copy has changed no file yet.
 */
const isButton = (): boolean => process.env.WORKERS_CI === '1'

const SAMPLE_DEPLOYED =
  'Warning: this deploys the sample supplier. Its webhook and mailboxes open only with secrets of yours. Put your own supplier into gateway.config.ts, and push.'

/** A mistake for each sample supplier, which no deploy takes. */
export function demoMistakes(gateway: Gateway): Mistake[] {
  return Object.entries(gateway.suppliers)
    .filter(([, supplier]) => supplier.demo)
    .map(([id]) => ({
      path: `suppliers.${id}.demo`,
      message:
        'This supplier is made up, for trying things out on a laptop, and is not deployed. Put your own supplier in its place; or, if it has become a real one, take `demo: true` out.',
    }))
}

/**
 * Whether the deploy would remove the route of open deliveries. A gateway that does not respond is no reason to refuse:
 * the gateway may be new, or this deploy may repair the gateway. The gateway holds such deliveries and raises an alert.
 */
async function leavesBehind(gateway: Gateway): Promise<boolean> {
  try {
    const check = checkDeploy(
      await readRunning(runningClient(gateway, { url: undefined, vars: undefined })),
      gateway,
      [],
    )
    const refusal = refusalText(check)
    for (const line of refusal === null ? check.warnings : [refusal]) console.error(line)
    return refusal !== null
  } catch (error) {
    if (!(error instanceof Unable)) throw error
    console.error(
      `Warning: it was not checked whether this leaves deliveries without their route: ${error.message} \`npx orderbridge deploy\` insists on it.`,
    )
    return false
  }
}

function summarise(gateway: Gateway, file: string, out: string): void {
  const suppliers = Object.values(gateway.suppliers)
  const routes = suppliers.reduce((sum, supplier) => sum + supplier.routes.length, 0)
  const count = (n: number, noun: string): string => `${n} ${noun}${n === 1 ? '' : 's'}`
  console.log(
    `${shown(file)} is in order: ${count(suppliers.length, 'supplier')}, ${count(routes, 'route')}. Written to ${shown(out)}.`,
  )
  console.log('Secrets it needs (npm run wrangler -- secret put NAME):')
  console.log(`  ${CONSOLE_TOKEN}  for the Admin API, which stays closed without it`)
  for (const { name, usedBy } of secretNames(gateway, { transports, formats }))
    console.log(`  ${name}  for ${usedBy.join(', ')}`)
  if (!gateway.alerts)
    console.log(
      'It has no `alerts`: when an order waits for a person, nobody is told. Only the console and the Admin API show it.',
    )
}
