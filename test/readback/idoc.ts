import { SETTINGS } from '../conformance/written-documents.ts'
import type { ReadElement } from '../documents/xml/reader.ts'
import { askedFor, dashed, LINE_PATHS, PATHS, type Reading, type Said, say, TO, unlessOmitted } from './reading.ts'
import { all, first, noticesOf, rootOf, textAt } from './xml-tree.ts'

export const idoc: Reading = {
  format: 'idoc-orders05',
  golden: {
    settings: {
      sender: { port: 'APICBASE' },
      recipient: { port: 'SAPPRD', id: 'PRDCLNT100' },
      supplierCode: 'SUP1',
    },
    supplier: { language: 'nl' },
  },
  parts: (text) => [...text.matchAll(/<IDOC BEGIN="1">.*?<\/IDOC>/gs)].map(([whole]) => whole),
  settings: (one) => SETTINGS['idoc-orders05']?.(one) ?? {},
  read(text, one) {
    const root = first(rootOf(text), 'IDOC')
    const said: Said = new Map()
    const dated = (code: string) => all(root, 'E1EDK03').find((segment) => textAt(segment, 'IDDAT') === code)
    const partner = (role: string) => all(root, 'E1EDKA1').find((segment) => textAt(segment, 'PARVW') === role)
    const [ordered, asked] = [dated('012'), dated('002')]
    const time = textAt(ordered, 'UZEIT')?.replace(/(..)(..)(..)/, '$1:$2:$3')
    say(said, PATHS.id, textAt(root, 'EDI_DC40', 'ARCKEY'))
    say(said, PATHS.number, textAt(root, 'E1EDK01', 'BELNR'))
    say(said, PATHS.number, textAt(root, 'E1EDK02', 'BELNR'))
    say(said, PATHS.orderedOn, `${dashed(textAt(ordered, 'DATUM') ?? '')}T${time}`)
    say(said, PATHS.deliveryDate, asked && askedFor(dashed(textAt(asked, 'DATUM') ?? ''), textAt(asked, 'UZEIT')))
    say(said, PATHS.soldTo, textAt(partner('AG'), 'PARTN'))
    say(said, PATHS.shipTo, textAt(partner('WE'), 'PARTN'))
    say(said, PATHS.billTo, textAt(partner('RE'), 'PARTN'))
    say(said, PATHS.person, textAt(partner('AG'), 'BNAME'))
    const header = remarks(all(root, 'E1EDKT1', 'E1EDKT2'), noticesOf(one, { test: false }))
    const line = remarks(
      all(root, 'E1EDP01').flatMap((item) => all(item, 'E1EDPT1', 'E1EDPT2')),
      [],
    )
    if (header !== '' && line !== '') throw new Error('remarks in two places')
    say(said, PATHS.remarks, header + line)
    const sum = all(root, 'E1EDS01').find((segment) => textAt(segment, 'SUMID') === '002')
    say(said, PATHS.total, textAt(sum, 'SUMME'))
    for (const [index, item] of all(root, 'E1EDP01').entries()) readLine(item, index, said)
    return said
  },
  without: ['customer'],
  orderedOn: TO.second,
  priced: unlessOmitted,
}

function readLine(item: ReadElement, index: number, said: Said): void {
  if (Number(textAt(item, 'POSEX')) !== (index + 1) * 10) throw new Error(`line ${index + 1} is misnumbered`)
  const object = all(item, 'E1EDP19').find((segment) => textAt(segment, 'QUALF') === '002')
  const schedule = first(item, 'E1EDP20')
  say(said, LINE_PATHS.article(index), textAt(object, 'IDTNR'))
  say(said, LINE_PATHS.name(index), textAt(object, 'KTEXT'))
  say(said, LINE_PATHS.quantity(index), textAt(item, 'MENGE'))
  say(said, LINE_PATHS.quantity(index), textAt(schedule, 'WMENG'))
  say(
    said,
    PATHS.deliveryDate,
    schedule && askedFor(dashed(textAt(schedule, 'EDATU') ?? ''), textAt(schedule, 'EZEIT')),
  )
  say(said, LINE_PATHS.price(index), textAt(item, 'VPREI'))
  say(said, LINE_PATHS.priceQuantity(index), textAt(item, 'PEINH'))
  say(said, LINE_PATHS.lineTotal(index), textAt(item, 'NETWR'))
}

/** TDFORMAT: `/` begins a new line, `=` continues without a space, absent continues with a space. */
function remarks(segments: readonly ReadElement[], notices: readonly string[]): string {
  let text = ''
  for (const [index, segment] of segments.entries()) {
    const format = textAt(segment, 'TDFORMAT')
    const joint = format === '/' ? '\n' : format === '=' ? '' : ' '
    text += (index === 0 ? '' : joint) + (textAt(segment, 'TDLINE') ?? '')
  }
  for (const notice of notices) {
    if (!text.startsWith(notice)) throw new Error(`${notice} is missing`)
    text = text.slice(notice.length).replace(/^\n/, '')
  }
  return text
}
