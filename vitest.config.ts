import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { cloudflareTest } from '@cloudflare/vitest-plugin'
import { defineConfig } from 'vitest/config'
import { transformKey } from './test/servers/transform-key.ts'
import { localWranglerFile } from './test/servers/wrangler-file.ts'

const at = (file: string): string => path.join(import.meta.dirname, file)

/** What `[[rules]]` in wrangler.toml does for the Worker: a template is a module that holds its text. */
const filesAsText = {
  name: 'files-as-text',
  enforce: 'pre' as const,
  resolveId: (source: string, importer: string | undefined) =>
    importer !== undefined && /^\..*\.liquid$/.test(source)
      ? `\0${path.resolve(path.dirname(importer), source)}.text`
      : undefined,
  load: (id: string) =>
    id.startsWith('\0') && id.endsWith('.text')
      ? `export default ${JSON.stringify(readFileSync(id.slice(1, -'.text'.length), 'utf8'))}`
      : undefined,
}

const gateway = at('test/worker/gateway.json')
const resolve = { alias: { '#gateway': gateway, orderbridge: at('src/config.ts') } }

/** In a folder of its own, because wrangler would hand the `.dev.vars` beside its file to the tests. */
const wranglerFile = at('.orderbridge/test/wrangler.toml')
mkdirSync(path.dirname(wranglerFile), { recursive: true })
writeFileSync(wranglerFile, localWranglerFile(readFileSync(at('wrangler.toml'), 'utf8'), at('.'), gateway, new Map()))
process.env.CLOUDFLARE_LOAD_DEV_VARS_FROM_DOT_ENV = 'false'

/** Bound for the tests only: a gateway has no bucket until a route needs one. */
const r2Buckets = ['ORDERS']

/** A client certificate and assets have bindings on Cloudflare only. Functions and the folder stand in for them. */
const serviceBindings = {
  ERP_CERT: () => new Response('taken, by certificate'),
  ASSETS: { disk: { path: at('templates/console'), writable: false } },
}

/**
 * Every limit below the load that a shared machine can have would fail a correct test. A test of a time limit counts in
 * ratios or with its own clock.
 */
const limits = { testTimeout: 90_000, hookTimeout: 90_000 }

/**
 * Tests that change or end a process, replace a global, or measure memory. Each of these files gets a process of its own;
 * the other files share processes.
 */
const OWN_PROCESS = [
  'test/cli/{start,launcher,installation,catalogue-killed,command,port}*.test.ts',
  'test/cli/{gateway-client,live-catalogue,order}.test.ts',
  'test/cli/deploy/terminal.test.ts',
  'test/courier/{killed,lock,bundle,courier}.test.ts',
  // Two files replace the transports of the process, and would see the deliveries of another file.
  'test/upgrade/{earlier-orders,upgrade}.test.ts',
  ...['test/replies/hostile-mail.test.ts', 'test/scripts/ssh2-bundle.test.ts', 'test/transports/as2/open.test.ts'],
]

const setupFiles = ['test/property-seed.ts', 'test/lending.ts']

/** As `tsconfig.json` says for the Worker. */
const oxc = { jsx: { runtime: 'classic' as const, pragma: 'h', pragmaFrag: 'Fragment', development: false } }

const nodePlugins = [filesAsText, transformKey(at('tsconfig.json'), at('package.json'))]

const workerdPlugins = [
  ...nodePlugins,
  cloudflareTest({ wrangler: { configPath: wranglerFile }, miniflare: { r2Buckets, serviceBindings } }),
]

export default defineConfig({
  test: {
    // One more than two cores, because tests of processes, retries and time limits wait most of their time.
    maxWorkers: 3,
    projects: [
      {
        plugins: nodePlugins,
        resolve,
        oxc,
        test: {
          name: 'node',
          include: ['test/**/*.test.{ts,tsx}'],
          exclude: ['test/worker/**', 'test/crash/**', 'test/browser/**', ...OWN_PROCESS],
          setupFiles,
          isolate: false,
          ...limits,
        },
      },
      {
        plugins: nodePlugins,
        resolve,
        oxc,
        test: { name: 'process', include: OWN_PROCESS, setupFiles, ...limits },
      },
      {
        plugins: workerdPlugins,
        resolve,
        oxc,
        test: {
          name: 'workerd',
          include: ['test/worker/**/*.test.ts'],
          // To start workerd costs more than most files, so that files share an instance and empty the storage before they begin.
          setupFiles: ['test/worker/fresh.ts'],
          isolate: false,
          ...limits,
        },
      },
    ],
  },
})
