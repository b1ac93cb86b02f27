import { type ChildProcess, spawn } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { ROOT } from '../src/cli/place.ts'
import { freePort } from '../test/servers/free-port.ts'
import type { Bundle } from './bundle.ts'
import { cpuMs } from './cpu.ts'

/** A bundle served by workerd itself: the dev proxy would cost several times as much as the Worker. */
export interface Workerd {
  readonly url: string
  readonly pid: number
  /** Milliseconds from the start of the process to its first response. */
  readonly startMs: number
  /** CPU time of the process until then, in milliseconds. */
  readonly startCpuMs: number
  /** Address of the inspector for this Worker, if requested. */
  readonly inspector: string
  stop(): Promise<void>
}

export interface Serving {
  readonly name: string
  readonly bundle: Bundle
  readonly vars: Readonly<Record<string, string>>
  readonly withObject: boolean
  /** The path of the first request. Default: `/`, where a gateway also writes a page. */
  readonly firstPath?: string
  /** Address of SEEN, for a Worker with SEEN. */
  readonly seen?: string
  /** PEM of a trusted authority besides the public authorities. */
  readonly authority?: string
  /** Address of the R2 bucket ORDERS. */
  readonly bucket?: string
  /** Whether the EMAIL binding exists: a local service that accepts every mail. */
  readonly withMail?: boolean
  /** Whether the inspector can measure the heap. The inspector costs CPU time. */
  readonly inspected?: boolean
}

const START_LIMIT_MS = 20_000
const MAIL = `import { WorkerEntrypoint } from 'cloudflare:workers'
export default class extends WorkerEntrypoint { async send() { return { messageId: '1' } } }`

export async function serve(serving: Serving, folder: string): Promise<Workerd> {
  const [port, inspector] = [await freePort(), `127.0.0.1:${await freePort()}`]
  const disk = path.join(folder, `${serving.name}-objects`)
  mkdirSync(disk)
  const file = path.join(folder, `${serving.name}.capnp`)
  writeFileSync(file, capnp(serving, disk, port))
  const binary = path.join(ROOT, 'node_modules/workerd/bin/workerd')
  const begun = performance.now()
  const words = ['serve', '-I', path.join(ROOT, 'node_modules'), ...(serving.inspected ? ['-i', inspector] : []), file]
  const child = spawn(workerdBinary(binary), words, { stdio: ['ignore', 'ignore', 'inherit'] })
  const url = `http://127.0.0.1:${port}`
  await answers(`${url}${serving.firstPath ?? '/'}`, child)
  const startMs = performance.now() - begun
  const startCpuMs = cpuMs([child.pid ?? 0])
  return {
    url,
    pid: child.pid ?? 0,
    startMs,
    startCpuMs,
    inspector: `ws://${inspector}/${serving.name}`,
    async stop() {
      const ended = new Promise((resolve) => child.once('exit', resolve))
      child.kill('SIGTERM')
      await Promise.race([ended, sleep(3_000)])
      child.kill('SIGKILL')
    },
  }
}

/** Path of the binary. The script of that name would start a second process and hide the measured process. */
function workerdBinary(fallback: string): string {
  const name = `@cloudflare/workerd-${process.platform}-${process.arch === 'x64' ? '64' : process.arch}`
  try {
    return path.join(path.dirname(import.meta.resolve(`${name}/package.json`)), 'bin/workerd').replace(/^file:/, '')
  } catch {
    return fallback
  }
}

function capnp(serving: Serving, disk: string, port: number): string {
  const { name, bundle, vars, withObject, seen, authority, bucket, withMail } = serving
  // The Workers to compare with have no KV, and no object that keeps the records of outboxes.
  const isGateway = withObject && seen !== undefined
  const account = ', (className = "Account", uniqueKey = "bench-account", enableSql = true)'
  const bindings = [
    ...Object.entries(vars).map(([key, value]) => `(name = ${text(key)}, text = ${text(value)})`),
    ...(withObject ? ['(name = "OUTBOX", durableObjectNamespace = "Outbox")'] : []),
    ...(isGateway ? ['(name = "ACCOUNT", durableObjectNamespace = "Account")'] : []),
    ...(seen ? ['(name = "SEEN", kvNamespace = "seen")'] : []),
    ...(isGateway ? ['(name = "ASSETS", service = "assets")'] : []),
    ...(bucket ? ['(name = "ORDERS", r2Bucket = "bucket")'] : []),
    ...(withMail ? ['(name = "EMAIL", service = "mail")'] : []),
  ]
  const object = `
    durableObjectNamespaces = [(className = "Outbox", uniqueKey = "bench-outbox", enableSql = true)${isGateway ? account : ''}],
    durableObjectStorage = (localDisk = "objects"),`
  const worker = `(
    modules = [${bundle.modules.map((one) => `(name = ${text(one.name)}, ${one.kind} = embed ${text(`${path.basename(bundle.folder)}/${one.name}`)})`).join(', ')}],
    compatibilityDate = ${text(bundle.compatibilityDate)},${withObject ? object : ''}
    bindings = [${bindings.join(', ')}]
  )`
  const services = [
    `(name = ${text(name)}, worker = ${worker})`,
    `(name = "internet", network = (allow = ["public", "private"]${authority ? `, tlsOptions = (trustBrowserCas = true, trustedCertificates = [${text(authority)}])` : ''}))`,
    ...(withObject ? [`(name = "objects", disk = (path = ${text(disk)}, writable = true))`] : []),
    ...(isGateway ? [`(name = "assets", disk = (path = ${text(path.join(ROOT, 'templates/console'))}))`] : []),
    ...(seen ? [`(name = "seen", external = (address = ${text(seen)}, http = ()))`] : []),
    ...(bucket ? [`(name = "bucket", external = (address = ${text(bucket)}, http = ()))`] : []),
    ...(withMail ? [`(name = "mail", worker = ${neighbour(bundle)})`] : []),
  ]
  return `using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
  services = [
    ${services.join(',\n    ')}
  ],
  sockets = [(name = "http", address = "127.0.0.1:${port}", http = (), service = ${text(name)})]
);
`
}

const neighbour = ({ compatibilityDate }: Bundle): string =>
  `(modules = [(name = "mail.js", esModule = ${text(MAIL)})], compatibilityDate = ${text(compatibilityDate)})`

/** Strings of Cap'n Proto follow C; these strings need no other escapes than JSON's. */
const text = (value: string): string => JSON.stringify(value)

async function answers(url: string, child: ChildProcess): Promise<void> {
  for (const until = Date.now() + START_LIMIT_MS; Date.now() < until; await sleep(2)) {
    if (child.exitCode !== null) throw new Error('workerd ended by itself; the reason is above.')
    try {
      await fetch(url, { signal: AbortSignal.timeout(1_000) })
      return
    } catch {
      // The server is not ready yet.
    }
  }
  throw new Error('workerd did not answer in time.')
}
