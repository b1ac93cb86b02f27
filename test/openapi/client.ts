import { formatVars } from '../../src/cli/vars.ts'
import '../../src/cli/hooks.ts'
import { execFileSync } from 'node:child_process'
import { randomBytes, randomUUID } from 'node:crypto'
import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { build } from 'esbuild'
import { signatureOf } from '../../src/cli/gateway-client.ts'
import { ROOT } from '../../src/cli/place.ts'
import { sampleOrder } from '../../src/cli/sample-order.ts'
import { createGateway } from '../crash/gateway.ts'

// Lints docs/reference/openapi.json with a linter by other authors, and generates a client from the document with a
// generator by other authors. The client lists and retries an order of a gateway of `npm start`. Run it with:
// npm run openapi

/** The generator runs with TypeScript 5 only. */
const PACKAGES = ['@redocly/cli@2.77.0', '@hey-api/openapi-ts@0.95.0', 'typescript@5.9.3']
const DOCUMENT = path.join(ROOT, 'docs/reference/openapi.json')
const ENVIRONMENT = { ...process.env, REDOCLY_TELEMETRY: 'off', REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true' }

let passed = 0
let failed = 0
function check(what: string, holds: boolean, seen?: unknown): void {
  if (holds) passed++
  else failed++
  console.log(`${holds ? 'ok    ' : 'FAILED'} ${what}${holds || seen === undefined ? '' : `: ${JSON.stringify(seen)}`}`)
}

const folder = mkdtempSync(path.join(tmpdir(), 'orderbridge-openapi-'))
const node = (...words: readonly string[]): void => {
  execFileSync(process.execPath, words, { cwd: folder, env: ENVIRONMENT, stdio: 'inherit' })
}
function succeeds(what: string, work: () => void): void {
  try {
    work()
    check(what, true)
  } catch (error) {
    check(what, false, error instanceof Error ? error.message : error)
  }
}
const packageFile = (name: string): string => path.join(folder, 'node_modules', name)

try {
  writeFileSync(path.join(folder, 'package.json'), '{"private":true,"type":"module"}')
  execFileSync('npm', ['install', '--no-audit', '--no-fund', '--loglevel=error', ...PACKAGES], {
    ...{ cwd: folder, stdio: 'inherit' },
  })
  succeeds('the document passes the linter without an error or a warning', () =>
    node(
      packageFile('@redocly/cli/bin/cli.js'),
      'lint',
      '--config',
      path.join(ROOT, 'test/openapi/redocly.yaml'),
      DOCUMENT,
    ),
  )
  node(packageFile('@hey-api/openapi-ts/bin/run.js'), '--input', DOCUMENT, '--output', 'client', '--no-log-file')
  copyFileSync(path.join(ROOT, 'test/openapi/story.ts'), path.join(folder, 'story.ts'))
  succeeds('the generated client has the types that its user expects', () =>
    node(
      path.join(ROOT, 'node_modules/typescript/bin/tsc'),
      ...['story.ts', '--noEmit', '--strict', '--skipLibCheck', '--target', 'es2024', '--types', ''],
      ...['--lib', 'es2024,dom,dom.iterable', '--module', 'esnext', '--moduleResolution', 'bundler', '--ignoreConfig'],
    ),
  )
  await retryAnOrder()
} catch (error) {
  check(`the client works: ${error instanceof Error ? error.message : error}`, false)
} finally {
  rmSync(folder, { recursive: true, force: true })
}
console.log(`${passed} passed, ${failed} failed`)
process.exit(failed > 0 ? 1 : 0)

async function retryAnOrder(): Promise<void> {
  const outfile = path.join(folder, 'story.mjs')
  await build({ entryPoints: [path.join(folder, 'story.ts')], bundle: true, format: 'esm', platform: 'node', outfile })
  const { retryByClient } = await import(pathToFileURL(outfile).href)

  let status = 400
  const receiver = createServer((request, response) => {
    request.resume().on('end', () => response.writeHead(status).end())
  })
  await new Promise<void>((done) => receiver.listen(0, '127.0.0.1', done))
  const secrets = { WEBHOOK_SECRET: randomBytes(16).toString('hex'), CONSOLE_TOKEN: randomBytes(16).toString('hex') }
  const gateway = await createGateway(writeGateway(receiver.address() as AddressInfo, secrets), folder)
  try {
    await gateway.start()
    await retryByClient(
      {
        ...{ url: gateway.url, token: secrets.CONSOLE_TOKEN, supplier: 'fresco', route: 'erp' },
        order: sampleOrder({ timeZone: 'Europe/Brussels' }, { id: randomUUID(), number: 'PO-4711', now: Date.now() }),
        sign: (body: string) => signatureOf(new TextEncoder().encode(body), secrets.WEBHOOK_SECRET, 'raw'),
        mendReceiver() {
          status = 200
        },
      },
      check,
    )
  } catch (error) {
    check(`the gateway works: ${error instanceof Error ? error.message : error}\n${gateway.log()}`, false)
  } finally {
    await gateway.stop()
    receiver.close()
  }
}

/** One supplier, whose route delivers JSON to the receiver. */
function writeGateway({ port }: AddressInfo, secrets: Readonly<Record<string, string>>) {
  const [configFile, varsFile] = [path.join(folder, 'gateway.json'), path.join(folder, 'vars')]
  const fresco = {
    name: 'Fresco Foods',
    timeZone: 'Europe/Brussels',
    sendAfterSeconds: 0,
    webhook: { secrets: ['WEBHOOK_SECRET'] },
    routes: [
      {
        name: 'erp',
        document: { format: 'json' },
        transport: { kind: 'http', url: `http://127.0.0.1:${port}/orders` },
      },
    ],
  }
  writeFileSync(configFile, JSON.stringify({ suppliers: { fresco } }))
  writeFileSync(varsFile, formatVars(new Map(Object.entries(secrets))))
  return { configFile, varsFile, persist: path.join(folder, 'storage') }
}
