import { code, page, table } from './markdown.ts'
import { GROUPS, PROBLEM_CODES } from './problem-codes.ts'

const INTRODUCTION = `Every refusal is \`application/problem+json\` (RFC 9457) with \`title\`, \`status\`, \`detail\` and \`problems\`. The meaning of a code never
changes; new codes may come.

- \`problems\` has all problems at once, each \`{path, code, message}\`. \`path\` names the field in the posted JSON. Tables, calendar, settings and routes are checked once the JSON is a valid order.
- \`detail\` has at most 200 characters. It holds as many messages as fit, and the number of the others.
- Messages about an order are for the chef. They say what is wrong and what to do, and name the line, the article and its name. They hold no key of the JSON: \`Line 2, Crème fraîche (00123): the quantity is 0. Remove the line or order at least 1.\`
- A refused date comes with the first date that would be accepted.
- Messages are in the \`language\` of the customer's row, else in the supplier's \`language\` (nl, fr, de, en). Before the signature is verified the customer is unknown: a wrong signature tells the chef to call the supplier, in all four languages.
- A value that a delivery does not need refuses no order. Remarks, names and prices in an unreadable form are left out, and noted as \`left-out\` or \`price-unreadable\`.

The wording is in \`templates/refusals.*.json\`, to be edited. \`facts\` say what is wrong; the order desk and customers read them too. \`remedies\` say what a chef can do, and only
chefs read them. \`{field}\` and other values are filled in.`

const ABOUT: Readonly<Record<string, string>> = {
  'The limits of a document':
    "These codes refuse an order only if no route can hold it and the supplier chose `whenUnwritable: 'refuse'`; otherwise the order is held.",
  Remarks: 'These codes stand beside an accepted order, in its `versions[].remarks`. So may `half-character`.',
}

const groupPart = (group: string): string => {
  const rows = Object.entries(PROBLEM_CODES)
    .filter(([, text]) => text.group === group)
    .map(([name, { status, meaning }]) => (status === '' ? [code(name), meaning] : [code(name), status, meaning]))
  const heads = group === 'Remarks' ? ['Code', 'Meaning'] : ['Code', 'Status', 'Meaning']
  return [`## ${group}`, ...(ABOUT[group] ? [ABOUT[group]] : []), table(heads, rows)].join('\n\n')
}

export const problemCodesPage = (): string => page('Problem codes', INTRODUCTION, ...GROUPS.map(groupPart))
