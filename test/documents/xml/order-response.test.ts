import { describe, expect, it } from 'vitest'
import { readUblOrderResponse } from '../../../src/documents/ubl/order-response.ts'
import { orderResponse, orderResponseSimple } from '../../fakes/acknowledgements.ts'
import { reading } from '../acknowledgement-reading.ts'

const ubl = reading(readUblOrderResponse)

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
