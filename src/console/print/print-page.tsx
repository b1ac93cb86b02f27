import type { Child } from 'hono/jsx'
import { h } from '../frame/jsx.ts'
import { printStyle } from '../frame/page-files.ts'
import type { ConsoleContext } from '../frame/visit.ts'

interface Sheet {
  readonly title: string
  readonly lang: string
  /** The width of the paper. */
  readonly paper: 'a4' | 'receipt'
  /** Links that are not printed. */
  readonly links: Child
  readonly body: Child
}

/** Answers with a page for paper. The browser prints: a page for paper runs no script. */
export async function printPage(c: ConsoleContext, { title, lang, paper, links, body }: Sheet) {
  const document = (
    <html lang={lang}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{title}</title>
        <link rel="stylesheet" href={await printStyle.path(c.env.readAsset)} />
      </head>
      <body class={paper === 'receipt' ? 'receipt' : undefined}>
        <nav aria-label={c.var.visit.words.print.links} lang={c.var.visit.language}>
          {links}
        </nav>
        <main>{body}</main>
      </body>
    </html>
  )
  return c.html(`<!doctype html>\n${document}`)
}
