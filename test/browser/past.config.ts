import { defineGateway } from '../../src/config.ts'
import { LANGUAGES } from '../../src/model/language.ts'

const route = {
  name: 'erp',
  document: { format: 'json' as const },
  transport: { kind: 'http' as const, url: `http://127.0.0.1:${process.env.ERP_PORT}/orders` },
  cancellations: 'send' as const,
}
const isBefore = process.env.BEFORE === 'yes'
const about = {
  ...{ timeZone: 'Europe/Brussels', demo: true, language: 'nl' as const, statement: false as const },
  ...{ webhook: { secrets: ['WEBHOOK_SECRET'] }, calendar: { cutOff: '22:00', leadDays: 1 } },
  ...{ customers: [{ customer: 'K-774417', name: 'Brasserie Het Spoor' }], routes: [route] },
  // An attempt that an alarm starts: an alarm writes the record of the outbox that outlives its storage.
  sendAfterSeconds: isBefore ? 1 : 0,
}
/** A poll accepts no order from before `since`, so the orders of the list are missing. */
const api = {
  ...{ baseUrl: process.env.APICBASE ?? '', clientId: 'API_ID', clientSecret: 'API_SECRET', since: '2099-01-01' },
}
const lost = (name: string) => [`lost-${name}`, { ...about, name: `Versmarkt ${name}` }] as const

/**
 * Suppliers whose past a run prepares: `lost-…` lose their storage, `counted` has a statement and a list to compare,
 * and `left` leaves the configuration. Each language has a storage of its own, because a manager begins once.
 */
export default defineGateway({
  suppliers: {
    counted: { ...about, name: 'Groothandel Vermeulen', api, statement: { at: '18:00' } },
    ...Object.fromEntries([...LANGUAGES, 'shown'].map(lost)),
    ...(isBefore ? { left: { ...about, name: 'Kaashandel De Vos' } } : {}),
  },
})
