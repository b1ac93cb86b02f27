import { spawn } from 'node:child_process'
import path from 'node:path'
import { Unable } from './admin-client.ts'
import { type Command, readOptions } from './command.ts'
import { configurationFile, tell, today } from './config.ts'
import { readGateway } from './gateway-file.ts'
import { jurisdictionMistakes, projectToml } from './jurisdiction-check.ts'
import { findOrphans, MAY_ORPHAN, ORPHAN_ADVICE, ORPHAN_HELP, type Orphans, orphanLines } from './orphans.ts'
import { ROOT } from './place.ts'

/** Resolves to wrangler's exit code. */
type RunWrangler = (words: readonly string[], env: Readonly<Record<string, string>>) => Promise<number>

/** `wrangler` is a parameter, because a test must not deploy. */
export const createDeploy = (wrangler: RunWrangler): Command => ({
  help: `npx orderbridge deploy [options] [-- options of wrangler deploy]

Checks the configuration, asks the running gateway whether a route that it renames or drops still has deliveries under
way, and deploys with \`wrangler deploy\` when none has. Ends with 1 and deploys nothing when there are some, or when the
gateway can't be asked.

  --orphan           deploy all the same: they are held as 'route-gone', and you are told. For the first deploy, too,
                     when there is no gateway yet
  --config FILE      the configuration (default: $ORDERBRIDGE_CONFIG, else gateway.config.ts of the project)
${ORPHAN_HELP}`,

  async run(words) {
    const end = words.indexOf('--')
    const [own, passedOn] = end < 0 ? [words, []] : [words.slice(0, end), words.slice(end + 1)]
    const given = readOptions(own, { url: 'text', vars: 'text', config: 'text', orphan: 'switch' })
    const file = configurationFile(given.config)
    const gateway = await readGateway(file, today())
    if (!gateway.ok) return tell(gateway.error, file)
    const misplaced = jurisdictionMistakes(projectToml(), passedOn)
    if (misplaced.length > 0) return tell(misplaced, path.join(ROOT, 'wrangler.toml'))
    const orphans = await findOrphans(gateway.value, given).catch(orReason)
    const complaint = complaintOf(orphans, given.orphan)
    if (complaint !== '') console.error(complaint)
    if (complaint !== '' && !given.orphan) return 1
    return wrangler(['deploy', ...passedOn], { ORDERBRIDGE_CONFIG: file, [MAY_ORPHAN]: '1' })
  },
})

function orReason(error: unknown): string {
  if (error instanceof Unable) return error.message
  throw error
}

function complaintOf(orphans: readonly Orphans[] | string, isChosen: boolean): string {
  if (typeof orphans === 'string') {
    const unasked = `The running gateway could not be asked what is under way: ${orphans}`
    if (isChosen) return unasked
    return `${unasked}\nNothing was deployed. Give --url and CONSOLE_TOKEN; or --orphan, when this is the first deploy or must be done unasked.`
  }
  if (orphans.length === 0) return ''
  const head = isChosen ? 'Left without their route:' : 'This deploy would leave deliveries without their route:'
  const lines = [head, ...orphanLines(orphans)]
  return (isChosen ? lines : [...lines, 'Nothing was deployed.', ORPHAN_ADVICE]).join('\n')
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
