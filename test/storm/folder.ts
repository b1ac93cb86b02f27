import { mkdirSync, readdirSync, readFileSync, unlinkSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { writeCourier } from '../../scripts/courier.mjs'
import { type CourierProcess, createCourierProcess, nodesHere } from '../courier/couriers/courier-process.ts'
import { partsOf } from './parts.ts'
import { digestOf } from './receivers.ts'
import type { World } from './world.ts'

/** An ERP that reads a folder, and the courier that fills it. */
export interface Folder {
  courier(): CourierProcess
  /** A courier for the supplier's name of now, with the state folder that it has. */
  renew(): Promise<void>
  stop(): Promise<void>
}

const LOOK_MS = 100

export async function openFolder(world: World): Promise<Folder> {
  const place = path.join(world.folder, 'erp')
  const inbox = path.join(place, 'in')
  mkdirSync(inbox, { recursive: true })
  const { file } = await writeCourier(world.root, path.join(world.folder, 'courier'))
  const seen = new Set<string>()
  const create = (): CourierProcess =>
    createCourierProcess({
      ...{ name: 'courier', file, node: nodesHere()[1], url: world.gateway.url, route: 'folder' },
      ...{ supplier: world.keys.squall, folder: inbox, state: path.join(place, 'state') },
      tokenFile: world.setting.tokenFile,
      logFile: path.join(world.folder, 'courier.log'),
    })
  let courier = create()

  function eat(): void {
    for (const name of readdirSync(inbox).filter((one) => one.endsWith('.json'))) {
      const bytes = readFileSync(path.join(inbox, name))
      unlinkSync(path.join(inbox, name))
      const isNew = !seen.has(name)
      seen.add(name)
      world.ledger.arrivals.push({
        ...{ supplier: 'squall', route: 'folder', at: Date.now(), key: name, digest: digestOf(bytes) },
        parts: partsOf(bytes.toString('utf8'), false),
        said: 'taken',
        processed: isNew,
      })
    }
  }

  const looking = (async () => {
    for (; !world.isOver; await sleep(LOOK_MS)) eat()
  })()
  return {
    courier: () => courier,
    async renew() {
      await courier.stop()
      courier = create()
    },
    async stop() {
      await courier.kill()
      await looking
    },
  }
}
