import { describe, expect, it } from 'vitest'
import { having } from './added-templates.ts'
import { edifact, email, issues, profile } from './email-writing.ts'
import { sampleOccasion, sampleOrder } from './sample-order.ts'

describe('email', () => {
  it.each([
    [{ from: 'Orders <orders@gateway.example>' }, ['from']],
    [{ from: 'orders@gateway.example\r\nBcc: x@evil.example' }, ['from']],
    [{ to: ['desk@fresco.example, other@fresco.example'] }, ['to', 0]],
    [{ to: [] }, ['to']],
    [{ replyTo: 'desk' }, ['replyTo']],
    [{ template: 'order-mail' }, ['template']],
    [{ attach: { format: 'email' } }, ['attach', 'format']],
    [{ attach: { ...edifact, sender: {} } }, ['attach', 'sender', 'id']],
  ])('finds the mistake in %j', (document, path) => {
    expect(issues(document).map((issue) => issue.path)).toEqual([path])
  })

  it('goes to fifty people at most, by addresses that need no dot', () => {
    const people = (count: number) => Array.from({ length: count }, (_, at) => `desk${at}@fresco.example`)
    expect(issues({ to: people(50) })).toEqual([])
    expect(issues({ to: people(51) }).map(({ path }) => path)).toEqual([['to']])
    expect(issues({ from: 'orders@gateway', to: ["chef.o'neill@fresco"], replyTo: 'help@gateway' })).toEqual([])
  })

  it('says which parts a template lacks, and which templates there are', () => {
    expect(issues({ template: 'order-mail' }).map(({ message }) => message)).toEqual([
      "'order-mail' is not a mail template: it has no order-mail.subject, order-mail.text, order-mail.html. There are order-email; templates/README.md tells how to add one.",
    ])
  })

  it('lacks one part only, among several that are whole', () =>
    having({ 'half.subject': 'S', 'half.html': 'H' }, () =>
      expect(issues({ template: 'half' }).map(({ message }) => message)).toEqual([
        "'half' is not a mail template: it has no half.text. There are order-email, half; templates/README.md tells how to add one.",
      ]),
    ))

  it('refuses an order that its template cannot be filled with, and says what to correct', () => {
    const html = '{% if order.lines.size > 1 %}{{ order.nothing }}{% endif %}'
    having({ 'broken.subject': 'S', 'broken.text': 'T', 'broken.html': html }, () => {
      const to = profile({ template: 'broken' })
      const problems = [
        {
          path: '',
          code: 'profile-incomplete',
          message:
            'The mail template broken cannot be filled in: undefined variable: order.nothing, line:1, col:33. Correct the template.',
        },
      ]
      expect(email.findProblems(sampleOrder, to)).toEqual(problems)
      expect(email.write(sampleOrder, to, sampleOccasion)).toEqual({ ok: false, error: problems })
      const [line] = sampleOrder.lines
      expect(email.findProblems({ ...sampleOrder, lines: [line] }, to)).toEqual([])
    })
  })

  it('finds at start-up a mistake in its template', () =>
    having({ 'wrong.subject': '{{ order.nothing }}', 'wrong.text': 'T', 'wrong.html': 'H' }, () =>
      expect(issues({ template: 'wrong' }).map(({ message }) => message)).toEqual([
        'has a mistake in it: undefined variable: order.nothing, line:1, col:4.',
      ]),
    ))
})
