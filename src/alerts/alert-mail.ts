import { alertWording } from '../../templates/alerts.ts'
import { capital } from '../model/problem-text.ts'
import { fill } from '../text/fill.ts'
import { type MailBlock, mailPage } from '../text/mail-page.ts'
import { shown } from '../text/shown.ts'
import type { Alert, AlertDetails } from './alert.ts'

interface AlertMail {
  readonly subject: string
  readonly text: string
  /** Absent for an alert that an earlier version of the gateway queued. */
  readonly html?: string
}

const NUMBER_LENGTH = 100
const RULE = '-'.repeat(60)

/** The mail of an alert: the event, the time, the number of orders, the steps, and one page to open. */
export function alertMail(alert: Alert): AlertMail {
  const { details, kind, of, title, supplier, supplierName = supplier, orderNumber } = alert
  const about = orderNumber === undefined ? '' : shown(orderNumber, NUMBER_LENGTH)
  const subject = [`Orderbridge ${supplierName}:`, ...(title === undefined ? [kind, of && `(${of})`] : [title]), about]
    .filter(Boolean)
    .join(' ')
  if (details === undefined) return { subject: oneLine(subject), text: plainText(alert, [alert.text]) }
  return {
    subject: oneLine(subject),
    text: plainText(alert, detailLines(details)),
    html: alertHtml(alert, details),
  }
}

function plainText({ diff = [], forward, url }: Alert, lines: readonly string[]): string {
  return [
    ...lines,
    ...diff,
    ...(forward === undefined ? [] : ['', RULE, forward, RULE]),
    ...(url === undefined ? [] : ['', url]),
  ].join('\n')
}

function detailLines({ language, what, steps, catalogueUrl, ...details }: AlertDetails): string[] {
  const words = alertWording[language].mail
  const facts = factsOf(details, words)
  return [
    what,
    ...(facts.length > 0 ? ['', ...facts.map(([label, value]) => fill(words.fact, { label, value }))] : []),
    ...(steps.length > 0 ? ['', fill(words.fact, { label: words.todo, value: '' }).trimEnd()] : []),
    ...steps.map((step, index) => `  ${index + 1}. ${step}`),
    ...(catalogueUrl === undefined ? [] : ['', fill(words.fact, { label: words.openCatalogue, value: catalogueUrl })]),
  ]
}

type MailWords = (typeof alertWording)['en']['mail']

const factsOf = (
  { order, since, amount }: Pick<AlertDetails, 'order' | 'since' | 'amount'>,
  words: MailWords,
): (readonly [string, string])[] =>
  (
    [
      [words.customer, order?.customer],
      [words.deliveryDay, order?.deliveryDay],
      [words.cutOff, order?.cutOff],
      [words.since, since],
      [words.amount, amount],
    ] as const
  ).flatMap(([label, value]) => (value ? [[label, value] as const] : []))

function alertHtml(alert: Alert, { language, what, steps, about, catalogueUrl, ...details }: AlertDetails): string {
  const words = alertWording[language].mail
  const { title = '', diff = [], forward, url, orderNumber } = alert
  const facts = factsOf(details, words)
  const number = orderNumber === undefined ? null : shown(orderNumber, NUMBER_LENGTH)
  const blocks: MailBlock[] = [
    { kind: 'text', lines: what.split('\n') },
    ...(facts.length > 0 ? [{ kind: 'facts', facts } as const] : []),
    ...(diff.length > 0 ? [{ kind: 'box', title: words.differences, lines: diff } as const] : []),
    ...(steps.length > 0 ? [{ kind: 'steps', title: words.todo, steps } as const] : []),
    ...(catalogueUrl === undefined ? [] : [{ kind: 'button', url: catalogueUrl, label: words.openCatalogue } as const]),
    ...(url === undefined
      ? []
      : [
          {
            kind: 'button',
            url,
            label: number === null ? words.open : fill(words.openOrder, { order: number }),
          } as const,
        ]),
    ...(forward === undefined ? [] : [{ kind: 'box', title: words.forward, lines: forward.split('\n') } as const]),
    { kind: 'foot', lines: footOf(alert, words) },
  ]
  return mailPage({
    language,
    kicker: about,
    title: capital(oneLine(title)),
    preview: what.slice(0, 120).toWellFormed(),
    blocks,
  })
}

/** A statement and the end of an incident announce nothing more. */
const footOf = ({ kind, incident }: Alert, words: { readonly sent: string; readonly incident: string }): string[] => [
  ...(kind === 'statement' || kind === 'resolved' ? [] : [words.sent]),
  ...(incident === undefined ? [] : [fill(words.incident, { incident })]),
]

/** An order number comes from outside, and must not begin a second mail header. */
const oneLine = (text: string): string => text.replace(/\p{Cc}+/gu, ' ').slice(0, 200)
