import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import path from 'node:path'
import { formats } from '../documents/registry.ts'
import { jurisdictionOf } from '../profile/jurisdiction.ts'
import { secretNames } from '../profile/secret-names.ts'
import { transports } from '../transports/registry.ts'
import { type Command, readNumber, readOptions } from './command.ts'
import { configurationFile, tell, today, warn, writeGateway } from './config.ts'
import { demoVars, secretWarnings } from './demo-secrets.ts'
import { earlierNames, readGateway, tableFiles } from './gateway-file.ts'
import { jurisdictionMistakes, projectToml } from './jurisdiction-check.ts'
import { bundleWorker } from './local/bundle.ts'
import { readableLine } from './local/lines.ts'
import { orderCommand } from './local/order-command.ts'
import { type Runtime, startRuntime } from './local/runtime.ts'
import { servedHere } from './local/served-here.ts'
import { emptyStorage, storageFolder } from './local/storage-folder.ts'
import { watchFiles } from './local/watch.ts'
import { acquireLock } from './lock-file.ts'
import { whenParentGoes } from './parent-watch.ts'
import { partAliases } from './part-aliases.ts'
import { fileOr, ROOT, shown } from './place.ts'
import { portIsFree } from './port.ts'
import { formatVars, parseVars, type Vars } from './vars.ts'
import { noVarsFile } from './vars-file.ts'
import { weakKeys } from './weak-keys.ts'
import { writeWhole } from './whole-file.ts'

const TEMPLATES = ['templates', 'templates/console'].map((folder) => path.join(ROOT, folder))
const UNSTARTED = 'nothing was started'
const CRON_EVERY_MS = 60_000
/**
 * Makes the Worker write a line for each step of an order. Only for local runs, because a stored log must not hold
 * order numbers.
 */
const PROGRESS: readonly [string, string] = ['ORDERBRIDGE_PROGRESS', 'yes']
/** Opens the welcome page, which shows orders without a sign-in. Only for local runs. */
const LOCAL: readonly [string, string] = ['ORDERBRIDGE_LOCAL', 'yes']

export const start: Command = {
  help: `npm start -- [options]

Runs the gateway on this machine, with its storage in a folder. Prints a line for each order and each delivery. Reads the
configuration, its tables, the templates and the secrets again when they change. Ends with Ctrl-C.

  npm start                                    on http://localhost:8787, with the storage of the last start
  npm start -- --port 8788 --fresh             on another port, with an empty storage
  npm start -- --config gateway.json --quiet   another configuration, without a line for each order

  --port N        where it listens, on 127.0.0.1 only (default 8787)
  --config FILE   the configuration, TypeScript or JSON, anywhere
                  (default: $ORDERBRIDGE_CONFIG, else gateway.config.ts of the project)
  --persist DIR   the folder of its storage, which survives a restart (default .wrangler/state of the project)
  --quiet         print no line for orders and deliveries, as a deployed gateway
  --fresh         begin with an empty storage: what the folder holds of earlier orders is deleted
  --vars FILE     the secrets, as NAME=value lines; it must be there (default .dev.vars of the project, which is
                  made with random values when it isn't)

Exit codes:
  0  ended with Ctrl-C or a signal
  1  nothing was started: a mistake in the configuration or the secrets, a taken port or a storage in use
  2  wrong use`,

  async run(words) {
    const options = readOptions(words, {
      ...({ port: 'text', config: 'text', persist: 'text', vars: 'text' } as const),
      ...({ quiet: 'switch', fresh: 'switch' } as const),
    })
    const port = readNumber(options.port ?? '8787', 'port', 1, 65535)
    const file = configurationFile(options.config)
    const gateway = await readGateway(file, today())
    if (!gateway.ok) return tell(gateway.error, file, UNSTARTED)
    const misplaced = jurisdictionMistakes(projectToml())
    if (misplaced.length > 0) return tell(misplaced, path.join(ROOT, 'wrangler.toml'), UNSTARTED)
    warn(gateway.value, await earlierNames(file))
    const names = secretNames(gateway.value, { transports, formats })
    const command = orderCommand(port, options)
    const varsNow = (invent: () => Vars): Vars | string => {
      const read = readVars(options.vars, invent)
      if (typeof read === 'string') return read
      return new Map([...read, LOCAL, ['ORDERBRIDGE_ORDER_COMMAND', command], ...(options.quiet ? [] : [PROGRESS])])
    }
    const vars = varsNow(() => demoVars(names))
    if (typeof vars === 'string') return refuse(vars)
    const jurisdiction = jurisdictionOf(vars.get('JURISDICTION'))
    if (!jurisdiction.ok) return refuse(jurisdiction.error)
    const weak = weakKeys(gateway.value, vars)
    if (weak.length > 0) return refuse(weak.join('\n'))
    for (const warning of secretWarnings(names, vars)) console.error(`Warning: ${warning}`)

    removeLeftovers()
    const persist = fileOr(options.persist, '.wrangler/state')
    const leaveStorage = occupyStorage(persist)
    if (typeof leaveStorage === 'string') return refuse(leaveStorage)
    // A killed process may have left this file. The file holds no secret and has no other reader.
    const compiled = path.join(ROOT, '.orderbridge', `start-${port}.json`)
    try {
      if (!(await portIsFree(port))) return refuse(taken(port))
      if (options.fresh) emptyStorage(persist)
      await writeGateway(servedHere(gateway.value, port), compiled)
      const ended = waitForStopSignal()
      const worker = await bundleWorker(compiled)
      const folder = storageFolder(persist, gateway.value)
      const runtime = await startRuntime(worker, vars, { port, persist: folder, onLine: print })
      const varsFile = fileOr(options.vars, '.dev.vars')
      const readAgain = reloader({ file, compiled, persist, port }, () => varsNow(() => new Map()), runtime)
      // First the watch: a change right after `ready` must count.
      const unwatch = await watchConfiguration(file, [varsFile], readAgain)
      console.log(`ready http://localhost:${port}`)
      console.log(`Try, in another terminal:  ${command}`)
      // No other process runs scheduled handlers on this machine.
      const cron = setInterval(() => void runtime.tick().catch(printError), CRON_EVERY_MS)
      await ended
      clearInterval(cron)
      unwatch()
      await runtime.stop()
      return 0
    } finally {
      for (const written of [compiled, ...Object.values(partAliases(compiled))]) rmSync(written, { force: true })
      leaveStorage()
    }
  },
}

/** Calls back after each change. A change may name other tables, so each change begins the watch again. */
async function watchConfiguration(file: string, others: readonly string[], changed: () => void): Promise<() => void> {
  let unwatch = (): boolean => false
  const begin = async (): Promise<void> => {
    const watched = [file, ...others, ...(await tableFiles(file))]
    const unwatchBefore = unwatch
    unwatch = watchFiles(watched, TEMPLATES, () => {
      changed()
      void begin().catch(printError)
    })
    if (unwatchBefore()) changed()
  }
  await begin()
  return () => void unwatch()
}

const waitForStopSignal = (): Promise<void> =>
  new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => resolve())
    whenParentGoes(resolve)
  })

/** Removes folders that earlier versions of this command left after a kill. */
function removeLeftovers(): void {
  const own = path.join(ROOT, '.orderbridge')
  for (const name of existsSync(own) ? readdirSync(own) : []) {
    const leave = /^dev-\d+$/.test(name) ? acquireLock(path.join(own, `${name}.lock`)) : null
    if (leave) rmSync(path.join(own, name), { recursive: true, force: true })
    leave?.()
  }
}

/**
 * Acquires the storage and returns the function that releases the storage, or an obstacle. The lock is in the folder,
 * so that every clone sees the lock.
 */
function occupyStorage(persist: string): (() => void) | string {
  try {
    mkdirSync(persist, { recursive: true })
    const leave = acquireLock(path.join(persist, 'orderbridge.lock'))
    if (leave) return leave
  } catch (error) {
    const why = error instanceof Error && 'code' in error ? ` (${error.code})` : ''
    return `The storage folder ${shown(persist)} cannot be written${why}. Give another one: npm start -- --persist DIR`
  }
  return `Another gateway is using the storage in ${shown(persist)}. Give this one its own: npm start -- --persist DIR`
}

/**
 * Serves the current content of the files. After a mistake the gateway continues unchanged. Reads the files one change
 * at a time.
 */
function reloader(
  { file, compiled, persist, port }: { file: string; compiled: string; persist: string; port: number },
  vars: () => Vars | string,
  runtime: Runtime,
) {
  let last = Promise.resolve()
  return () => {
    last = last.then(async () => {
      // A separate process, because this process has cached the modules of the configuration.
      const words = ['config', '--config', file, '--out', compiled]
      const main = path.join(ROOT, 'src/cli/main.ts')
      const { status, stderr } = spawnSync(process.execPath, [main, ...words], { encoding: 'utf8' })
      if (stderr) process.stderr.write(stderr)
      const values = vars()
      if (typeof values === 'string') console.error(values)
      const served = await readGateway(compiled, today())
      if (served.ok) await writeGateway(servedHere(served.value, port), compiled)
      const worker = status === 0 ? await bundleWorker(compiled).catch(printError) : undefined
      if (worker === undefined || typeof values === 'string' || !served.ok)
        return console.error('The gateway goes on with the configuration that it had before.')
      const names = secretNames(served.value, { transports, formats })
      for (const warning of secretWarnings(names, values)) console.error(`Warning: ${warning}`)
      await runtime.replace(worker, values, storageFolder(persist, served.value))
      console.log('reloaded: the gateway serves what the files hold now')
    })
    last = last.catch(printError)
  }
}

/** Progress goes to standard output, all else to standard error, for scripts that wait for `ready`. */
function print(line: string): void {
  const text = readableLine(line, new Date())
  if (text === null) return
  if (text === line) console.error(text)
  else console.log(text)
}

const printError = (error: unknown): void =>
  console.error(error instanceof Error ? `${error.name}: ${error.message}` : String(error))

/**
 * The vars in the file, or a sentence about the problem. If the project's own file is missing, creates the file with
 * sample values.
 */
function readVars(chosen: string | undefined, invent: () => Vars): Vars | string {
  const file = fileOr(chosen, '.dev.vars')
  if (!existsSync(file)) {
    if (chosen !== undefined) return noVarsFile(file)
    const head = '# Secrets for this machine, made up by the first `npm start`. Never commit this file.\n'
    writeWhole(file, head + formatVars(invent()), 0o600)
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
