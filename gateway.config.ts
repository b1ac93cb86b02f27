import { defineGateway } from './src/config.ts'

/**
 * The suppliers of this gateway. Every setting: docs/reference/settings.md. Check it with `npx orderbridge config`.
 * Words in CAPITALS are names of secrets, never secrets: locally they stand in `.dev.vars`, in production they are set
 * with `npm run wrangler -- secret put NAME`.
 */
export default defineGateway({
  // Who is told when an order waits for a person. Either or both; OPS_WEBHOOK_URL is the name of a secret.
  // Slack, Teams, signed posts, backup channels and quiet hours: docs/guides/alerts.md.
  // alerts: { url: 'OPS_WEBHOOK_URL', mail: { from: 'gateway@gateway.example', to: ['ops@gateway.example'] } },

  suppliers: {
    // The key is part of the address that Apicbase posts to: /webhooks/fresco
    fresco: {
      name: 'Fresco Foods',
      timeZone: 'Europe/Brussels',
      // A sample order has no chef who could go away. Leave this out for a real supplier.
      sendAfterSeconds: 0,
      currency: 'EUR',
      language: 'nl',

      // A made-up supplier to try things out with. `wrangler deploy` refuses it; take this line out of a real one.
      demo: true,

      // Apicbase signs each order with this secret. List two names while you change over from one secret to the next.
      webhook: { secrets: ['FRESCO_WEBHOOK_SECRET'] },

      // Orders can also be fetched, every five minutes, which finds what a webhook missed:
      // api: { clientId: 'FRESCO_CLIENT_ID', clientSecret: 'FRESCO_CLIENT_SECRET', since: '2026-11-01' },

      // Whom and what you know: here, or in a CSV file beside this one (customers: './customers.csv'). An order for an
      // unknown customer or article then waits for a person (unknown: { customer: 'hold' | 'refuse' | 'pass' }).
      // customers: [{ customer: 'K-778812', name: 'Bistro Bij Ons', gln: '5412345000020' }],
      // articles: [{ article: '00123', unit: 'PCE' }],

      // Every order leaves by every route.
      routes: [
        {
          name: 'erp',
          document: {
            format: 'edifact-d96a',
            sender: { id: 'ORDERBRIDGE', qualifier: 'ZZZ' },
            recipient: { id: '5412345000013', qualifier: '14' },
          },
          // Kept here until the ERP fetches it: GET /mailbox/fresco/erp with `Authorization: Bearer <token>`.
          transport: { kind: 'mailbox', token: 'FRESCO_MAILBOX_TOKEN' },
          // To post it to the ERP instead:
          // transport: {
          //   kind: 'http',
          //   url: 'https://erp.fresco.example/orders',
          //   auth: { kind: 'basic', user: 'FRESCO_USER', password: 'FRESCO_PASSWORD' },
          // },
          // Or to put it in a folder of theirs:
          // transport: {
          //   kind: 'sftp', host: 'sftp.fresco.example', user: 'orderbridge', password: 'FRESCO_SFTP_PASSWORD',
          //   hostKeys: ['SHA256:…'], folder: '/in',
          // },
        },
        {
          // The whole order as JSON, for whatever reads JSON.
          name: 'archive',
          document: { format: 'json' },
          transport: { kind: 'mailbox', token: 'FRESCO_ARCHIVE_TOKEN' },
        },
        {
          // UBL 2.1, for a system that takes XML.
          name: 'ubl',
          document: { format: 'ubl-order-2.1', recipient: { id: 'FRESCO' } },
          transport: { kind: 'mailbox', token: 'FRESCO_UBL_TOKEN' },
        },
        {
          // For the people at the order desk, with the UBL attached. The words are in templates/.
          name: 'desk',
          document: {
            format: 'email',
            from: 'orders@gateway.example',
            to: ['desk@fresco.example'],
            attach: { format: 'ubl-order-2.1' },
          },
          // Cloudflare's own sending; locally only pretended.
          transport: { kind: 'email' },
          // To use a mail server of your own:
          // transport: { kind: 'smtp', host: 'smtp.fresco.example', user: 'SMTP_USER', password: 'SMTP_PASSWORD' },
        },
      ],
    },
  },
})
