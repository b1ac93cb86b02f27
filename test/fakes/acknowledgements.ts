/** Acknowledgements as receivers send acknowledgements, with all counts and references. */

interface EdifactWish {
  readonly from?: string
  readonly to?: string
  readonly own?: string
  readonly test?: boolean
}

/** 0035 is the eleventh element. */
const UNB_TEST = '++++++1'

/** An interchange with one message. The segments have no terminators. */
export function edifact(type: string, segments: readonly string[], wish: EdifactWish = {}): string {
  const { from = '5412345000013:14', to = 'ORDERBRIDGE:ZZZ', own = '77', test = false } = wish
  return [
    "UNA:+.? '",
    `UNB+UNOC:3+${from}+${to}+261124:1001+${own}${test ? UNB_TEST : ''}'`,
    `UNH+1+${type}:D:96A:UN'`,
    ...segments.map((one) => `${one}'`),
    `UNT+${segments.length + 2}+1'`,
    `UNZ+1+${own}'`,
  ].join('')
}

/** `action` is 0083; `more` stands after UCI. */
export function contrl(
  number: number | string,
  action = '7',
  more: readonly string[] = [],
  wish: EdifactWish = {},
): string {
  const { from = '5412345000013:14', to = 'ORDERBRIDGE:ZZZ' } = wish
  return edifact('CONTRL', [`UCI+${number}+${to}+${from}+${action}`, ...more], wish)
}

export const ordrsp = (
  orderNumber: string,
  code = '29',
  more: readonly string[] = [],
  wish: EdifactWish = {},
): string =>
  edifact('ORDRSP', [`BGM+231+RESP-1+${code}`, 'DTM+137:20261124:102', `RFF+ON:${orderNumber}`, ...more, 'UNS+S'], wish)

interface X12Wish {
  readonly from?: string
  readonly to?: string
  readonly own?: number
  readonly test?: boolean
  readonly outside?: readonly string[]
}

/** An interchange with one set. A set without a type is omitted, for segments outside the groups. */
export function x12(type: string, segments: readonly string[], wish: X12Wish = {}): string {
  const { from = 'SUP1', to = 'GATEWAY', own = 77, test = false, outside = [] } = wish
  const control = String(own).padStart(9, '0')
  const group = type === '855' ? 'PR' : 'FA'
  const inside =
    type === ''
      ? []
      : [
          `GS*${group}*${from}*${to}*20261124*1001*${own}*X*004010`,
          `ST*${type}*0001`,
          ...segments,
          `SE*${segments.length + 2}*0001`,
          `GE*1*${own}`,
        ]
  return [
    `ISA*00*          *00*          *ZZ*${from.padEnd(15)}*ZZ*${to.padEnd(15)}*261124*1001*U*00401*${control}*0*${test ? 'T' : 'P'}*>`,
    ...outside,
    ...inside,
    `IEA*${type === '' ? 0 : 1}*${control}`,
  ]
    .map((one) => `${one}~`)
    .join('')
}

export const x997 = (number: number, code = 'A', details: readonly string[] = [], wish: X12Wish = {}): string =>
  x12(
    '997',
    [
      `AK1*PO*${number}`,
      'AK2*850*0001',
      ...details,
      `AK5*${code}`,
      `AK9*${code.charAt(0)}*1*1*${code.startsWith('R') ? 0 : 1}`,
    ],
    wish,
  )

export const x855 = (
  orderNumber: string,
  type = 'AD',
  states: readonly string[] = ['IA'],
  wish: X12Wish = {},
): string =>
  x12(
    '855',
    [
      `BAK*00*${type}*${orderNumber}*20261124`,
      ...states.flatMap((state, at) => [`PO1*${at + 1}*2*EA***VN*00123`, `ACK*${state}*2*EA`]),
      `CTT*${states.length}`,
    ],
    wish,
  )

export const orderResponse = (orderNumber: string, code = 'AP', more = '', id = 'R-1'): string =>
  `<?xml version="1.0" encoding="UTF-8"?>
<OrderResponse xmlns="urn:oasis:names:specification:ubl:schema:xsd:OrderResponse-2"
  xmlns:cac="urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2"
  xmlns:cbc="urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2">
  <cbc:ID>${id}</cbc:ID><cbc:IssueDate>2026-11-24</cbc:IssueDate>
  <cbc:OrderResponseCode>${code}</cbc:OrderResponseCode>${more}
  <cac:OrderReference><cbc:ID>${orderNumber}</cbc:ID></cac:OrderReference>
  <cac:SellerSupplierParty><cac:Party><cbc:EndpointID schemeID="0106">12345678</cbc:EndpointID></cac:Party></cac:SellerSupplierParty>
  <cac:BuyerCustomerParty><cac:Party><cbc:EndpointID schemeID="0208">0123456749</cbc:EndpointID></cac:Party></cac:BuyerCustomerParty>
</OrderResponse>`

interface ResponseLine {
  readonly id?: string
  /** LineID of the order. */
  readonly of?: string
  readonly article?: string
  readonly status?: string
  readonly quantity?: string
  readonly unit?: string
  readonly later?: string
}

/** An OrderLine of an OrderResponse. Leaves out what is not given. */
export function responseLine({ id = '1', of, article, status = '5', quantity, unit = 'C62', later }: ResponseLine) {
  const given = (value: string | undefined, xml: string): string => (value === undefined ? '' : xml)
  const units = unit === '' ? '' : ` unitCode="${unit}"`
  return `<cac:OrderLine><cac:LineItem><cbc:ID>${id}</cbc:ID><cbc:LineStatusCode>${status}</cbc:LineStatusCode>${[
    given(quantity, `<cbc:Quantity${units}>${quantity}</cbc:Quantity>`),
    given(later, `<cbc:MaximumBackorderQuantity${units}>${later}</cbc:MaximumBackorderQuantity>`),
    given(
      article,
      `<cac:Item><cac:SellersItemIdentification><cbc:ID>${article}</cbc:ID></cac:SellersItemIdentification></cac:Item>`,
    ),
  ].join(
    '',
  )}</cac:LineItem>${given(of, `<cac:OrderLineReference><cbc:LineID>${of}</cbc:LineID></cac:OrderLineReference>`)}</cac:OrderLine>`
}

export const orderResponseSimple = (orderNumber: string, accepted: boolean, note = ''): string =>
  `<ubl:OrderResponseSimple xmlns:ubl="urn:oasis:names:specification:ubl:schema:xsd:OrderResponseSimple-2"
  xmlns:cac="urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2"
  xmlns:cbc="urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2">
  <cbc:ID>S-1</cbc:ID><cbc:IssueDate>2026-11-24</cbc:IssueDate><cbc:AcceptedIndicator>${accepted}</cbc:AcceptedIndicator>
  ${note === '' ? '' : `<cbc:RejectionNote>${note}</cbc:RejectionNote>`}
  <cac:OrderReference><cbc:ID>${orderNumber}</cbc:ID></cac:OrderReference>
  <cac:SellerSupplierParty/><cac:BuyerCustomerParty/>
</ubl:OrderResponseSimple>`

export const cxml = (content: string, attributes = 'payloadID="their-1@supplier.example"'): string =>
  `<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE cXML SYSTEM "http://xml.cxml.org/schemas/cXML/1.2.063/cXML.dtd">
<cXML ${attributes} timestamp="2026-11-24T09:16:00+01:00">${content}</cXML>`

const credential = '<Credential domain="NetworkID"><Identity>AN01</Identity></Credential>'
const HEADER = `<Header><From>${credential}</From><To>${credential}</To><Sender>${credential}<UserAgent>Theirs</UserAgent></Sender></Header>`

export const cxmlStatus = (payloadId: string, code = '200', text = 'OK'): string =>
  cxml(
    `${HEADER}<Request><StatusUpdateRequest><DocumentReference payloadID="${payloadId}"/><Status code="${code}" text="${text}"/></StatusUpdateRequest></Request>`,
  )

export const cxmlConfirmation = (orderId: string, type = 'accept', payloadId = ''): string =>
  cxml(
    `${HEADER}<Request deploymentMode="production"><ConfirmationRequest>
<ConfirmationHeader confirmID="C-1" noticeDate="2026-11-24T09:20:00+01:00" type="${type}"/>
<OrderReference orderID="${orderId}">${payloadId === '' ? '' : `<DocumentReference payloadID="${payloadId}"/>`}</OrderReference>
</ConfirmationRequest></Request>`,
  )
