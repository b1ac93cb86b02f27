import type { Gateway } from '../../../profile/supplier.ts'

/** The webhook's addresses, and the mail to Apicbase's integrations team. */
export function apicbaseMail({ suppliers }: Gateway, address: string): string[] {
  return Object.entries(suppliers).flatMap(([supplier, { name, webhook, api }]) => [
    ...(webhook ? [`Webhook of ${name}: ${address}/webhooks/${supplier}`, ''] : []),
    `Mail to Apicbase's integrations team, for ${name}:`,
    '',
    `  Subject: Integrated ordering for ${name}`,
    '',
    '  Hello,',
    '',
    `  ${name} would like to receive orders of Apicbase.`,
    ...(webhook ? [`  Please post each order to ${address}/webhooks/${supplier}`] : []),
    ...(webhook ? ['  and sign it with a key of its own, apart from the client secret.'] : []),
    ...(api ? ['  We also read the order API. Please send us a client id and a client secret for it.'] : []),
    '  Attached: our customer numbers with the name of each location, and our assortment.',
    '  Please give us a sandbox account first, and tell us when the sandbox posts to this address.',
    '',
    '  Kind regards',
    '',
  ])
}
