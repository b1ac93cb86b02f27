import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { ROOT } from '../../../src/cli/place.ts'
import type { Gateway } from '../../crash/gateway.ts'
import { openCutProxy } from '../../servers/cut-proxy.ts'
import { openS3Server, type S3Manners } from '../../servers/s3.ts'
import { createDesk } from './desk.ts'
import type { Target } from './target.ts'
import type { Finding, Surroundings } from './trial.ts'

const OWNER = { bucket: 'fresco-orders', keyId: 'GK31CA8E', secret: 'store-secret-5d0be1', region: 'eu-west-1' }
const PREFIX = 'orders/'

export const storeSecrets = { STORE_ID: OWNER.keyId, STORE_SECRET: OWNER.secret }

/** A store that checks every signature by itself. */
export async function s3Target(): Promise<Target> {
  const server = await openS3Server(OWNER)
  const proxy = await openCutProxy(server.port)
  let manners: S3Manners = {}
  const behave = (more: S3Manners): void => {
    manners = { ...manners, ...more }
    server.behave(manners)
  }
  return {
    name: 's3',
    about: 'a store that verifies AWS Signature Version 4',
    family: 'request',
    proxy,
    server: server.port,
    placeName: OWNER.bucket,
    place: {
      files: () => new Map([...server.objects].map(([key, bytes]) => [key.replace(PREFIX, ''), bytes])),
      unfinished: () => server.unfinished,
      put: (name, bytes) => void server.objects.set(`${PREFIX}${name}`, bytes),
      clear: () => server.objects.clear(),
      be: (bucket) => behave({ bucket }),
    },
    transport: {
      ...{ kind: 's3', endpoint: `http://127.0.0.1:${proxy.port}`, region: OWNER.region, bucket: OWNER.bucket },
      ...{ prefix: PREFIX, accessKeyId: 'STORE_ID', secretAccessKey: 'STORE_SECRET', timeoutSeconds: 3 },
    },
    passwordIs: (state) => behave({ secret: state === 'right' ? OWNER.secret : `not-${OWNER.secret}` }),
    stop: async () => {
      await proxy.close()
      server.close()
    },
  }
}

export const R2 = { kind: 'r2', bucket: 'ORDERS', prefix: PREFIX }

/** An order that goes into a bucket which `npm start` simulates, read back with wrangler once the gateway has ended. */
export async function r2Finding(
  { url, secrets }: Surroundings,
  gateway: Gateway,
  persist: string,
  folder: string,
): Promise<Finding> {
  const desk = createDesk(url, 'r2', secrets)
  await desk.place('r2-none')
  const seen = await desk.delivered('r2-none')
  const document = await desk.document('r2-none')
  await gateway.stop()
  const stored = inBucket('r2-none-1.json', persist, folder)
  return {
    ...{ target: 'r2', fault: 'none', outcome: 'delivered, reached yes', documents: 1 },
    note: seen.timeline.findLast(({ event }) => event === 'delivered')?.text ?? '',
    wrong: stored.equals(document) ? [] : ['it is not the document byte for byte'],
  }
}

function inBucket(key: string, persist: string, folder: string): Buffer {
  const file = path.join(folder, 'from-r2')
  const wrangler = path.join(ROOT, 'node_modules/wrangler/bin/wrangler.js')
  const words = ['r2', 'object', 'get', `local-orders/${PREFIX}${key}`, '--local', '--persist-to', persist]
  execFileSync(process.execPath, [wrangler, ...words, '--file', file], {
    cwd: folder,
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, WRANGLER_SEND_METRICS: 'false', WRANGLER_WRITE_LOGS: 'false' },
  })
  return readFileSync(file)
}
