import { alertKinds, type KindRules } from '../../src/alerts/kinds.ts'
import { HOLD_REASONS } from '../../src/model/delivery-state.ts'
import { numberForms } from '../../src/text/fill.ts'
import alerts from '../../templates/alerts.en.json' with { type: 'json' }
import { code, page, table } from './markdown.ts'

const yesOrNo = (flag: boolean): string => (flag ? 'yes' : 'no')

function end({ resolvesWhen }: KindRules): string {
  switch (resolvesWhen) {
    case 'settled':
      return 'its orders are not concerned any more'
    case 'delivers':
      return 'the route delivered a later order'
    case 'cleared':
      return 'its condition ends'
    default:
      return `${resolvesWhen} ${resolvesWhen === 1 ? 'hour' : 'hours'} without an occurrence`
  }
}

const kindRows = Object.entries(alertKinds).map(([kind, rules]: [string, KindRules]) => [
  `[${code(kind)}](../order-desk.md#alert-${kind})`,
  yesOrNo(rules.aboutOrders),
  yesOrNo(!rules.urgent),
  end(rules),
])

const reasonRows = HOLD_REASONS.map((reason) => [
  `[${code(reason)}](../order-desk.md#${reason})`,
  alerts.reasons[reason].name,
])

const texts = Object.entries(alerts.kinds).map(([key, { name, one, todo }]) =>
  [
    `Text ${key}`,
    `Title: ${numberForms(name).at(-1)}`,
    `Message: ${one}`,
    ...(todo === '' ? [] : [`What to do: ${todo}`]),
  ].join('\n'),
)

export const alertsPage = (): string =>
  page(
    'Alert kinds and hold reasons',
    'From `src/alerts/kinds.ts`, `src/model/delivery-state.ts` and `templates/alerts.en.json`. [Order desk](../order-desk.md) says what to do, [Alerts](../guides/alerts.md) how messages are sent.',
    '## Kinds',
    table(['Kind', 'About orders', 'Waits for quiet hours', 'The incident ends when'], kindRows),
    '## Hold reasons',
    'If several reasons apply, the alert has the first one of this list.',
    table(['Reason', 'Name in messages'], reasonRows),
    '## Texts',
    'A kind may have several texts, one for each cause. Edit them in `templates/alerts.*.json`.',
    `\`\`\`text\n${texts.join('\n\n')}\n\`\`\``,
  )
