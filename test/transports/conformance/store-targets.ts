import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { openCutProxy } from '../../servers/cut-proxy.ts'
import { openS3Server, type S3Manners } from '../../servers/s3.ts'
import { startSwift } from '../../servers/swift.ts'
import { createDesk } from './desk.ts'
import type { Target } from './target.ts'
import type { Finding, Surroundings } from './trial.ts'

const OWNER = { bucket: 'fresco-orders', keyId: 'GK31CA8E', secret: 'store-secret-5d0be1', region: 'eu-west-1' }
const SWIFT_OWNER = { bucket: OWNER.bucket, keyId: 'fresco:orders', secret: 'swift-secret-8e27' } as const
const PREFIX = 'orders/'
/** Characters that the signature must encode like the store. */
const ODD_PREFIX = "Köln + 50% (neu)/~a*b!c'd,e=f&g;h@i$/"
/** More than the head of a request. */
const BEGUN_BYTES = 20_000
/**
 * Smaller than every document here, and larger than Swift's own database files: Swift deletes database files that
 * cannot be written.
 */
const LITTLE_BYTES = 70_000
const ARCHIVE = 'done'

export const storeSecrets = {
  ...{ STORE_ID: OWNER.keyId, STORE_SECRET: OWNER.secret },
  ...{ SWIFT_ID: SWIFT_OWNER.keyId, SWIFT_SECRET: SWIFT_OWNER.secret },
}

/** A store by other authors, whose faults all come from the store itself. */
export async function swiftTargets(folder: string): Promise<Target[]> {
  const swift = await startSwift(path.join(folder, 'swift'), SWIFT_OWNER)
  const { doors } = swift
  const target = async (name: string, about: string, prefix: string): Promise<Target> => {
    const proxy = await openCutProxy(doors.right, 'thin')
    const lead = (door: keyof typeof doors): void => {
      proxy.cut()
      proxy.leadTo(doors[door])
    }
    const mine = (): [string, Buffer][] => [...swift.objects()].filter(([key]) => key.startsWith(prefix))
    return {
      ...{ name, about, family: 'request', proxy, server: doors.right, placeName: SWIFT_OWNER.bucket },
      ...(name === 's3-swift' ? {} : { brief: true }),
      place: {
        files: () => new Map(mine().map(([key, bytes]) => [key.slice(prefix.length), bytes])),
        unfinished: () => Math.max(0, proxy.unanswered - BEGUN_BYTES),
        put: (file, bytes) => swift.put(`${prefix}${file}`, bytes),
        clear: () => swift.clear(prefix),
        be: (state) => lead(state === 'there' ? 'right' : state === 'missing' ? 'no bucket' : 'no rights'),
      },
      transport: {
        ...{ kind: 's3', endpoint: `http://127.0.0.1:${proxy.port}`, region: OWNER.region, bucket: SWIFT_OWNER.bucket },
        ...{ prefix, accessKeyId: 'SWIFT_ID', secretAccessKey: 'SWIFT_SECRET', timeoutSeconds: 5 },
      },
      full: (is) => swift.roomFor(is ? LITTLE_BYTES : 'unlimited'),
      restart: swift.restart,
      passwordIs: (state) => lead(state === 'right' ? 'right' : 'other secret'),
      stop: async () => {
        await proxy.close()
        await swift.stop()
      },
    }
  }
  return [
    await target('s3-swift', 'OpenStack Swift, by its S3 API', PREFIX),
    await target('s3-swift-odd', 'the same, under a name that must be spelled out', ODD_PREFIX),
  ]
}

/** A scripted store that verifies every signature. */
export async function s3Target(name: 's3' | 's3-look'): Promise<Target> {
  const server = await openS3Server(OWNER)
  const proxy = await openCutProxy(server.port)
  let manners: S3Manners = {}
  const behave = (more: S3Manners): void => {
    manners = { ...manners, ...more }
    server.behave(manners)
  }
  const looks = name === 's3-look'
  const eaten = new Map<string, Buffer>()
  let eating: NodeJS.Timeout | undefined
  const keyless = ([key, bytes]: [string, Buffer]): [string, Buffer] => [key.replace(PREFIX, ''), bytes]
  function eats(is: boolean | 'into the archive'): void {
    clearInterval(eating)
    if (is) eating = setInterval(() => eat(is !== true), 1)
  }
  function eat(isKept: boolean): void {
    for (const [key, bytes] of [...server.objects].filter(([one]) => one.startsWith(PREFIX))) {
      eaten.set(key.replace(PREFIX, ''), bytes)
      server.objects.delete(key)
      if (isKept) server.objects.set(key.replace(PREFIX, `${ARCHIVE}/`), bytes)
    }
  }
  return {
    name,
    ...(looks ? { looks: 'with an archive', brief: true } : {}),
    about: 'a store that verifies AWS Signature Version 4',
    family: 'request',
    proxy,
    server: server.port,
    placeName: OWNER.bucket,
    place: {
      files: () => new Map([...eaten, ...[...server.objects].filter(([key]) => key.startsWith(PREFIX)).map(keyless)]),
      unfinished: () => server.unfinished,
      put: (name, bytes) => void server.objects.set(`${PREFIX}${name}`, bytes),
      clear: () => {
        eaten.clear()
        server.objects.clear()
      },
      ...(looks ? { eats } : {}),
      be: (bucket) => behave({ bucket }),
    },
    transport: {
      ...{ kind: 's3', endpoint: `http://127.0.0.1:${proxy.port}`, region: OWNER.region, bucket: OWNER.bucket },
      ...{
        prefix: PREFIX,
        ...(looks ? { archiveFolder: ARCHIVE } : {}),
        accessKeyId: 'STORE_ID',
        secretAccessKey: 'STORE_SECRET',
        timeoutSeconds: 6,
      },
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

/** No wrangler.toml binds this bucket, which is the only fault of R2. test/worker tests successful deliveries. */
export async function r2Finding({ url, secrets, alerts }: Surroundings): Promise<Finding> {
  const desk = createDesk(url, 'r2', secrets)
  await desk.place('r2-no-binding')
  const { event, text } = await desk.outcome('r2-no-binding', ['delivered', 'deferred', 'refused', 'uncertain'])
  for (const end = Date.now() + 60_000; alerts.count('r2', 'paused') === 0 && Date.now() < end; ) await sleep(50)
  // For a second alert, which must not come.
  await sleep(500)
  const wrong: string[] = []
  if (event !== 'refused') wrong.push(`${event}, not refused`)
  if (!(await desk.isPaused())) wrong.push('the route is not paused')
  if (alerts.count('r2', 'paused') !== 1) wrong.push(`${alerts.count('r2', 'paused')} alerts of the pause, not 1`)
  if (!text?.includes(R2.bucket)) wrong.push('the note does not name the bucket')
  const outcome = 'refused, reached no, paused'
  return { target: 'r2', fault: 'no binding', outcome, note: text ?? '', documents: 0, orders: 0, wrong }
}
