import { Hono } from 'hono'
import { hasSupplier } from '../../api/known.ts'
import { formats } from '../../documents/registry.ts'
import { secretNames } from '../../profile/secret-names.ts'
import { transports } from '../../transports/registry.ts'
import { mayDo } from '../frame/may-do.ts'
import { page } from '../frame/page.tsx'
import type { ConsoleEnv } from '../frame/visit.ts'
import { SettingsBody } from './settings-body.tsx'

/** The configuration in force. A change of the configuration needs a deploy, so this page only reads. */
export const settings = new Hono<ConsoleEnv>({ strict: false })

settings.get('/', async (c) => {
  const { visit } = c.var
  const { suppliers } = c.env.gateway
  const secrets = secretNames({ suppliers }, { transports, formats }).map(({ name, usedBy }) => ({
    ...{ name, usedBy, isSet: Boolean(c.env.secrets.get(name)) },
    lastDay: Object.values(suppliers).flatMap(({ secretExpiry }) => secretExpiry[name] ?? [])[0] ?? null,
  }))
  const removed = (await c.env.records.list())
    .map(({ supplier }) => supplier)
    .filter((name) => !hasSupplier(c.env.gateway, name))
  return page(c, {
    title: visit.words.settings.title,
    body: <SettingsBody {...{ visit, suppliers, secrets, removed }} mayCatchUp={mayDo(c, 'begin')} />,
  })
})
