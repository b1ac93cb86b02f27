/**
 * Four renderings of one order, signed in Python 3.11 with `SIGNING_SECRET`. Not from Apicbase. Never reformat: the
 * bytes are signed.
 */

export const SIGNING_SECRET = 'apic-test-secret'

export interface SignedBody {
  readonly name: string
  readonly bytes: number
  readonly signature: string
  readonly body: string
}

// biome-ignore-start format: the bytes are what is signed
export const SIGNED: readonly SignedBody[] = [
  {
    name: 'json.dumps with its defaults',
    bytes: 575,
    signature: '0a6c4a484398235b3ece9e34240d464a901c9a63e9ac1a169f9b8606fd51763c',
    body: String.raw`{"id": "5f0c9a52", "order_number": "PO-000123", "status": "ORDERED", "ordered_on": "2024-05-17T09:31:05.120394Z", "owned_by": {"username": "chef@example.com"}, "order_remarks": "Cr\u00e8me fra\u00eeche \u2013 frisch \ud83e\udd5b \"kalt\" a/b", "packages": [{"stock_item": {"name": "Cr\u00e8me fra\u00eeche 1 kg"}, "supplier_package": {"supplier_article_number": "00123", "theoretical_price_per_package": "12.500"}, "quantity_ordered": 2, "total_theoretical_price": "25.000"}], "expected_delivery_date": null, "theoretical_price": "25.000", "supplier_customer_number": "C-77"}`,
  },
  {
    name: 'compact, UTF-8',
    bytes: 517,
    signature: 'b11e1b5967f7a461c2ed0af659df12f546bb77ecc81b4c2993e8e562a02c96a0',
    body: String.raw`{"id":"5f0c9a52","order_number":"PO-000123","status":"ORDERED","ordered_on":"2024-05-17T09:31:05.120394Z","owned_by":{"username":"chef@example.com"},"order_remarks":"Crème fraîche – frisch 🥛 \"kalt\" a/b","packages":[{"stock_item":{"name":"Crème fraîche 1 kg"},"supplier_package":{"supplier_article_number":"00123","theoretical_price_per_package":"12.500"},"quantity_ordered":2,"total_theoretical_price":"25.000"}],"expected_delivery_date":null,"theoretical_price":"25.000","supplier_customer_number":"C-77"}`,
  },
  {
    name: 'compact, escaped to ASCII',
    bytes: 544,
    signature: '9d93bc45e105efde3a6c6400ba3ffa8b3dca037587d548f9e89fe6713564974d',
    body: String.raw`{"id":"5f0c9a52","order_number":"PO-000123","status":"ORDERED","ordered_on":"2024-05-17T09:31:05.120394Z","owned_by":{"username":"chef@example.com"},"order_remarks":"Cr\u00e8me fra\u00eeche \u2013 frisch \ud83e\udd5b \"kalt\" a/b","packages":[{"stock_item":{"name":"Cr\u00e8me fra\u00eeche 1 kg"},"supplier_package":{"supplier_article_number":"00123","theoretical_price_per_package":"12.500"},"quantity_ordered":2,"total_theoretical_price":"25.000"}],"expected_delivery_date":null,"theoretical_price":"25.000","supplier_customer_number":"C-77"}`,
  },
  {
    name: 'spaced, UTF-8',
    bytes: 548,
    signature: '598afeb505c3ffd1d0170f8aa3df1ef8866d4935aeded6877661f9ce097b696d',
    body: String.raw`{"id": "5f0c9a52", "order_number": "PO-000123", "status": "ORDERED", "ordered_on": "2024-05-17T09:31:05.120394Z", "owned_by": {"username": "chef@example.com"}, "order_remarks": "Crème fraîche – frisch 🥛 \"kalt\" a/b", "packages": [{"stock_item": {"name": "Crème fraîche 1 kg"}, "supplier_package": {"supplier_article_number": "00123", "theoretical_price_per_package": "12.500"}, "quantity_ordered": 2, "total_theoretical_price": "25.000"}], "expected_delivery_date": null, "theoretical_price": "25.000", "supplier_customer_number": "C-77"}`,
  },
]
// biome-ignore-end format: the bytes are what is signed
