import { describe, expect, it } from 'vitest'
import { readCxmlAnswer } from '../../../src/documents/cxml/answer.ts'
import { cxml, cxmlConfirmation, cxmlStatus } from '../../fakes/acknowledgements.ts'
import { reading } from '../acknowledgement-reading.ts'

const answer = reading(readCxmlAnswer)

describe('cXML', () => {
  const ours = 'id-1.1@orderbridge'

  it('names the document by its payloadID in a StatusUpdateRequest', () => {
    expect(answer.read(cxmlStatus(ours))).toEqual([
      {
        kind: 'functional',
        verdict: 'accepted',
        subject: { by: 'payload', payloadIds: [ours] },
        sender: null,
        recipient: null,
        test: false,
        senderReference: 'their-1@supplier.example',
        repeat: false,
        reason: null,
      },
    ])
  })

  it('in a Response is what it answers to, or its own payloadID', () => {
    const status = '<Response><Status code="200" text="OK"/></Response>'
    expect(answer.read(cxml(status, `payloadID="x" inReplyTo="${ours}"`))[0]?.subject).toEqual({
      by: 'payload',
      payloadIds: [ours, 'x'],
    })
    expect(answer.read(cxml(status, `payloadID="${ours}"`))[0]?.subject).toMatchObject({ payloadIds: [ours] })
  })

  it.each([
    ['200', 'accepted'],
    ['204', 'accepted'],
    ['201', 'received'],
    ['280', 'received'],
    ['406', 'rejected'],
    ['500', 'rejected'],
  ])('with status %s is %s', (code, verdict) => {
    expect(answer.read(cxmlStatus(ours, code, 'Why'))[0]?.verdict).toBe(verdict)
  })

  it('brings the words of a rejection', () => {
    expect(answer.read(cxmlStatus(ours, '406', 'Not &quot;acceptable&quot;'))[0]?.reason).toBe(
      'Status 406. Not "acceptable"',
    )
  })

  it.each([
    ['accept', 'accepted'],
    ['reject', 'rejected'],
    ['except', 'accepted-with-changes'],
    ['detail', 'accepted-with-changes'],
  ])('confirms an order: %s is %s', (type, verdict) => {
    expect(answer.read(cxmlConfirmation('PO-1', type))[0]).toMatchObject({
      kind: 'business',
      verdict,
      subject: { by: 'order-number', orderNumber: 'PO-1' },
    })
    expect(answer.read(cxmlConfirmation('PO-1', type, ours))[0]?.subject).toEqual({ by: 'payload', payloadIds: [ours] })
  })

  it('confirms no order plainly of which it says otherwise by the line', () => {
    const withItems = (items: string) =>
      answer.read(cxmlConfirmation('PO-1').replace('</ConfirmationRequest>', `${items}</ConfirmationRequest>`))[0]
    const item = (line: number, ...types: string[]) =>
      `<ConfirmationItem lineNumber="${line}" quantity="${3 * types.length}">${types.map((type) => `<ConfirmationStatus quantity="3" type="${type}"/>`).join('')}</ConfirmationItem>`
    expect(withItems(item(1, 'accept') + item(2, 'accept', 'backordered') + item(3, 'reject'))).toMatchObject({
      verdict: 'accepted-with-changes',
      reason: "Line '2': 'backordered'. Line '3': 'reject'.",
    })
    expect(withItems(item(1, 'accept'))).toMatchObject({ verdict: 'accepted', reason: null })
    expect(withItems([1, 2, 3, 4, 5, 6, 7].map((line) => item(line, 'reject')).join(''))?.reason).toContain(
      "Line '5': 'reject'. And 2 more lines.",
    )
  })

  it('confirms no order plainly of which it accepts another quantity or unit', () => {
    const unit = (code: string) => `<UnitOfMeasure>${code}</UnitOfMeasure>`
    const reason = (...accepted: readonly (readonly [quantity: string, code: string])[]) =>
      answer.read(
        cxmlConfirmation('PO-1').replace(
          '</ConfirmationRequest>',
          `<ConfirmationItem lineNumber="1" quantity="10">${unit('CS')}${accepted
            .map(
              ([quantity, code]) =>
                `<ConfirmationStatus type="accept" quantity="${quantity}">${unit(code)}</ConfirmationStatus>`,
            )
            .join('')}</ConfirmationItem></ConfirmationRequest>`,
        ),
      )[0]?.reason
    expect(reason(['10', 'CS'])).toBeNull()
    expect(reason(['8', 'CS'], ['2.0', 'CS'])).toBeNull()
    expect(reason(['8', 'CS'])).toBe("Line '1': accepted, 8 of 10.")
    expect(reason(['10', 'EA'])).toBe("Line '1': accepted, 10 EA of 10 CS.")
  })

  it('is a test in deployment mode test alone', () => {
    const isTest = (mode: string) =>
      answer.read(cxmlConfirmation('PO-1').replace('deploymentMode="production"', `deploymentMode="${mode}"`))[0]?.test
    expect(['test', 'production', ''].map(isTest)).toEqual([true, false, false])
  })

  it('confirms an order that it names without a reference to the document', () => {
    const named = cxmlConfirmation('PO-1').replaceAll('OrderReference', 'OrderIDInfo')
    expect(answer.read(named)[0]?.subject).toEqual({ by: 'order-number', orderNumber: 'PO-1' })
  })

  it.each([
    ['a status of no meaning', cxmlStatus(ours, '999')],
    ['no status', cxml('<Response/>')],
    ['nothing in it', cxml('')],
    ['an order in it', cxml('<Request><OrderRequest/></Request>')],
    ['no payloadID', cxml('<Response><Status code="200" text="OK"/></Response>', 'version="1"')],
    ['a confirmation of no type', cxmlConfirmation('PO-1', 'constructor')],
    ['no order', cxmlConfirmation('')],
  ])('with %s is refused', (_, text) => {
    expect(answer.refusal(text)).not.toBeNull()
  })
})
