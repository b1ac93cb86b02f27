import type { Gateway } from '../../profile/supplier.ts'
import { h } from './jsx.ts'
import { Select } from './select.tsx'
import type { Visit } from './visit.ts'

interface SupplierFieldProps {
  readonly visit: Visit
  readonly gateway: Gateway
  readonly chosen: string | null | undefined
}

/** A choice of one supplier in a filter. A gateway with one supplier needs no choice. */
export function SupplierField({ visit, gateway, chosen }: SupplierFieldProps) {
  const { orders: text } = visit.words
  const options = supplierOptions(gateway)
  if (options.length < 2) return null
  return <Select id="supplier" class="wide" label={text.supplier} none={text.everySupplier} {...{ options, chosen }} />
}

/** The suppliers as options of a choice. */
export const supplierOptions = ({ suppliers }: Pick<Gateway, 'suppliers'>) =>
  Object.entries(suppliers).map(([key, { name }]) => [key, name] as const)
