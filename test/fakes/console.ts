import { createAttempts } from '../../src/access/attempts.ts'
import { app } from '../../src/app.ts'
import { createCatalogueCopy } from '../../src/profile/catalogue-copy.ts'
import type { Gateway } from '../../src/profile/supplier.ts'
import type { Services } from '../../src/services.ts'
import { readAsset } from './assets.ts'
import { type TestOutboxWish, testOutbox } from './outbox.ts'
import { fakeSecrets } from './secrets.ts'
import { remoteOutbox } from './served-outbox.ts'

export const TOKEN = 'a-console-token-of-this-test'
const ORIGIN = 'https://gateway.example'

export interface ConsoleWish extends TestOutboxWish {
  readonly console?: Gateway['console']
  readonly secrets?: Readonly<Record<string, string>>
  readonly services?: Partial<Services>
  /** The origin of the address that the browser opens. */
  readonly origin?: string
}

export interface Shown {
  readonly status: number
  readonly headers: Headers
  readonly text: string
  /** Where a redirect leads. */
  readonly location: string | null
}

/** The real app over a supplier's outbox, with the clock of the test. */
export function testConsole({ console, secrets, services = {}, origin = ORIGIN, ...wish }: ConsoleWish = {}) {
  const box = testOutbox(wish)
  const rejected: string[] = []
  const catalogue = createCatalogueCopy()
  const all = {
    gateway: { suppliers: { fresco: box.supplier }, ...(console ? { console } : {}) },
    clock: box.clock,
    secrets: fakeSecrets({ CONSOLE_TOKEN: TOKEN, ...secrets }),
    records: { list: async () => [], keep: async () => {} },
    outbox: () => remoteOutbox(box.outbox),
    acceptPorts: () => ({ catalogue }),
    badSignatures: { countRejected: (_: string, at: string) => rejected.push(at), look: () => {} },
    attempts: createAttempts(new Map(), box.clock),
    accessKeys: async () => [],
    isLocal: false,
    orderCommand: 'npm run order',
    readAsset,
    localMails: () => [],
    ...services,
  } as unknown as Services
  return { box, rejected, services: all, browser: (headers = {}) => openBrowser(all, origin, headers) }
}

export type Browser = ReturnType<typeof openBrowser>

/** A browser that keeps cookies, follows only the redirect 307 by itself and posts as a page of the gateway does. */
function openBrowser(services: Services, origin: string, always: Record<string, string>) {
  const cookies = new Map<string, string>()

  async function send(path: string, init: { method: string; headers?: Record<string, string>; body?: string }) {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const headers = { ...(cookie ? { cookie } : {}), ...always, ...init.headers }
    const response = await app.fetch(new Request(origin + path, { ...init, headers }), services)
    for (const line of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
      if (/max-age=0/i.test(line)) cookies.delete(name)
      else cookies.set(name, value)
    }
    const { status } = response
    return {
      status,
      headers: response.headers,
      text: await response.text(),
      location: response.headers.get('location'),
    }
  }

  const get = (path: string, headers: Record<string, string> = {}): Promise<Shown> =>
    send(path, { method: 'GET', headers })

  /** `body`: the bytes of a form with a file, in place of the fields. */
  async function post(
    path: string,
    fields: Fields,
    headers: Record<string, string> = {},
    body = new URLSearchParams(fields as Record<string, string>).toString(),
  ): Promise<Shown> {
    const shown = await send(path, {
      ...{ method: 'POST', body },
      headers: {
        ...{ 'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-site': 'same-origin', origin: 'null' },
        ...headers,
      },
    })
    return shown.status === 307 ? post(shown.location ?? '', fields, headers, body) : shown
  }

  return {
    cookies,
    get,
    post,
    signIn: (name = 'An Peeters', token = TOKEN, to = '') => post('/console/sign-in', { name, token, to }),
    /** Fills in the first form of a page that posts to `action`, and sends the form. A field takes the place of its ticks. */
    async submit(page: Shown, action: string, fields: Record<string, string | string[]> = {}): Promise<Shown> {
      const form = page.text.split('<form ').find((one) => one.includes(`action="${action}"`))
      if (form === undefined) throw new Error(`The page has no form that posts to ${action}.`)
      const content = form.split('</form>')[0] ?? ''
      const ticked = tickedFields(content).filter(([name]) => !Object.hasOwn(fields, name))
      const typed = Object.entries(fields).flatMap(([name, value]) =>
        [value].flat().map((one): [string, string] => [name, one]),
      )
      return post(action, [...hiddenFields(content), ...ticked, ...typed])
    },
    /** Presses a language on a page that answers a form. */
    async inLanguage(page: Shown, language: string): Promise<Shown> {
      const form = page.text.split('<form ').find((one) => one.includes('formaction=')) ?? ''
      const [, action] = new RegExp(`formaction="([^"]*language=${language})"`).exec(form) ?? []
      if (action === undefined) throw new Error('The page has no choice of language.')
      return post(unescaped(action), hiddenFields(form.split('</form>')[0] ?? ''))
    },
  }
}

/** The same field may occur several times. */
type Fields = Readonly<Record<string, string>> | readonly (readonly [name: string, value: string])[]

const tickedFields = (form: string): [string, string][] =>
  [...form.matchAll(/<input type="checkbox" name="([^"]*)" value="([^"]*)" checked/g)].map(
    ([, name = '', value = '']) => [name, value],
  )

const hiddenFields = (form: string): [string, string][] =>
  [...form.matchAll(/<input type="hidden" name="([^"]*)" value="([^"]*)"/g)].map(([, name = '', value = '']) => [
    unescaped(name),
    unescaped(value),
  ])

const unescaped = (text: string): string =>
  text
    .replaceAll('&#39;', "'")
    .replaceAll('&quot;', '"')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')
