import { describe, expect, it } from 'vitest'
import { readCxmlAnswer } from '../../../src/documents/cxml/answer.ts'
import { readUblOrderResponse } from '../../../src/documents/ubl/order-response.ts'
import { cxml, cxmlConfirmation, cxmlStatus, orderResponse, orderResponseSimple } from '../../fakes/acknowledgements.ts'
import { reading } from '../acknowledgement-reading.ts'

const ubl = reading(readUblOrderResponse)
const answer = reading(readCxmlAnswer)

describe('OrderResponse', () => {
  it('names the order, and whose system speaks', () => {
    expect(ubl.read(orderResponse('PO-&lt;1&#62;'))).toEqual([
      {
        kind: 'business',
        verdict: 'accepted',
        subject: { by: 'order-number', orderNumber: 'PO-<1>' },
        sender: { id: '12345678', qualifier: '0106' },
        recipient: { id: '0123456749', qualifier: '0208' },
        test: false,
        senderReference: 'R-1',
        repeat: false,
        reason: null,
      },
    ])
  })

  it.each([
    ['AB', 'functional', 'accepted'],
    ['AP', 'business', 'accepted'],
    ['CA', 'business', 'accepted-with-changes'],
    ['RE', 'business', 'rejected'],
    ['27', 'business', 'rejected'],
  ])('with %s is %s: %s', (code, kind, verdict) => {
    expect(ubl.read(orderResponse('PO-1', code))[0]).toMatchObject({ kind, verdict })
  })

  it('names the element that is missing, and cuts long words of the receiver', () => {
    expect(ubl.refusal(orderResponse(''))).toContain('OrderReference')
    expect(ubl.read(orderResponse('PO-1', 'AP', `<cbc:Note>${'x'.repeat(600)}</cbc:Note>`))[0]?.reason).toBe(
      'x'.repeat(500),
    )
  })

  it('keeps an order number as it stands, zeros, exponents and all', () => {
    for (const number of ['00123', '1e5', '0x1F', '12.50', 'true'])
      expect(ubl.read(orderResponse(number))[0]?.subject).toEqual({ by: 'order-number', orderNumber: number })
  })

  it('reads on behind a processing instruction, with the space before it', () => {
    expect(ubl.read(orderResponse('PO <?printer tray?>1'))[0]?.subject).toMatchObject({ orderNumber: 'PO 1' })
  })

  it('takes a reference apart once: what it spells out is text', () => {
    expect(ubl.read(orderResponse('A&amp;lt;&#x26;amp;'))[0]?.subject).toMatchObject({ orderNumber: 'A&lt;&amp;' })
  })

  it('with a changed line accepts with changes, and brings the note', () => {
    const more = `<cbc:Note>Only four left &amp; no more</cbc:Note><cac:OrderLine><cac:LineItem><cbc:ID>2</cbc:ID>
      <cbc:LineStatusCode>3</cbc:LineStatusCode></cac:LineItem></cac:OrderLine>`
    expect(ubl.read(orderResponse('PO-1', 'AP', more))[0]).toMatchObject({
      verdict: 'accepted-with-changes',
      reason: "Only four left & no more Line '2': changed.",
    })
  })

  it.each([
    ['5', 'accepted', null],
    ['6', 'accepted-with-changes', "Line '2': accepted with amendment."],
    ['42', 'accepted-with-changes', "Line '2': already delivered."],
    ['X', 'accepted-with-changes', "Line '2': 'X'."],
  ])('with a line of status %s is %s', (status, verdict, reason) => {
    const more = `<cac:OrderLine><cac:LineItem><cbc:ID>2</cbc:ID>
      <cbc:LineStatusCode>${status}</cbc:LineStatusCode></cac:LineItem></cac:OrderLine>`
    expect(ubl.read(orderResponse('PO-1', 'AP', more))[0]).toMatchObject({ verdict, reason })
  })

  it('in its simple form is yes or no', () => {
    expect(ubl.read(orderResponseSimple('PO-1', true))[0]).toMatchObject({ kind: 'business', verdict: 'accepted' })
    expect(ubl.read(orderResponseSimple('PO-1', false, 'Closed'))[0]).toMatchObject({
      verdict: 'rejected',
      reason: 'Closed',
    })
  })

  const other = '<cac:OrderReference><cbc:ID>PO-2</cbc:ID></cac:OrderReference>'
  it.each([
    ['no code', orderResponse('PO-1', '')],
    ['a code of no meaning', orderResponse('PO-1', 'XX')],
    ['no order', orderResponse('')],
    ['two orders', orderResponse('PO-1', 'AP', other)],
    ['no ID', orderResponse('PO-1', 'AP', '', '')],
    ['another namespace', orderResponse('PO-1').replaceAll('OrderResponse-2', 'Order-2')],
    ['another root', orderResponse('PO-1').replaceAll('OrderResponse', 'OrderChange')],
    ['an indicator that is neither', orderResponseSimple('PO-1', true).replace('>true<', '>yes<')],
  ])('with %s is refused', (_, text) => {
    expect(ubl.refusal(text)).not.toBeNull()
  })
})

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

describe('XML', () => {
  const bomb = `<!DOCTYPE OrderResponse [<!ENTITY a "aaaaaaaaaa">]>${orderResponse('&a;').slice(39)}`
  it.each([
    ['nothing', ''],
    ['JSON', '{}'],
    ['no end', orderResponse('PO-1').slice(0, -5)],
    ['two roots', `${orderResponse('PO-1')}<a/>`],
    ['an entity of its own', bomb],
    ['an entity declared elsewhere', `<!ENTITY a SYSTEM "file:///etc/passwd">${orderResponse('PO-1')}`],
    ['another encoding', orderResponse('PO-1').replace('UTF-8', 'UTF-16')],
    ['a control character', orderResponse('PO-\u0001')],
    ['a half tag', '<OrderResponse'],
    ['a level too many', `${'<a>'.repeat(40)}${'</a>'.repeat(40)}`],
    ['levels without end', '<a>'.repeat(200_000)],
  ])('with %s is refused', (_, text) => {
    expect(ubl.refusal(text)).not.toBeNull()
  })

  it('has 50,000 elements at most', () => {
    const root = '<OrderResponse xmlns="urn:oasis:names:specification:ubl:schema:xsd:OrderResponse-2">'
    const withElements = (count: number) => ubl.refusal(`${root}${'<a/>'.repeat(count - 1)}</OrderResponse>`)
    expect(withElements(49_999)).toContain('OrderResponseCode')
    expect(withElements(50_000)).not.toContain('OrderResponseCode')
  })

  it('that is not the UTF-8 it says is refused, and ISO 8859-1 is read where it says so', () => {
    const latin = (text: string) => Uint8Array.from(text, (letter) => letter.charCodeAt(0))
    expect(ubl.refusal(latin(orderResponse('PO-é')))).toContain('UTF-8')
    const read = readUblOrderResponse(latin(orderResponse('PO-é').replace('UTF-8', 'ISO-8859-1')))
    expect(read.ok && read.value[0]?.subject).toEqual({ by: 'order-number', orderNumber: 'PO-é' })
  })

  it('has names of no danger', () => {
    expect(ubl.refusal('<__proto__ xmlns="x"><constructor/></__proto__>')).not.toBeNull()
    const odd = orderResponse('PO-1', 'AP', '<__proto__>1</__proto__><constructor a="1"/>')
    expect([null, 'string']).toContain(ubl.refusal(odd) === null ? null : 'string')
  })
})
