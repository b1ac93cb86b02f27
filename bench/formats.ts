const parties = (recipient: string) => ({ sender: { id: 'ORDERBRIDGE' }, recipient: { id: recipient } })
const gln = { sender: { id: '5412345000013' }, recipient: { id: '4098765000010' } }
const endpoint = { scheme: '0106', id: '12345678' }

/** Every format with its smallest settings. */
export const DOCUMENTS: Readonly<Record<string, object>> = {
  csv: {},
  'cxml-1.2': {},
  'edifact-d01b': parties('OTHER1'),
  'edifact-d96a': parties('OTHER2'),
  email: { from: 'orders@gateway.example', to: ['desk@bench.example'] },
  'fixed-width': {},
  'gs1-order-3': gln,
  'idoc-orders05': {},
  json: {},
  'opentrans-2.1': {},
  'peppol-order-3': { buyer: { name: 'Bistro', endpoint }, seller: { name: 'Bench', country: 'NL', endpoint } },
  template: { template: 'order-xml' },
  'tradacoms-orders-9': gln,
  'ubl-order-2.1': {},
  'x12-850-4010': parties('OTHER1'),
  'x12-850-5010': parties('OTHER2'),
}
