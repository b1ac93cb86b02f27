import { defineGateway } from '../../src/config.ts'

const edifact = (sender: string) => ({
  format: 'edifact-d96a' as const,
  sender: { id: sender, qualifier: 'ZZZ' },
  recipient: { id: '5412345000013', qualifier: '14' },
})

const inDays = (days: number): string => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10)

/**
 * The suppliers of the run in a browser. The pages of `vanacker` are looked at: some orders arrive, some wait, and one
 * route never answers. The orders of `noord` have hostile texts, and each action of a person has orders of its own there. The ERP of
 * `oost` refuses every order, and a mail brings it.
 */
export default defineGateway({
  publicUrl: 'https://orders.vanacker.example',
  linkSecret: 'LINK_SECRET',
  suppliers: {
    vanacker: {
      name: 'Van Acker Foodservice',
      timeZone: 'Europe/Brussels',
      sendAfterSeconds: 0,
      language: 'nl',
      demo: true,
      orderDesk: { mail: 'desk@vanacker.example', phone: '+32 9 111 22 33' },
      customerNotices: { from: 'orders@vanacker.example' },
      webhook: { secrets: ['WEBHOOK_SECRET'] },
      calendar: { cutOff: '22:00', leadDays: 1 },
      customers: [
        { customer: 'K-774417', name: 'Brasserie Het Spoor' },
        { customer: 'K-779900', name: 'Strandbar De Meeuw' },
        { customer: 'K-771204', name: 'Eetcafé ’t Kanon' },
        { customer: 'K-776120', name: 'Woonzorgcentrum Sint-Jozef' },
        { customer: 'K-778055', name: 'Traiteur Verbeke' },
        { customer: 'K-773318', name: 'Bistro De Kring' },
        { customer: 'K-775500', name: 'Tearoom Damme' },
        {
          customer: 'K-770031',
          name: 'Brasserie Colmar Gent',
          phone: '+32 9 123 45 67',
          contact: 'chef@colmar.example',
        },
      ],
      articles: [
        { article: 'AB-100', erpArticle: '300100' },
        { article: 'T-457', unit: 'KGM', factor: '5', erpArticle: '300457' },
        { article: 'B-811', erpArticle: '300811' },
      ],
      routes: [
        {
          name: 'erp',
          document: edifact('VANACKER'),
          transport: { kind: 'mailbox', token: 'ERP_TOKEN' },
        },
        {
          name: 'wms',
          document: { format: 'json' },
          transport: { kind: 'http', url: 'http://127.0.0.1:9/orders' },
          when: { customers: ['K-776120'] },
          fallbacks: [{ route: 'desk', beforeCutOffMinutes: 30 }],
        },
        { name: 'desk', document: { format: 'json' }, transport: { kind: 'mailbox', token: 'ERP_TOKEN' } },
        {
          name: 'shop',
          document: { format: 'json' },
          transport: { kind: 'http', url: `http://127.0.0.1:${process.env.ERP_PORT}/orders` },
          cancellations: 'send',
          when: { customers: ['K-778055'] },
        },
        {
          name: 'cash',
          document: { format: 'json' },
          transport: { kind: 'http', url: `http://127.0.0.1:${process.env.ERP_PORT}/doubt` },
          whenUncertain: 'hold',
          when: { customers: ['K-773318'] },
        },
        {
          name: 'mail',
          document: { format: 'email', from: 'orders@vanacker.example', to: ['depot@vanacker.example'] },
          transport: { kind: 'email' },
          receipt: 'person',
          when: { customers: ['K-779900'] },
        },
        {
          name: 'bakery',
          document: { format: 'json' },
          transport: { kind: 'http', url: `http://127.0.0.1:${process.env.ERP_PORT}/refuse` },
          when: { customers: ['K-775500'] },
          fallbacks: [{ route: 'inbox', beforeCutOffMinutes: 30 }],
        },
        {
          name: 'inbox',
          document: { format: 'email', from: 'orders@vanacker.example', to: ['inbox@vanacker.example'] },
          transport: { kind: 'email' },
        },
      ],
    },
    noord: {
      name: 'Noordzee Versgroothandel',
      timeZone: 'Europe/Amsterdam',
      sendAfterSeconds: 0,
      language: 'nl',
      demo: true,
      orderDesk: { mail: 'desk@noord.example', phone: '+31 20 111 22 33' },
      customerNotices: { from: 'orders@noord.example' },
      webhook: { secrets: ['WEBHOOK_SECRET'] },
      calendar: { cutOff: '22:00', leadDays: 1 },
      customers: ['K-ERP', 'K-WMS', 'K-MAIL', 'K-REFUSED', 'K-DOUBT', 'K-SOUTH'].map((customer) => ({
        ...{ customer, name: `Restaurant ${customer}` },
        ...(customer === 'K-REFUSED' ? { contact: 'chef@restaurant.example' } : {}),
      })),
      articles: [{ article: 'AB-100', erpArticle: '300100' }],
      secretExpiry: { WEBHOOK_SECRET: inDays(12), CLIENT_SECRET: inDays(-2) },
      routes: [
        {
          name: 'erp',
          document: edifact('NOORD'),
          transport: { kind: 'http', url: `http://127.0.0.1:${process.env.ERP_PORT}/orders` },
          cancellations: 'send',
          fallbacks: [{ route: 'desk', beforeCutOffMinutes: 30 }],
        },
        { name: 'desk', document: { format: 'json' }, transport: { kind: 'mailbox', token: 'ERP_TOKEN' } },
        {
          name: 'wms',
          document: { format: 'json' },
          transport: { kind: 'http', url: 'http://127.0.0.1:9/orders' },
          when: { customers: ['K-WMS'] },
        },
        {
          name: 'south',
          document: { format: 'json' },
          transport: { kind: 'http', url: `http://127.0.0.1:${process.env.ERP_PORT}/refuse` },
          when: { customers: ['K-SOUTH'] },
          fallbacks: [{ route: 'post', afterMinutes: 60 }],
        },
        {
          name: 'post',
          document: { format: 'json' },
          transport: { kind: 'http', url: `http://127.0.0.1:${process.env.ERP_PORT}/orders` },
        },
        {
          name: 'cash',
          document: { format: 'json' },
          transport: { kind: 'http', url: `http://127.0.0.1:${process.env.ERP_PORT}/doubt` },
          whenUncertain: 'hold',
          when: { customers: ['K-DOUBT'] },
        },
        {
          name: 'mail',
          document: { format: 'email', from: 'orders@noord.example', to: ['depot@noord.example'] },
          transport: { kind: 'email' },
          receipt: 'person',
          when: { customers: ['K-MAIL'] },
        },
      ],
    },
    oost: {
      name: 'Oost Bakkersgrondstoffen',
      timeZone: 'Europe/Brussels',
      currency: 'EUR',
      language: 'nl',
      webhook: { secrets: ['WEBHOOK_SECRET'] },
      customers: [{ customer: 'K-EAST', name: 'Bakkerij De Molen' }],
      routes: [
        {
          name: 'east',
          document: { format: 'json' },
          transport: { kind: 'http', url: `http://127.0.0.1:${process.env.ERP_PORT}/refuse` },
          fallbacks: [{ route: 'letter', afterMinutes: 60 }],
        },
        {
          name: 'letter',
          document: { format: 'email', from: 'orders@oost.example', to: ['desk@oost.example'] },
          transport: { kind: 'email' },
        },
      ],
    },
  },
})
