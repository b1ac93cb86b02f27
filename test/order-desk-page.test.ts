import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { alertKinds } from '../src/alerts/kinds.ts'
import { HOLD_REASONS } from '../src/model/delivery-state.ts'
import alerts from '../templates/alerts.en.json' with { type: 'json' }

const page = readFileSync('docs/order-desk.md', 'utf8')
const sections = new Map(
  page.split(/^#{2,3} /m).map((section) => {
    const [heading = '', ...lines] = section.split('\n')
    return [heading, lines.join(' ')] as const
  }),
)
const [, held = '', other = ''] = /^## Held orders$(.*?)^## Alerts about orders$(.*)/ms.exec(page) ?? []
const [, operator = ''] = /^## Alerts for the operator$(.*)/ms.exec(page) ?? []
const headings = (text: string): string[] => [...text.matchAll(/^### (.+)$/gm)].map(([, heading = '']) => heading)

describe('docs/order-desk.md', () => {
  it('has a section for each hold reason, and for no other', () => {
    expect(headings(held)).toEqual(HOLD_REASONS.map((reason) => `\`${reason}\``))
    expect(Object.keys(alerts.reasons).sort()).toEqual([...HOLD_REASONS].sort())
  })

  it('has a section for each alert kind, and for no other', () => {
    expect(headings(other).sort()).toEqual(
      Object.keys(alertKinds)
        .map((kind) => `Alert \`${kind}\``)
        .sort(),
    )
  })

  it.each(headings(held + other))('says of %s whom to call, or where the reason stands', (heading) => {
    expect(sections.get(heading)).toMatch(
      /\b(?:[Cc]all|[Aa]sk)s? (?:the|its|a|them|Apicbase|Cloudflare|nobody)\b|\bcall nobody\b|The reason is one of those above/,
    )
  })

  it.each(headings(operator))('sends the operator of %s to somebody else', (heading) => {
    expect(sections.get(heading)).not.toMatch(/[Cc]all the operator/)
  })

  it('holds no JSON', () => {
    expect(page).not.toMatch(/```|\{"/)
  })
})
