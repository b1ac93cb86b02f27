import { COUNTRIES } from './country.ts'
import { literal } from './literal.ts'
import type { Answers } from './questions.ts'
import { type RouteSettings, secretOf } from './route-settings.ts'

/** Facts about the file that is written. */
interface Occasion {
  /** The module that exports `defineGateway`. */
  readonly importFrom: string
  /** `YYYY-MM-DD` */
  readonly today: string
  /** A sentence about the pinned host key. */
  readonly hostKeyNote: string
}

/** The commented configuration of one supplier. */
export function configurationText(answers: Answers, routes: readonly RouteSettings[], occasion: Occasion): string {
  const { name = '', supplier = '', country = '', language = '' } = answers
  const { timeZone = 'UTC', currency = 'EUR' } = COUNTRIES[country] ?? {}
  return `import { defineGateway } from ${literal(occasion.importFrom)}

/**
 * The suppliers of this gateway. Every setting: docs/reference/settings.md. Check the file with \`npx orderbridge config\`.
 * Words in CAPITALS are names of secrets, never secrets. On this machine their values stand in \`.dev.vars\`.
 */
export default defineGateway({
  // The address of the deployed gateway, for links in mails and alerts.
  // publicUrl: 'https://orders.${supplier}.example',

${alertLines(answers)}

  suppliers: {
    // The key is part of the address that Apicbase posts to: /webhooks/${supplier}
    ${keyText(supplier)}: {
      name: ${literal(name)},
      timeZone: ${literal(timeZone)},
      currency: ${literal(currency)},
      language: ${literal(language)},

      // Apicbase signs each order with this secret.
      webhook: { secrets: [${literal(secretOf(supplier, 'WEBHOOK_SECRET'))}] },

      // The order API finds an order that the webhook missed. Take the slashes away when Apicbase has given you both secrets.
      // api: {
      //   clientId: ${literal(secretOf(supplier, 'CLIENT_ID'))}, clientSecret: ${literal(secretOf(supplier, 'CLIENT_SECRET'))},
      //   since: ${literal(occasion.today)},
      // },

      // An order with a number that these tables do not hold waits for a person.
      customers: './customers.csv',
      articles: './articles.csv',

      // Every order is sent by every route.
      routes: [
${routes.map((route) => routeText(route, occasion)).join('\n')}
      ],
    },
  },
})
`
}

const KEY = /^[a-z_$][\w$]*$/

const keyText = (key: string): string => (KEY.test(key) ? key : literal(key))

function alertLines({ alerts = '', 'mail-from': from = '' }: Answers): string {
  const why = '  // Who learns that an order waits for a person. Slack, Teams and quiet hours: docs/guides/alerts.md.'
  if (alerts === '') return `${why}\n  // alerts: { url: 'OPS_WEBHOOK_URL' },`
  return `${why}\n  alerts: { mail: { from: ${literal(from)}, to: [${literal(alerts)}] } },`
}

function routeText({ name, document, transport, samples }: RouteSettings, { hostKeyNote }: Occasion): string {
  const isMail = document.format === 'email'
  const [purpose] = isMail ? ['A mail for the people at the order desk. Its words are in templates/.'] : [OWN_SYSTEM]
  return [
    '        {',
    `          // ${purpose}`,
    `          name: ${literal(name)},`,
    ...group('document', document, (key) => (samples.includes(key) ? SAMPLE : null)),
    ...group('transport', transport, (key) => (key === 'hostKeys' ? hostKeyNote : null)),
    '        },',
  ].join('\n')
}

const OWN_SYSTEM = "The document for the supplier's system."
const SAMPLE = 'A sample: put your own here.'

/** A group of settings, one setting a line, with the remark above the setting. */
function group(
  key: string,
  settings: Readonly<Record<string, unknown>>,
  remarkOn: (setting: string) => string | null,
): string[] {
  const lines = Object.entries(settings).flatMap(([setting, value]) => {
    const remark = remarkOn(setting)
    return [...(remark === null ? [] : [`            // ${remark}`]), `            ${setting}: ${literal(value)},`]
  })
  return [`          ${key}: {`, ...lines, '          },']
}
