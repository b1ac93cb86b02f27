import { defineGateway } from '../../src/config.ts'

/** The supplier of the tasks: an ERP that may be down, a mailbox that takes over by hand, and a certificate that ends. */
export default defineGateway({
  publicUrl: 'https://orders.vanacker.example',
  linkSecret: 'LINK_SECRET',
  suppliers: {
    vanacker: {
      name: 'Van Acker Foodservice',
      timeZone: 'Europe/Brussels',
      sendAfterSeconds: 0,
      language: 'en',
      orderDesk: { mail: 'desk@vanacker.example', phone: '+32 9 111 22 33' },
      webhook: { secrets: ['WEBHOOK_SECRET'] },
      calendar: { cutOff: '22:00', leadDays: 1 },
      secretExpiry: { ERP_TOKEN: '2027-03-31' },
      customers: [
        { customer: 'K-774417', name: 'Brasserie Het Spoor' },
        { customer: 'K-779900', name: 'Strandbar De Meeuw' },
        { customer: 'K-771204', name: 'Eetcafé ’t Kanon' },
        { customer: 'K-776120', name: 'Woonzorgcentrum Sint-Jozef' },
        { customer: 'K-770031', name: 'Brasserie Colmar Gent', phone: '+32 9 123 45 67' },
      ],
      articles: [
        { article: 'AB-100', erpArticle: '300100' },
        { article: 'B-811', erpArticle: '300811' },
        { article: 'T-457', unit: 'KGM', factor: '5', erpArticle: '300457' },
      ],
      routes: [
        {
          name: 'erp',
          document: {
            format: 'edifact-d96a',
            sender: { id: 'ORDERBRIDGE', qualifier: 'ZZZ' },
            recipient: { id: '5412345000013', qualifier: '14' },
          },
          transport: { kind: 'http', url: `http://127.0.0.1:${process.env.ERP_PORT}/orders` },
          cancellations: 'send',
          fallbacks: [{ route: 'desk', beforeCutOffMinutes: 30 }],
        },
        { name: 'desk', document: { format: 'json' }, transport: { kind: 'mailbox', token: 'ERP_TOKEN' } },
        {
          name: 'mail',
          document: { format: 'email', from: 'orders@vanacker.example', to: ['depot@vanacker.example'] },
          transport: { kind: 'email' },
          receipt: 'person',
          when: { customers: ['K-779900'] },
        },
      ],
    },
  },
})
