import type { ConsoleWording } from '../../../templates/console.ts'
import type { IconName } from './icons.tsx'

interface Tab {
  readonly name: keyof ConsoleWording['tabs']
  readonly path: string
  readonly icon: IconName
}

/** The main pages, from left to right. */
export const TABS: readonly Tab[] = [
  { name: 'today', path: '/console', icon: 'today' },
  { name: 'orders', path: '/console/orders', icon: 'list' },
  { name: 'catalogue', path: '/console/catalogue', icon: 'book' },
  { name: 'routes', path: '/console/routes', icon: 'road' },
  { name: 'statements', path: '/console/statements', icon: 'sum' },
]

export type TabName = Tab['name']
