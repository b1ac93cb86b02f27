import { abortAllDurableObjects, listDurableObjectIds, runInDurableObject } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { afterAll, beforeAll, vi } from 'vitest'
import * as instanceMemory from '../../src/platform/instance-memory.ts'

const NAMESPACES: readonly DurableObjectNamespace[] = [env.OUTBOX, env.ACCOUNT]

/**
 * Each file of a shared workerd begins with empty storage and memory. `reset` of `cloudflare:test` would leave the storage of
 * objects that are not in memory.
 */
beforeAll(async () => {
  await abortAllDurableObjects()
  for (const namespace of NAMESPACES)
    for (const id of await listDurableObjectIds(namespace))
      await runInDurableObject(namespace.get(id), async (_, { storage }) => {
        await storage.deleteAlarm()
        await storage.deleteAll()
      })
  // The objects still know the storage that is gone.
  await abortAllDurableObjects()
  for (const { name } of (await env.SEEN.list()).keys) await env.SEEN.delete(name)
  for (const counts of Object.values(instanceMemory)) counts.clear()
  const bucket = Reflect.get(env, 'ORDERS') as R2Bucket
  for (const { key } of (await bucket.list()).objects) await bucket.delete(key)
})
afterAll(() => void vi.restoreAllMocks())
