import type { Child } from 'hono/jsx'
import { raw } from 'hono/utils/html'
import { LANGUAGES } from '../../model/language.ts'
import type { Supplier } from '../../profile/supplier.ts'
import { fill } from '../../text/fill.ts'
import { VERSION } from '../../version.ts'
import { KEPT_FIELD, keptText } from '../sign-in/kept-form.ts'
import { Form } from './form.tsx'
import { Icon, Logo, sprite } from './icons.tsx'
import { Fragment, h } from './jsx.ts'
import { liveScript, stylesheet } from './page-files.ts'
import { TABS, type TabName } from './tabs.ts'
import { timeOfDay } from './times.ts'
import type { ConsoleContext, Visit } from './visit.ts'

export interface Page {
  /** The title of the window, in front of the product's name. */
  readonly title: string
  readonly tab?: TabName
  /** The dark part below the tabs: one sentence that says how it stands. */
  readonly hero?: Child
  readonly body: Child
  /** Whose name stands below the product's name, and whose time zone counts. Default: the first supplier's zone. */
  readonly supplier?: Pick<Supplier, 'name' | 'timeZone'>
  /** Another name below the product's name. */
  readonly place?: string
  /** The tag of a page that shows by itself what is new; see `liveTag`. */
  readonly live?: string | null
  /**
   * The fields that a choice of the language posts again, on a page that answers a form; null for a page without a choice.
   * Default: the fields of the form, if nothing was done.
   */
  readonly kept?: Kept | undefined
}

type Kept = Readonly<Record<string, string>> | null

/** The fields that a person typed. The guard takes a form without a proof as a form of an earlier session, and only shows the fields again. */
function typedAgain(c: ConsoleContext, status: number): Kept {
  const form = c.var.visit.late ?? c.var.form
  const text = form && SHOWN_AGAIN.has(status) ? keptText(form) : null
  return text === null ? null : { [KEPT_FIELD]: text }
}

const SHOWN_AGAIN: ReadonlySet<number> = new Set([200, 409, 422])

/** Answers with a page of the console. */
export async function page(
  c: ConsoleContext,
  content: Page,
  status: 200 | 400 | 401 | 403 | 404 | 409 | 413 | 422 | 429 | 503 = 200,
) {
  const { visit } = c.var
  const { language, words } = visit
  const kept = content.kept === undefined ? typedAgain(c, status) : content.kept
  const { readAsset } = c.env
  const shell = <Shell c={c} content={content} kept={kept} />
  const document = (
    <html lang={language}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>{content.title} · Orderbridge</title>
        <link rel="stylesheet" href={await stylesheet.path(readAsset)} />
        {content.live && <script type="module" src={await liveScript.path(readAsset)} />}
      </head>
      <body>
        <a class="skip" href="#main">
          {words.frame.skip}
        </a>
        {raw(sprite(String(shell), await readAsset('icons.svg')))}
        {shell}
      </body>
    </html>
  )
  return c.html(`<!doctype html>\n${document}`, status)
}

function Shell({ c, content, kept }: { c: ConsoleContext; content: Page; kept: Kept }) {
  const { visit } = c.var
  const { words, visitor } = visit
  // A form that a page shows again would be lost at the same address.
  const hasAddress = c.req.method !== 'POST'
  const suppliers = Object.values(c.env.gateway.suppliers)
  const zone = (content.supplier ?? suppliers[0])?.timeZone ?? 'UTC'
  const place =
    content.place ??
    content.supplier?.name ??
    (visitor && suppliers.length === 1 ? suppliers[0]?.name : words.frame.console)
  return (
    <>
      <header class="hall">
        <div class="in top">
          <a class="brand" href={visitor === null ? '/' : '/console'}>
            <Logo />
            <span>
              Orderbridge<small>{place}</small>
            </span>
          </a>
          {visitor && <Tabs tab={content.tab} words={words} />}
          <div class="side">
            {(kept || hasAddress) && <LanguageSwitch c={c} kept={hasAddress ? null : kept} />}
            {visitor && <WhoIsHere visit={visit} />}
          </div>
        </div>
      </header>
      <main id="main" data-live={content.live ?? undefined}>
        {content.hero && (
          <div class="hall">
            <div class="in hero">{content.hero}</div>
          </div>
        )}
        <div class="in body">{content.body}</div>
      </main>
      <footer class="in foot">
        <span>
          {fill(words.frame.madeAt, { time: timeOfDay(visit.now, zone), zone })}{' '}
          {hasAddress && <a href={c.req.path}>{words.frame.reload}</a>}
        </span>
        {visitor && <SeldomPages words={words} />}
        <span>Orderbridge {VERSION}</span>
      </footer>
    </>
  )
}

const Tabs = ({ tab, words }: { tab: TabName | undefined; words: Visit['words'] }) => (
  <nav class="tabs" aria-label={words.frame.main}>
    {TABS.map(({ name, path, icon }) => (
      <a href={path} aria-current={name === tab ? 'page' : undefined}>
        <Icon name={icon} />
        {words.tabs[name]}
      </a>
    ))}
  </nav>
)

/** Pages without a tab, one click from every page. */
const SeldomPages = ({ words }: { words: Visit['words'] }) => (
  <nav class="acts" aria-label={words.frame.more}>
    <a href="/console/activity">{words.activity.title}</a>
    <a href="/console/what-would">{words.whatWould.title}</a>
    <a href="/console/settings">{words.settings.title}</a>
  </nav>
)

function LanguageSwitch({ c, kept }: { c: ConsoleContext; kept: Kept }) {
  const { visit } = c.var
  const list = (
    <ul class="lang">
      {LANGUAGES.map((language) => {
        const shared = { lang: language, 'aria-current': language === visit.language ? ('true' as const) : undefined }
        return (
          <li>
            {kept ? (
              <button {...shared} type="submit" class="link" formaction={inLanguage(c, language)}>
                {language}
              </button>
            ) : (
              <a {...shared} href={inLanguage(c, language)} hreflang={language}>
                {language}
              </a>
            )}
          </li>
        )
      })}
    </ul>
  )
  return (
    <nav aria-label={visit.words.frame.language}>
      {kept ? (
        <form method="post">
          {Object.entries(kept).map(([name, value]) => (
            <input type="hidden" name={name} value={value} />
          ))}
          {list}
        </form>
      ) : (
        list
      )}
    </nav>
  )
}

/** The same page in another language. */
function inLanguage(c: ConsoleContext, language: string): string {
  const { pathname, searchParams } = new URL(c.req.url)
  searchParams.set('language', language)
  return `${pathname}?${searchParams}`
}

const WhoIsHere = ({ visit }: { visit: Visit }) => (
  <Form visit={visit} action="/console/sign-out" class="who">
    <span dir="auto">{visit.visitor?.who}</span>{' '}
    {visit.hasSession && (
      <button type="submit" class="link">
        {visit.words.frame.signOut}
      </button>
    )}
  </Form>
)
