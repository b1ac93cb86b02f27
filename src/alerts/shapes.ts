import type { AlertFormat } from '../profile/alert-settings.ts'
import type { Alert } from './alert.ts'

/** The body of a post, in its receiver's form. Text of an order cannot become a link or a mention in any form. */
export const alertShape = (format: AlertFormat, alert: Alert): object => shapes[format](alert)

/** Lines of a difference that a chat shows; the Admin API has all lines. */
const DIFF_SHOWN = 20

/** Slack refuses a longer text in a section. */
const SECTION_LENGTH = 3_000

/** Teams accepts 28 kB, and may count two bytes a character. */
const CARD_LENGTH = 12_000
/** Overhead of a block of text. */
const BLOCK_LENGTH = 80

const shapes: Readonly<Record<AlertFormat, (alert: Alert) => object>> = {
  /** The details repeat the text for mails. */
  json: ({ details: _, ...alert }) => alert,

  /**
   * Incoming webhooks: https://docs.slack.dev/reference/block-kit/blocks. `plain_text` holds no markup; `text` is the
   * text of a notification.
   */
  slack: (alert) => ({
    text: escapeSlack(alert.text),
    blocks: [
      ...[alert.text, shownDiff(alert), alert.forward ?? ''].filter(Boolean).map((text) => ({
        type: 'section',
        text: { type: 'plain_text', text: cut(text, SECTION_LENGTH), emoji: false },
      })),
      ...(alert.url === undefined
        ? []
        : [{ type: 'context', elements: [{ type: 'mrkdwn', text: `<${escapeSlack(alert.url)}|Orderbridge>` }] }]),
    ],
  }),

  /** An Adaptive Card for Workflows: https://adaptivecards.io/explorer. Text runs hold no markup; text blocks would. */
  teams: (alert) => ({
    type: 'message',
    attachments: [
      {
        contentType: 'application/vnd.microsoft.card.adaptive',
        content: {
          $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
          type: 'AdaptiveCard',
          version: '1.4',
          body: fitting(
            [alert.text, ...shownDiff(alert).split('\n'), ...(alert.forward ?? '').split('\n')].filter(Boolean),
          ).map((text) => ({
            type: 'RichTextBlock',
            inlines: [{ type: 'TextRun', text }],
          })),
          ...(alert.url === undefined
            ? {}
            : { actions: [{ type: 'Action.OpenUrl', title: 'Orderbridge', url: alert.url }] }),
        },
      },
    ],
  }),
}

/** The first texts that fit into a card; the last text may be cut. */
function fitting(texts: readonly string[]): string[] {
  const fit: string[] = []
  let room = CARD_LENGTH
  for (const text of texts) {
    if (room <= BLOCK_LENGTH) break
    fit.push(cut(text, room - BLOCK_LENGTH))
    room -= text.length + BLOCK_LENGTH
  }
  return fit
}

function shownDiff({ diff = [] }: Alert): string {
  const left = diff.length - DIFF_SHOWN
  return [...diff.slice(0, DIFF_SHOWN), ...(left > 0 ? [`… (+${left})`] : [])].join('\n')
}

const cut = (text: string, length: number): string =>
  text.length <= length ? text : `${text.slice(0, length - 1).toWellFormed()}…`

/** The three characters with a meaning: https://docs.slack.dev/messaging/formatting-message-text. */
const escapeSlack = (text: string): string => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;')
