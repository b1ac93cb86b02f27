import { Icon } from '../frame/icons.tsx'
import { h } from '../frame/jsx.ts'
import type { Visit } from '../frame/visit.ts'
import { cataloguePath, tablePath } from './place.ts'

interface ChipsProps {
  readonly visit: Visit
  readonly supplier: string
  readonly current: 'unknown' | 'article' | 'customer'
}

/** The three lists of the catalogue. */
export function CatalogueChips({ visit, supplier, current }: ChipsProps) {
  const { catalogue: text } = visit.words
  const chips = [
    { name: 'unknown', href: cataloguePath(supplier), tone: 'you', icon: 'hand', label: text.unknown },
    { name: 'article', href: tablePath(supplier, 'article'), tone: 'off', icon: 'book', label: text.articles },
    { name: 'customer', href: tablePath(supplier, 'customer'), tone: 'off', icon: 'list', label: text.customers },
  ] as const
  return (
    <nav aria-label={text.title}>
      <ul class="chips">
        {chips.map(({ name, href, tone, icon, label }) => (
          <li>
            <a class={`chip ${tone}`} href={href} aria-current={name === current ? 'true' : undefined}>
              <Icon name={icon} />
              {label}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  )
}
