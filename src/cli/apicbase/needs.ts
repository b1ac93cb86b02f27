import type { Supplier } from '../../profile/supplier.ts'
import { type Finding, failed, passed, unsure } from '../doctor/finding.ts'
import type { Vars } from '../vars.ts'

/** The facts that the supplier and Apicbase must give each other. */
export function needsOf(id: string, supplier: Supplier, publicUrl: string | undefined, vars: Vars): Finding[] {
  return [
    assortment(supplier),
    customerNumbers(supplier),
    ...address(id, supplier, publicUrl),
    ...secrets(supplier, vars),
  ]
}

function assortment({ articles }: Supplier): Finding {
  const help = 'Give Apicbase your assortment with exactly these article numbers: 00123 and 123 are two articles.'
  return articles && articles.length > 0
    ? unsure('articles', `Your table has ${count(articles.length, 'article')}.`, help)
    : unsure(
        'articles',
        'Your configuration has no articles table.',
        `${help} A table lets the gateway find typing errors.`,
      )
}

function customerNumbers({ customers = [] }: Supplier): Finding {
  const nameless = customers.filter(({ name = '' }) => name.trim() === '').map(({ customer }) => customer)
  if (customers.length === 0)
    return failed(
      'customers',
      'Your configuration has no customers table.',
      'Write each location with its number into customers.csv.',
    )
  if (nameless.length > 0) {
    const some = `${nameless.slice(0, 3).join(', ')}${nameless.length > 3 ? ', …' : ''}`
    return failed(
      'customers',
      `${count(nameless.length, 'customer number')} without a name: ${some}.`,
      'Write the names into the customers table, so that Apicbase can find each location.',
    )
  }
  return unsure(
    'customers',
    `Your table has ${count(customers.length, 'customer number')}, each with a name.`,
    'Send the file of `npx orderbridge apicbase --customers FILE` to Apicbase.',
  )
}

function address(id: string, { webhook }: Supplier, publicUrl: string | undefined): Finding[] {
  if (!webhook) return [passed('address', 'Apicbase needs no address: the gateway reads the order API.')]
  if (publicUrl === undefined)
    return [
      failed(
        'address',
        'The configuration has no publicUrl, so the address is unknown.',
        'Deploy, and write the address of the gateway into publicUrl.',
      ),
    ]
  return [unsure('address', `${publicUrl}/webhooks/${id}`, "Give this address to Apicbase's integrations team.")]
}

function secrets({ webhook, api }: Supplier, vars: Vars): Finding[] {
  const signing = (webhook?.secrets ?? []).map((name) =>
    secret(name, vars, 'It signs each order: the client secret, or a separate key that you ask Apicbase for.'),
  )
  if (!api) {
    const help =
      'With it, the gateway finds orders that the webhook missed. Set `api` when Apicbase has given you both secrets.'
    return [...signing, unsure('secret', 'The order API is not configured.', help)]
  }
  const own = [api.clientId, api.clientSecret].map((name) =>
    secret(name, vars, 'Apicbase gives it to you for the order API.'),
  )
  return [...signing, ...own]
}

const secret = (name: string, vars: Vars, purpose: string): Finding =>
  (vars.get(name) ?? '').trim() === ''
    ? failed(
        'secret',
        `${name} has no value. ${purpose}`,
        `Write the value into the vars file. For the deployed gateway: npm run wrangler -- secret put ${name}.`,
      )
    : passed('secret', `${name} is set. ${purpose}`)

const count = (number: number, noun: string): string => `${number} ${noun}${number === 1 ? '' : 's'}`
