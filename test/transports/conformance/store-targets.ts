import { setTimeout as sleep } from 'node:timers/promises'
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
    full: (is) => behave({ answer: is ? { status: 507, code: 'XMinioStorageFull' } : undefined }),
    restart: server.restart,
    passwordIs: (state) => behave({ secret: state === 'right' ? OWNER.secret : `not-${OWNER.secret}` }),
    stop: async () => {
      await proxy.close()
      server.close()
    },
  }
}

export const R2 = { kind: 'r2', bucket: 'ORDERS', prefix: PREFIX }

/** No wrangler.toml binds this bucket, which is the one fault that R2 has; what it does right is tested in test/worker. */
export async function r2Finding({ url, secrets, alerts }: Surroundings): Promise<Finding> {
  const desk = createDesk(url, 'r2', secrets)
  await desk.place('r2-no-binding')
  const { event, text } = await desk.outcome('r2-no-binding', ['delivered', 'deferred', 'refused', 'uncertain'])
  await sleep(1_000)
  const wrong: string[] = []
  if (event !== 'refused') wrong.push(`${event}, not refused`)
  if (!(await desk.isPaused())) wrong.push('the route is not paused')
  if (alerts.count('r2', 'paused') !== 1) wrong.push(`${alerts.count('r2', 'paused')} alerts of the pause, not 1`)
  if (!text?.includes(R2.bucket)) wrong.push('the note does not name the bucket')
  const outcome = 'refused, reached no, paused'
  return { target: 'r2', fault: 'no binding', outcome, note: text ?? '', documents: 0, orders: 0, wrong }
}
