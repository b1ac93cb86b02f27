import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import {
  createFakeApicbase,
  type FakeApicbase,
  type FakeApicbaseSettings,
} from '../../src/cli/fake-apicbase/apicbase.ts'
import { serveApicbase } from '../../src/cli/fake-apicbase/server.ts'
import { createGateway, type Gateway } from '../crash/gateway.ts'
import { type Erp, openErp } from './erp.ts'
import { CREDENTIALS, type Setting, writeSetting } from './setting.ts'

/** A fake Apicbase, a supplier's system, and a gateway between them, not started yet. */
export interface Stage {
  readonly fake: FakeApicbase
  readonly erp: Erp
  readonly gateway: Gateway
  readonly setting: Setting
  close(): Promise<void>
}

export async function openStage(api: object, wish: Partial<FakeApicbaseSettings>, timeoutSeconds = 30): Promise<Stage> {
  const folder = mkdtempSync(path.join(tmpdir(), 'orderbridge-poll-'))
  const fake = createFakeApicbase({ clock: { now: Date.now }, credentials: CREDENTIALS, ...wish })
  const server = await serveApicbase(fake)
  const erp = await openErp()
  const setting = writeSetting(
    path.join(folder, 'setting'),
    { apicbase: server.url, erp: erp.url },
    api,
    timeoutSeconds,
  )
  const gateway = await createGateway(setting, folder)
  return {
    fake,
    erp,
    gateway,
    setting,
    async close() {
      await gateway.stop()
      await server.close()
      erp.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
