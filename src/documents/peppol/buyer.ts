import type { Order } from '../../model/order/order.ts'
import type { Problem } from '../../model/problem.ts'
import type { Supplier } from '../../profile/supplier.ts'
import { customerOf } from '../content/tables.ts'
import { scrub } from '../xml/writer.ts'
import { endpointFault } from './endpoint.ts'
import type { PeppolSettings } from './settings.ts'

type Known = Pick<PeppolSettings, 'buyer'>

/** The buyer from the customer's row if the row has an endpoint, else from the route. Requires no `buyerProblems`. */
export function buyerOf(order: Order, supplier: Supplier, document: Known) {
  const row = customerOf(order, supplier)
  const [rowName, legalName] = [clean(row?.name), clean(row?.legalName)]
  const own = row?.endpoint
  const name = legalName ?? (own ? rowName : document.buyer?.name) ?? ''
  return {
    /** The registered legal name. */
    name,
    /** The name of the location, if different from the legal name. */
    tradingName: rowName === name ? undefined : rowName,
    endpoint: own ?? document.buyer?.endpoint ?? { scheme: '', id: '' },
  }
}

/** Lists missing data of the buyer. Name and endpoint are mandatory (B03701, B05901), and Apicbase sends neither. */
export function buyerProblems(order: Order, supplier: Supplier, document: Known): Problem[] {
  const { name, endpoint } = buyerOf(order, supplier, document)
  const row = customerOf(order, supplier)
  const missing = (what: string): Problem => {
    const message = `Peppol needs the buyer's ${what}; give it in the customers table or as buyer in the route.`
    return { path: 'supplier_customer_number', code: 'profile-incomplete', message }
  }
  if (!row?.endpoint && !document.buyer) return [missing(name === '' ? 'name and endpoint' : 'endpoint')]
  const problems: Problem[] = name === '' ? [missing('name')] : []
  const fault = endpointFault(endpoint)
  if (fault !== null) {
    const message = `The endpoint in the customers table ${fault}; correct the table.`
    problems.push({ path: 'supplier_customer_number', code: 'profile-incomplete', message })
  }
  return problems
}

const clean = (text: string | undefined): string | undefined => scrub(text ?? '').trim() || undefined
