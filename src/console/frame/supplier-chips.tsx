import { h } from './jsx.ts'
import { queryOf } from './paths.ts'
import type { ConsoleContext } from './visit.ts'

interface ChipsProps {
  readonly c: ConsoleContext
  /** The page that each supplier has. */
  readonly path: string
  readonly chosen: string
}

/** A choice of one supplier for a page. A gateway with one supplier needs no choice. */
export function SupplierChips({ c, path, chosen }: ChipsProps) {
  const suppliers = Object.entries(c.env.gateway.suppliers)
  if (suppliers.length < 2) return null
  return (
    <nav aria-label={c.var.visit.words.today.supplier}>
      <ul class="chips">
        {suppliers.map(([name, supplier]) => (
          <li>
            <a
              class="chip off"
              href={path + queryOf({ supplier: name })}
              aria-current={name === chosen ? 'true' : undefined}
            >
              {supplier.name}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  )
}
