import { defineGateway } from '../src/config.ts'

const CUSTOMERS = 5_000
const NAMES = 50
const ARTICLES = 20_000

const supplier = {
  name: 'Supplier of the bench',
  timeZone: 'Europe/Brussels',
  sendAfterSeconds: 0,
  // The orders that the bench posts are of an earlier day, and name other numbers than the tables.
  maxAgeHours: 100_000,
  unknown: { customer: 'pass' as const, article: 'pass' as const },
  webhook: { secrets: ['WEBHOOK_SECRET'] },
  // A hundred customers share each name.
  customers: Array.from({ length: CUSTOMERS }, (_, at) => ({ customer: `C-${at}`, name: `Restaurant ${at % NAMES}` })),
  articles: Array.from({ length: ARTICLES }, (_, at) => ({ article: `A-${at}`, erpArticle: `E-${at}` })),
  routes: [
    {
      name: 'erp',
      document: { format: 'json' },
      transport: { kind: 'http' as const, url: process.env.RECEIVER_URL ?? '' },
    },
  ],
}

/** Two suppliers with the same settings. A person sees one of them. */
export default defineGateway({
  suppliers: { small: supplier, large: supplier },
  console: {
    access: [
      { who: 'small', role: 'manage', suppliers: ['small'], token: 'SMALL_TOKEN' },
      { who: 'large', role: 'manage', suppliers: ['large'], token: 'LARGE_TOKEN' },
    ],
  },
})
