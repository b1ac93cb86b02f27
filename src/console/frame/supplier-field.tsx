import type { Gateway } from '../../profile/supplier.ts'
import type { Visit } from './visit.ts'

interface SupplierFieldProps {
  readonly visit: Visit
  readonly gateway: Gateway
  readonly chosen: string | null | undefined
}

/** A choice of one supplier in a filter. A gateway with one supplier needs no choice. */
export function SupplierField({ visit, gateway, chosen }: SupplierFieldProps) {
  const { orders: text } = visit.words
  const suppliers = Object.entries(gateway.suppliers)
  if (suppliers.length < 2) return null
  return (
    <div class="wide">
      <label for="supplier">{text.supplier}</label>
      <select id="supplier" name="supplier">
        <option value="">{text.everySupplier}</option>
        {suppliers.map(([name, supplier]) => (
          <option value={name} selected={name === chosen}>
            {supplier.name}
          </option>
        ))}
      </select>
    </div>
  )
}
