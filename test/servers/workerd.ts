import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { startServer } from './child.ts'
import { freePort } from './free-port.ts'
import { localWranglerFile } from './wrangler-file.ts'

const ROOT = path.resolve(import.meta.dirname, '../..')
const require = createRequire(import.meta.url)

export interface BareGateway {
  readonly port: number
  stop(): Promise<void>
}

/**
 * The complete gateway in workerd, without the proxy of `wrangler dev`, which hides a client's disconnect. The object
 * waits before and after it accepts an order. KV has no entries, and no alert or mail is sent.
 */
export async function bareGateway(
  gateway: string,
  secrets: Readonly<Record<string, string>>,
  slowMs: number,
): Promise<BareGateway> {
  const folder = mkdtempSync(path.join(tmpdir(), 'orderbridge-bare-'))
  const built = path.join(folder, 'built')
  const port = await freePort()
  build(folder, built, gateway)
  mkdirSync(path.join(folder, 'objects'))
  const file = path.join(folder, 'gateway.capnp')
  writeFileSync(file, configuration(built, port, secrets, slowMs))
  const server = await startServer(require('workerd').default, ['serve', file], port, path.join(folder, 'log'))
  return {
    port,
    async stop() {
      await server.stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** Builds the Worker as for a deployment. */
function build(folder: string, built: string, gateway: string): void {
  const wranglerFile = path.join(folder, 'wrangler.toml')
  const toml = readFileSync(path.join(ROOT, 'wrangler.toml'), 'utf8')
  writeFileSync(wranglerFile, localWranglerFile(toml, ROOT, gateway, new Map()))
  const wrangler = path.join(path.dirname(require.resolve('wrangler/package.json')), 'bin/wrangler.js')
  const words = ['deploy', '--dry-run', '--config', wranglerFile, '--outdir', built]
  execFileSync(process.execPath, [wrangler, ...words], {
    cwd: folder,
    stdio: 'pipe',
    env: { ...process.env, CI: '1', WRANGLER_SEND_METRICS: 'false' },
  })
}

/** Replaces the object: the real object, after a wait. */
const SLOW = `import { DurableObject } from 'cloudflare:workers'
const wait = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds))
export class Outbox extends DurableObject {
  async ask(...words) {
    const slow = words[0] === 'accept' ? this.env.SLOW_MS : 0
    await wait(slow)
    const answer = await this.env.REAL.getByName(this.ctx.id.name).ask(...words)
    await wait(slow)
    return answer
  }
}`

/** Cloudflare puts a Worker in front of each Worker that has assets. */
const FRONT = 'export default { fetch: (request, env) => env.GATEWAY.fetch(request) }'

/** A namespace without keys that stores no keys: a list request goes to the root. */
const EMPTY_KV = `addEventListener('fetch', (event) => {
  const isList = new URL(event.request.url).pathname === '/'
  const answer = isList ? Response.json({ keys: [], list_complete: true }) : new Response(null, { status: 404 })
  event.respondWith(answer)
})`

function configuration(built: string, port: number, secrets: Readonly<Record<string, string>>, slowMs: number): string {
  const toml = readFileSync(path.join(ROOT, 'wrangler.toml'), 'utf8')
  const date = /^compatibility_date = (".*")$/m.exec(toml)?.[1]
  const flags = /^compatibility_flags = (\[.*\])$/m.exec(toml)?.[1]
  const files = readdirSync(built).filter((name) => /\.(liquid|json)$/.test(name))
  const kindOf = (name: string): string => (name.endsWith('.json') ? 'data' : 'text')
  return `using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
  services = [
    (name = "gateway", worker = .gateway),
    (name = "front", worker = .front),
    (name = "kv", worker = .kv),
    (name = "slow", worker = .slow),
    (name = "assets", disk = (path = ${JSON.stringify(path.join(ROOT, 'templates/console'))})),
    (name = "disk", disk = (path = ${JSON.stringify(path.join(path.dirname(built), 'objects'))}, writable = true)),
  ],
  sockets = [(name = "http", address = "127.0.0.1:${port}", http = (), service = "front")],
);
const gateway :Workerd.Worker = (
  modules = [
    (name = "worker.js", esModule = embed "built/worker.js"),
    ${files.map((name) => `(name = "${name}", ${kindOf(name)} = embed "built/${name}"),`).join('\n    ')}
  ],
  compatibilityDate = ${date},
  compatibilityFlags = ${flags},
  bindings = [
    (name = "SEEN", kvNamespace = "kv"),
    (name = "ASSETS", service = "assets"),
    (name = "OUTBOX", durableObjectNamespace = (className = "Outbox", serviceName = "slow")),
    (name = "ACCOUNT", durableObjectNamespace = "Account"),
    ${Object.entries(secrets)
      .map(([name, value]) => `(name = "${name}", text = ${JSON.stringify(value)}),`)
      .join('\n    ')}
  ],
  durableObjectNamespaces = [
    (className = "Outbox", uniqueKey = "outbox", enableSql = true),
    (className = "Account", uniqueKey = "account", enableSql = true),
  ],
  durableObjectStorage = (localDisk = "disk"),
);
const front :Workerd.Worker = (
  modules = [(name = "front.js", esModule = ${JSON.stringify(FRONT)})],
  compatibilityDate = ${date},
  bindings = [(name = "GATEWAY", service = "gateway")],
);
const slow :Workerd.Worker = (
  modules = [(name = "slow.js", esModule = ${JSON.stringify(SLOW)})],
  compatibilityDate = ${date},
  bindings = [
    (name = "REAL", durableObjectNamespace = (className = "Outbox", serviceName = "gateway")),
    (name = "SLOW_MS", json = "${slowMs}"),
  ],
  durableObjectNamespaces = [(className = "Outbox", uniqueKey = "slow", enableSql = true)],
  durableObjectStorage = (localDisk = "disk"),
);
const kv :Workerd.Worker = (
  serviceWorkerScript = ${JSON.stringify(EMPTY_KV)},
  compatibilityDate = "2026-08-04",
);
`
}
