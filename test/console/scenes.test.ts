import { expect, it } from 'vitest'
import { app } from '../../src/app.ts'
import { BULK_ACTIONS } from '../../src/console/orders/bulk-action.ts'
import { ROUTE_ACTIONS } from '../../src/console/routes/route-actions.ts'
import { DEEDS } from '../browser/deeds.ts'
import { FILES, HOSTILE_SCENES, SCENES } from '../browser/scenes.ts'
import { consoleWording } from '../fakes/console-wording.ts'

/** The addresses that a person may open or post to. The other endpoints are for programs. */
const routesOf = (method: string): string[] => [
  ...new Set(
    app.routes
      .filter((route) => route.method === method && /^\/($|console|confirm|mails)/.test(route.path))
      .map(({ path }) => path)
      .filter((path) => !path.includes(':file')),
  ),
]

const asPattern = (route: string): RegExp => new RegExp(`^${route.replaceAll(/:\w+(\{[^}]*\})?/g, '[^/]+')}$`)

/** The address with the fewest variable parts is the one that answers. */
function routeOf(path: string): string | undefined {
  const { pathname } = new URL(path, 'https://gateway.example')
  const found = routesOf('GET').filter((route) => asPattern(route).test(pathname))
  return found.sort((a, b) => a.split(':').length - b.split(':').length)[0]
}

const pathOf = ({ path, mailOf, mailTo }: (typeof SCENES)[number]): string =>
  mailOf ? '/confirm/a/b/c' : mailTo ? '/mails/a' : path
const opened = (scenes: typeof SCENES): string[] => scenes.flatMap((scene) => routeOf(pathOf(scene)) ?? [])

/** Pages that lead to another page. */
const REDIRECTS = ['/console/statements', '/console/catch-up/:step{begin|compare}']
/** Parts of a mail. `test/console/mails.test.ts` has one with hostile text and a hostile name. */
const MAIL_PARTS = ['/mails/:mail/html', '/mails/:mail/files/:number']
/** Pages that show no text of an order or of a colleague. */
const WITHOUT_TEXT = [
  '/console/catch-up',
  '/console/sign-in',
  '/console/catalogue',
  '/console/settings',
  '/console/statements/:date',
]

it('opens every page of the console in a browser', () => {
  expect(routesOf('GET').length).toBeGreaterThan(25)
  const seen = [...opened(SCENES), ...FILES.map(routeOf), ...REDIRECTS, ...MAIL_PARTS]
  expect(routesOf('GET').filter((route) => !seen.includes(route))).toEqual([])
})

it('opens every page and file of the console with hostile text in a browser', () => {
  const seen = [...opened(HOSTILE_SCENES), ...FILES.map(routeOf), ...REDIRECTS, ...MAIL_PARTS, ...WITHOUT_TEXT]
  expect(routesOf('GET').filter((route) => !seen.includes(route))).toEqual([])
})

it('sends every form of the console in a browser', () => {
  expect(routesOf('POST').length).toBeGreaterThan(8)
  expect([...new Set(DEEDS.map(({ posts }) => posts))].sort()).toEqual(routesOf('POST').sort())
})

it('opens the page before every action, and takes every action, in a browser', () => {
  const actions = [
    ...Object.keys(consoleWording.en.actions).map((action) => [`action-${action}`, `order-${action}`]),
    ...ROUTE_ACTIONS.map((action) => [`route-${action}`, `route-${action}`]),
    ...BULK_ACTIONS.map((action) => [`bulk-${action}`, `bulk-${action}`]),
  ]
  expect(SCENES.map(({ name }) => name)).toEqual(expect.arrayContaining(actions.map(([scene]) => scene)))
  expect(DEEDS.map(({ name }) => name)).toEqual(expect.arrayContaining(actions.map(([, deed]) => deed)))
})
