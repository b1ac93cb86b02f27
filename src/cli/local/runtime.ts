import { spawn } from 'node:child_process'
import path from 'node:path'
import { convertV4MiniflareOptions, Log, LogLevel, Miniflare } from 'miniflare'
import { ROOT } from '../place.ts'
import { descendants } from '../process-tree.ts'
import type { Vars } from '../vars.ts'
import { answerName } from './names.ts'
import { readWranglerOptions } from './wrangler-options.ts'

export interface RuntimeSettings {
  readonly port: number
  /** Folder of the storage, like `--persist-to` of `wrangler dev`. */
  readonly persist: string
  /** A line of the Worker or of workerd, unchanged. */
  readonly onLine: (line: string) => void
}

/** A gateway in workerd, which this process manages. */
export interface Runtime {
  /** Serves this Worker from now on, with the storage in `persist`. Current requests end first. */
  replace(worker: string, vars: Vars, persist: string): Promise<void>
  /** Runs the scheduled work once, as Cloudflare's cron does. */
  tick(): Promise<void>
  stop(): Promise<void>
}

const WORKER = 'orderbridge'

/** Starts workerd with the bindings of wrangler.toml. Resolves when workerd serves on 127.0.0.1. */
export async function startRuntime(worker: string, vars: Vars, settings: RuntimeSettings): Promise<Runtime> {
  const guard = startGuard()
  const { bindings, ...bound } = await readWranglerOptions(ROOT)
  const optionsFor = (source: string, values: Vars, persist: string) =>
    convertV4MiniflareOptions({
      host: '127.0.0.1',
      port: settings.port,
      cf: false,
      resourcePersistencePath: path.join(persist, 'v3'),
      log: new LineLog(settings.onLine),
      handleStructuredLogs: ({ message }) => settings.onLine(message),
      unsafeHandleRuntimeRestart: () => guard.watch(),
      workers: [
        {
          ...bound,
          name: WORKER,
          bindings: { ...bindings, ...Object.fromEntries(values) },
          serviceBindings: { ...bound.serviceBindings, LOCAL_NAMES: answerName },
          modules: [{ type: 'ESModule', path: 'worker.js', contents: source }],
        },
      ],
    })
  const miniflare = keepingSignals(() => new Miniflare(optionsFor(worker, vars, settings.persist)))
  await miniflare.ready
  guard.watch()
  return {
    async replace(source, values, persist) {
      await miniflare.setOptions(optionsFor(source, values, persist))
      guard.watch()
    },
    async tick() {
      const { outcome } = await (await miniflare.getWorker(WORKER)).scheduled({})
      if (outcome !== 'ok') settings.onLine(`The scheduled work failed: ${outcome}.`)
    },
    async stop() {
      await miniflare.dispose()
      guard.end()
    },
  }
}

/** At a signal Miniflare ends the process before the caller can end child processes. So the caller stops Miniflare. */
function keepingSignals<T>(make: () => T): T {
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const
  const before = new Set(signals.flatMap((signal) => process.listeners(signal)))
  const made = make()
  for (const signal of signals)
    for (const listener of process.listeners(signal))
      if (!before.has(listener)) process.removeListener(signal, listener)
  return made
}

/** Messages of Miniflare, for example that workerd ended and starts again. */
class LineLog extends Log {
  readonly #onLine: (line: string) => void

  constructor(onLine: (line: string) => void) {
    super(LogLevel.WARN)
    this.#onLine = onLine
  }

  override log(message: string): void {
    this.#onLine(message)
  }
}

/** A process that ends workerd after a kill that this process cannot catch. */
function startGuard() {
  const guard = spawn(process.execPath, [path.join(import.meta.dirname, 'guard.ts')], {
    stdio: ['pipe', 'ignore', 'ignore'],
    detached: true,
  })
  guard.unref()
  return {
    /** workerd has another process id after every start. */
    watch(): void {
      const workerds = descendants(process.pid).filter(({ command }) => command.includes('workerd'))
      guard.stdin.write(workerds.map(({ pid }) => `${pid}\n`).join(''))
    },
    end(): void {
      guard.kill('SIGKILL')
    },
  }
}
