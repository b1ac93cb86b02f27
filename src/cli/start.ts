import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { secretNames } from '../config.ts'
import { formats } from '../documents/registry.ts'
import { transports } from '../transports/registry.ts'
import { type Command, readNumber, readOptions } from './command.ts'
import { configurationFile, tell, today, warn, writeGateway } from './config.ts'
import { demoVars, secretWarnings } from './demo-secrets.ts'
import { readGateway } from './gateway-file.ts'
import { type LocalServer, startServer } from './local-server.ts'
import { occupy } from './lock-file.ts'
import { whenParentGoes } from './parent-watch.ts'
import { fileOr, ROOT, shown } from './place.ts'
import { portIsFree } from './port.ts'
import { formatVars, parseVars, type Vars } from './vars.ts'
import { noVarsFile } from './vars-file.ts'
import { weakKeys } from './weak-keys.ts'
import { localWranglerFile } from './wrangler-file.ts'

const CRON_EVERY_MS = 60_000
/** A poll may wait minutes for its turn. Another tick meanwhile finds it under way. */
const CRON_LIMIT_MS = 900_000

export const start: Command = {
  help: `npm start -- [options]

Runs the gateway on this machine, with its storage in a folder. Ends with Ctrl-C.

  --port N        where it listens, on 127.0.0.1 only (default 8787)
  --config FILE   the configuration, TypeScript or JSON, anywhere
                  (default: $ORDERBRIDGE_CONFIG, else gateway.config.ts of the project)
  --persist DIR   the folder of its storage, which survives a restart (default .wrangler/state of the project)
  --vars FILE     the secrets, as NAME=value lines; it must be there (default .dev.vars of the project, which is
                  made with random values when it isn't)`,

  async run(words) {
    const given = readOptions(words, { port: 'text', config: 'text', persist: 'text', vars: 'text' })
    const port = readNumber(given.port ?? '8787', 'port', 1, 65535)
    const file = configurationFile(given.config)
    const gateway = await readGateway(file, today())
    if (!gateway.ok) return tell(gateway.error, file)
    warn(gateway.value)
    const names = secretNames(gateway.value, { transports, formats })
    const vars = readVars(given.vars, () => demoVars(names))
    if (typeof vars === 'string') return refuse(vars)
    const weak = weakKeys(gateway.value, vars)
    if (weak.length > 0) return refuse(weak.join('\n'))
    for (const warning of secretWarnings(names, vars)) console.error(`Warning: ${warning}`)

    const persist = fileOr(given.persist, '.wrangler/state')
    const folder = path.join(ROOT, '.orderbridge', `dev-${port}`)
    const leavePort = occupy(path.join(ROOT, '.orderbridge', `dev-${port}.lock`))
    if (!leavePort) return refuse(taken(port))
    const leaveStorage = occupy(path.join(ROOT, '.orderbridge', `storage-${digest(persist)}.lock`))
    try {
      if (!leaveStorage)
        return refuse(
          `Another gateway is using the storage in ${shown(persist)}. Give this one its own: npm start -- --persist DIR`,
        )
      if (!(await portIsFree(port))) return refuse(taken(port))
      rmSync(folder, { recursive: true, force: true })
      mkdirSync(folder, { recursive: true, mode: 0o700 })
      const compiled = path.join(folder, 'gateway.json')
      writeGateway(gateway.value, compiled)
      const wranglerFile = path.join(folder, 'wrangler.toml')
      const toml = readFileSync(path.join(ROOT, 'wrangler.toml'), 'utf8')
      writeFileSync(wranglerFile, localWranglerFile(toml, ROOT, compiled, vars), { mode: 0o600 })
      const server = startServer(wranglerFile, port, persist, folder)
      return await serve(server, wranglerFile, port, orderCommand(port, given))
    } finally {
      rmSync(folder, { recursive: true, force: true })
      leaveStorage?.()
      leavePort()
    }
  },
}

/** Serves until told to end; resolves to the exit code when nothing of it is left. */
async function serve(server: LocalServer, wranglerFile: string, port: number, orderWords: string): Promise<number> {
  const told = new Promise<'told'>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => resolve('told'))
    whenParentGoes(() => resolve('told'))
  })
  let cron: NodeJS.Timeout | undefined
  try {
    const first = await Promise.race([server.ready, told])
    if (first === 'told') return 0
    if (first !== 'ready') return refuse('The gateway could not be started; the reason is above.')
    // Read by now, and it holds the secrets.
    rmSync(wranglerFile, { force: true })
    console.log(`ready http://localhost:${port}`)
    console.log(`Try, in another terminal:  ${orderWords}`)
    // `wrangler dev` does not run scheduled handlers by itself.
    cron = setInterval(() => void tick(port), CRON_EVERY_MS)
    const last = await Promise.race([server.ended, told])
    return last === 'told' ? 0 : refuse('The gateway has ended by itself; the reason is above.')
  } finally {
    clearInterval(cron)
    await server.stop()
  }
}

/** Reaches this gateway: an order for another configuration, or signed with other secrets, would be refused. */
function orderCommand(
  port: number,
  { config, vars }: { config: string | undefined; vars: string | undefined },
): string {
  const options = [
    ...(port === 8787 ? [] : [`--url http://localhost:${port}`]),
    ...(config === undefined ? [] : [`--config ${config}`]),
    ...(vars === undefined ? [] : [`--vars ${vars}`]),
  ]
  return ['npm run order', ...(options.length > 0 ? ['--', ...options] : [])].join(' ')
}

async function tick(port: number): Promise<void> {
  try {
    const answer = await fetch(`http://127.0.0.1:${port}/cdn-cgi/handler/scheduled`, {
      signal: AbortSignal.timeout(CRON_LIMIT_MS),
    })
    if (!answer.ok) console.error(`The scheduled work failed (status ${answer.status}).`)
  } catch (error) {
    console.error(`The scheduled work failed: ${error instanceof Error ? error.message : error}`)
  }
}

/** The vars in the file, which is made with invented ones when it is the project's own and isn't there; else a complaint. */
function readVars(given: string | undefined, invent: () => Vars): Vars | string {
  const file = fileOr(given, '.dev.vars')
  if (!existsSync(file)) {
    if (given !== undefined) return noVarsFile(file)
    const head = '# Secrets for this machine, made up by the first `npm start`. Never commit this file.\n'
    // Whole under another name first: another first start may look at this moment.
    const unfinished = `${file}.${process.pid}`
    writeFileSync(unfinished, head + formatVars(invent()), { mode: 0o600 })
    renameSync(unfinished, file)
    console.error(`Wrote ${shown(file)} with made-up secrets.`)
  }
  const vars = parseVars(readFileSync(file, 'utf8'))
  return vars.ok ? vars.value : vars.error.map((complaint) => `${shown(file)}: ${complaint}.`).join('\n')
}

const taken = (port: number): string =>
  `Port ${port} is taken. Stop what runs there, or choose another: npm start -- --port ${port < 65535 ? port + 1 : port - 1}`

function refuse(sentence: string): number {
  console.error(sentence)
  return 1
}

const digest = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 16)
