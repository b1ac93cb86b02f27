import { EXAMPLE_BUYER, EXAMPLE_SELLER } from '../../src/documents/content/example-parties.ts'
import type { Order } from '../../src/model/order/order.ts'
import { occasion } from './wide-order.ts'

/**
 * The same documents from simple code: joined strings, with values respelled where the format requires it. No checks,
 * limits, wrapping or records.
 */
type Concatenate = (order: Order) => string

const { controlNumber, preparedAt } = occasion
const CURRENCY = 'EUR'

const MARKS = /[\u0300-\u036f]/g
const bare = (text: string): string => text.normalize('NFD').replace(MARKS, '')
const day = (date: string): string => date.replaceAll('-', '')
const minute = (time: string): string => time.slice(0, 5).replace(':', '')

const EDIFACT = /[?+:']/g
const release = (text: string): string => text.replace(EDIFACT, '?$&')

export const edifact: Concatenate = (order) => {
  const [sender, recipient] = [EXAMPLE_BUYER, EXAMPLE_SELLER]
  const reference = String(controlNumber).padStart(14, '0')
  let text =
    `UNA:+.? 'UNB+UNOC:3+${sender}+${recipient}+${day(preparedAt.date).slice(2)}:${minute(preparedAt.time)}+${reference}'` +
    `UNH+1+ORDERS:D:96A:UN'BGM+220+${release(order.number)}+9'` +
    `DTM+137:${day(order.orderedOn.date)}${minute(order.orderedOn.time)}:203'DTM+2:${day(order.deliveryDate ?? '')}:102'` +
    `FTX+AAI+++${release(order.remarks)}'RFF+CR:${release(order.id)}'NAD+BY+${release(order.customer)}::91'` +
    `CTA+OC+:${release(order.person ?? '')}'COM+${release(order.person ?? '')}:EM'NAD+SU+${recipient}::92'` +
    `NAD+DP+${release(order.customer)}::91'CUX+2:${CURRENCY}:9'`
  let count = 0
  for (const line of order.lines) {
    count++
    text +=
      `LIN+${count}'PIA+5+${release(line.article)}:SA::91'IMD+F++:::${release(line.name)}'` +
      `QTY+21:${line.quantity}'MOA+203:${line.total}'PRI+AAA:${line.price}'`
  }
  return `${text}UNS+S'MOA+79:${order.total}'CNT+2:${count}'UNT+${16 + 6 * count}+1'UNZ+1+${reference}'`
}

export const x12: Concatenate = (order) => {
  const [sender, recipient] = [EXAMPLE_BUYER, EXAMPLE_SELLER]
  const reference = String(controlNumber).padStart(9, '0')
  const [date, time] = [day(preparedAt.date), minute(preparedAt.time)]
  let text =
    `ISA*00*          *00*          *ZZ*${sender.padEnd(15)}*ZZ*${recipient.padEnd(15)}*${date.slice(2)}*${time}` +
    `*U*00401*${reference}*0*P*>~GS*PO*${sender}*${recipient}*${date}*${time}*${controlNumber}*X*004010~` +
    `ST*850*0001~BEG*00*SA*${order.number}**${day(order.orderedOn.date)}~CUR*BY*${CURRENCY}~REF*CR*${order.id}~` +
    `PER*BD*${bare(order.person ?? '')}*EM*${order.person}~DTM*002*${day(order.deliveryDate ?? '')}~` +
    `N9*L1**ORDER REMARKS~MSG*${bare(order.remarks)}~` +
    `N1*BY**91*${order.customer}~N1*ST**91*${order.customer}~N1*SE**92*${recipient}~`
  let [count, quantities] = [0, 0]
  for (const line of order.lines) {
    count++
    quantities += Number(line.quantity)
    text +=
      `PO1*${count}*${line.quantity}*EA*${line.price}**VN*${line.article}~` +
      `PID*F****${bare(line.name)}~AMT*1*${line.total}~`
  }
  return `${text}CTT*${count}*${quantities}~AMT*TT*${order.total}~SE*${14 + 3 * count}*0001~GE*1*${controlNumber}~IEA*1*${reference}~`
}

const TRADACOMS = /[?+:=']/g
const releaseAll = (text: string): string => text.replace(TRADACOMS, '?$&')
const capitals = (text: string): string => releaseAll(bare(text).toUpperCase())

export const tradacoms: Concatenate = (order) => {
  const [sender, recipient] = [EXAMPLE_BUYER, EXAMPLE_SELLER]
  const [today, placed] = [day(preparedAt.date).slice(2), day(order.orderedOn.date).slice(2)]
  const due = day(order.deliveryDate ?? '').slice(2)
  let text =
    `STX=ANA:1+${sender}+${recipient}+${today}:${preparedAt.time.replaceAll(':', '')}+${String(controlNumber).padStart(6, '0')}` +
    `++ORDHDR+B'MHD=1+ORDHDR:9'TYP=0430+NEW-ORDERS'SDT=${recipient}'CDT=${sender}'` +
    `FIL=${controlNumber}+1+${today}'MTR=6'MHD=2+ORDERS:9'CLO=::${releaseAll(order.customer)}'` +
    `ORD=${releaseAll(order.number)}::${placed}++N'DIN=${due}+${due}++${capitals(order.remarks)}'`
  let count = 0
  for (const line of order.lines) {
    count++
    text +=
      `OLD=${count}+:${releaseAll(line.article)}+++1+${line.quantity}` +
      `+${Math.round(Number(line.price) * 10_000)}+++${capitals(line.name)}'`
  }
  return `${text}OTR=${count}'MTR=${6 + count}'MHD=3+ORDTLR:9'OFT=1'MTR=3'END=3'`
}

const XML = /[&<>"']/g
const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
}
const escaped = (text: string): string => text.replace(XML, (one) => ENTITIES[one] ?? one)

export const ubl: Concatenate = (order) => {
  const namespace = (part: string): string => `urn:oasis:names:specification:ubl:schema:xsd:${part}-2`
  const due = order.deliveryDate
  const money = (name: string, value: string | null): string =>
    `<cbc:${name} currencyID="${CURRENCY}">${value}</cbc:${name}>`
  let text = `<?xml version="1.0" encoding="UTF-8"?>
<Order xmlns="${namespace('Order')}" xmlns:cac="${namespace('CommonAggregateComponents')}" xmlns:cbc="${namespace('CommonBasicComponents')}">
  <cbc:UBLVersionID>2.1</cbc:UBLVersionID>
  <cbc:ID>${escaped(order.number)}</cbc:ID>
  <cbc:CopyIndicator>false</cbc:CopyIndicator>
  <cbc:IssueDate>${order.orderedOn.date}</cbc:IssueDate>
  <cbc:IssueTime>${order.orderedOn.time}</cbc:IssueTime>
  <cbc:OrderTypeCode>220</cbc:OrderTypeCode>
  <cbc:Note>${escaped(order.remarks)}</cbc:Note>
  <cbc:DocumentCurrencyCode>${CURRENCY}</cbc:DocumentCurrencyCode>
  <cbc:CustomerReference>${escaped(order.id)}</cbc:CustomerReference>
  <cbc:LineCountNumeric>${order.lines.length}</cbc:LineCountNumeric>
  <cac:BuyerCustomerParty>
    <cbc:SupplierAssignedAccountID>${escaped(order.customer)}</cbc:SupplierAssignedAccountID>
    <cac:Party>
      <cac:Contact>
        <cbc:Name>${escaped(order.person ?? '')}</cbc:Name>
      </cac:Contact>
    </cac:Party>
  </cac:BuyerCustomerParty>
  <cac:SellerSupplierParty>
    <cac:Party>
      <cac:PartyName>
        <cbc:Name>Bench</cbc:Name>
      </cac:PartyName>
    </cac:Party>
  </cac:SellerSupplierParty>
  <cac:Delivery>
    <cac:RequestedDeliveryPeriod>
      <cbc:StartDate>${due}</cbc:StartDate>
      <cbc:EndDate>${due}</cbc:EndDate>
    </cac:RequestedDeliveryPeriod>
  </cac:Delivery>
  <cac:AnticipatedMonetaryTotal>
    ${money('LineExtensionAmount', order.total)}
    ${money('PayableAmount', order.total)}
  </cac:AnticipatedMonetaryTotal>
`
  let count = 0
  for (const line of order.lines) {
    count++
    text += `  <cac:OrderLine>
    <cac:LineItem>
      <cbc:ID>${count}</cbc:ID>
      <cbc:Quantity unitCode="PK">${line.quantity}</cbc:Quantity>
      ${money('LineExtensionAmount', line.total)}
      <cac:Price>
        ${money('PriceAmount', line.price)}
      </cac:Price>
      <cac:Item>
        <cbc:Name>${escaped(line.name)}</cbc:Name>
        <cac:SellersItemIdentification>
          <cbc:ID>${escaped(line.article)}</cbc:ID>
        </cac:SellersItemIdentification>
      </cac:Item>
    </cac:LineItem>
  </cac:OrderLine>
`
  }
  return `${text}</Order>\n`
}
