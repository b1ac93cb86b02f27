import { Hono } from 'hono'
import { hasSupplier } from '../../api/known.ts'
import { formats } from '../../documents/registry.ts'
import type { StorageUse } from '../../outbox/storage-use.ts'
import { supplierSecrets, usedBy } from '../../profile/secret-names.ts'
import { transports } from '../../transports/registry.ts'
import { h } from '../frame/jsx.ts'
import { mayDo } from '../frame/may-do.ts'
import { page } from '../frame/page.tsx'
import type { ConsoleContext, ConsoleEnv } from '../frame/visit.ts'
import { SettingsBody } from './settings-body.tsx'

/** The configuration in force. A change of the configuration needs a deploy, so this page only reads. */
export const settings = new Hono<ConsoleEnv>({ strict: false })

settings.get('/', async (c) => {
  const { visit } = c.var
  const { suppliers } = c.env.gateway
  const uses = Map.groupBy(supplierSecrets(suppliers, { transports, formats }), ({ name }) => name)
  const secrets = [...uses].map(([name, all]) => ({
    ...{ name, usedBy: usedBy(all), isSet: Boolean(c.env.secrets.get(name)) },
    lastDay: Object.values(suppliers).flatMap(({ secretExpiry }) => secretExpiry[name] ?? [])[0] ?? null,
  }))
  const removed = (await c.env.records.list())
    .map(({ supplier }) => supplier)
    .filter((name) => !hasSupplier(c.env.gateway, name))
  const storages = await Promise.all(
    Object.entries(suppliers).map(async ([name, { name: supplier }]) => ({ supplier, use: await useOf(c, name) })),
  )
  return page(c, {
    title: visit.words.settings.title,
    body: <SettingsBody {...{ visit, suppliers, secrets, removed, storages }} mayCatchUp={mayDo(c, 'begin')} />,
  })
})

/** The page also opens while an outbox does not answer: the settings explain why. */
const useOf = (c: ConsoleContext, name: string): Promise<StorageUse | null> =>
  c.env
    .outbox(name)
    .storage()
    .then(
      ({ use }) => use ?? null,
      () => null,
    )
