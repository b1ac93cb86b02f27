-- now 1795510800000
-- sent https://erp.example/orders d895f8cfb45d81628e066b7ea80c92e1
-- sent https://erp.example/orders 364161c965225af72edcc56e4b8a31dc
-- sent https://erp.example/orders 9b48c59df228ba6452cdfb3c3bbb8e48
-- sent https://erp.example/orders c1ca8519813ff90b50fac984274672a3
CREATE TABLE acknowledgements (
    order_id TEXT, version INTEGER, route TEXT, seq INTEGER, at INTEGER NOT NULL, kind TEXT NOT NULL,
    verdict TEXT NOT NULL, reason TEXT, own TEXT NOT NULL, attempt INTEGER NOT NULL,
    PRIMARY KEY (order_id, version, route, seq)) WITHOUT ROWID;
CREATE TABLE alerts (
    seq INTEGER PRIMARY KEY, at INTEGER NOT NULL, channel TEXT NOT NULL, message TEXT NOT NULL, alert TEXT NOT NULL,
    next_at INTEGER NOT NULL, attempts INTEGER NOT NULL DEFAULT 0, escalated INTEGER NOT NULL DEFAULT 0, failure TEXT);
CREATE TABLE control_numbers (
    route TEXT, number INTEGER, kind TEXT, order_id TEXT NOT NULL, version INTEGER NOT NULL,
    PRIMARY KEY (route, number, kind)) WITHOUT ROWID;
CREATE TABLE counters (sequence TEXT PRIMARY KEY, last INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE couriers (
    route TEXT PRIMARY KEY, courier TEXT, run TEXT, host TEXT NOT NULL DEFAULT '', until INTEGER NOT NULL DEFAULT 0,
    heard_at INTEGER NOT NULL, silent INTEGER NOT NULL DEFAULT 0, troubles TEXT NOT NULL DEFAULT '[]', rival TEXT,
    rival_since INTEGER NOT NULL DEFAULT 0, rival_at INTEGER NOT NULL DEFAULT 0) WITHOUT ROWID;
CREATE TABLE deliveries (
    order_id TEXT, version INTEGER, route TEXT, state TEXT NOT NULL, reached TEXT NOT NULL DEFAULT 'no',
    hold_reason TEXT, purpose TEXT NOT NULL, next_at INTEGER, due_since INTEGER NOT NULL, late_at INTEGER,
    attempts INTEGER NOT NULL DEFAULT 0, control_number INTEGER, group_number INTEGER, collected_at INTEGER, note TEXT,
    writing INTEGER NOT NULL DEFAULT 1, progress TEXT, round INTEGER NOT NULL DEFAULT 1, taken_by TEXT,
    PRIMARY KEY (order_id, version, route)) WITHOUT ROWID;
INSERT INTO deliveries VALUES ('deferred', 1, 'box', 'waiting', 'no', NULL, 'original', 8640000000000000, 1795510800000, 1795511700000, 1, NULL, NULL, NULL, 'Ready to be collected.', 1, NULL, 1, NULL);
INSERT INTO deliveries VALUES ('deferred', 1, 'erp', 'deferred', 'no', NULL, 'original', 1795510842138, 1795510800000, 1795511700000, 1, NULL, NULL, NULL, 'The receiver answered 503: not now.', 1, NULL, 1, NULL);
INSERT INTO deliveries VALUES ('deferred', 1, 'wms', 'waiting', 'no', NULL, 'original', 1795510800000, 1795510800000, 1795511700000, 0, NULL, NULL, NULL, NULL, 1, NULL, 1, NULL);
INSERT INTO deliveries VALUES ('delivered', 1, 'box', 'sent', 'yes', NULL, 'original', 8640000000000000, 1795510800000, 1795514400000, 1, NULL, NULL, NULL, 'Fetched from the mailbox.', 1, NULL, 1, NULL);
INSERT INTO deliveries VALUES ('delivered', 1, 'erp', 'delivered', 'yes', NULL, 'original', NULL, 1795510800000, NULL, 1, NULL, NULL, NULL, 'The receiver answered 200.', 1, NULL, 1, NULL);
INSERT INTO deliveries VALUES ('delivered', 1, 'wms', 'waiting', 'no', NULL, 'original', 1795510800000, 1795510800000, 1795511700000, 0, NULL, NULL, NULL, NULL, 1, NULL, 1, NULL);
INSERT INTO deliveries VALUES ('held', 1, 'box', 'waiting', 'no', NULL, 'original', 8640000000000000, 1795510800000, 1795511700000, 1, NULL, NULL, NULL, 'Ready to be collected.', 1, NULL, 1, NULL);
INSERT INTO deliveries VALUES ('held', 1, 'erp', 'held', 'no', 'quantity', 'original', 8640000000000000, 1795510800000, NULL, 0, NULL, NULL, NULL, NULL, 1, NULL, 1, NULL);
INSERT INTO deliveries VALUES ('held', 1, 'wms', 'held', 'no', 'quantity', 'original', 8640000000000000, 1795510800000, NULL, 0, NULL, NULL, NULL, NULL, 1, NULL, 1, NULL);
INSERT INTO deliveries VALUES ('refused', 1, 'box', 'waiting', 'no', NULL, 'original', 8640000000000000, 1795510800000, 1795511700000, 1, NULL, NULL, NULL, 'Ready to be collected.', 1, NULL, 1, NULL);
INSERT INTO deliveries VALUES ('refused', 1, 'erp', 'refused', 'no', NULL, 'original', 8640000000000000, 1795510800000, NULL, 1, NULL, NULL, NULL, 'The receiver answered 400: it does not take the document.', 1, NULL, 1, NULL);
INSERT INTO deliveries VALUES ('refused', 1, 'wms', 'waiting', 'no', NULL, 'original', 1795510800000, 1795510800000, 1795511700000, 0, NULL, NULL, NULL, NULL, 1, NULL, 1, NULL);
INSERT INTO deliveries VALUES ('uncertain', 1, 'box', 'waiting', 'no', NULL, 'original', 8640000000000000, 1795510800000, 1795511700000, 1, NULL, NULL, NULL, 'Ready to be collected.', 1, NULL, 1, NULL);
INSERT INTO deliveries VALUES ('uncertain', 1, 'erp', 'uncertain', 'maybe', NULL, 'original', 1795511023050, 1795510800000, 1795511700000, 1, NULL, NULL, NULL, 'The line dropped after the request began; the document may have arrived.', 1, NULL, 1, NULL);
INSERT INTO deliveries VALUES ('uncertain', 1, 'wms', 'waiting', 'no', NULL, 'original', 1795510800000, 1795510800000, 1795511700000, 0, NULL, NULL, NULL, NULL, 1, NULL, 1, NULL);
CREATE TABLE events (
    seq INTEGER PRIMARY KEY, at INTEGER NOT NULL, by TEXT NOT NULL, action TEXT NOT NULL, order_id TEXT, route TEXT,
    note TEXT, erp_reference TEXT);
INSERT INTO events VALUES (1, 1795510800000, 'ann', 'pause', NULL, 'wms', NULL, NULL);
CREATE TABLE facts (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE incident_orders (
    kind TEXT, route TEXT, cause TEXT, order_id TEXT, version INTEGER NOT NULL, said INTEGER NOT NULL,
    PRIMARY KEY (kind, route, cause, order_id)) WITHOUT ROWID;
INSERT INTO incident_orders VALUES ('held', '', 'quantity', 'held', 1, 1);
INSERT INTO incident_orders VALUES ('refused', 'erp', '', 'refused', 1, 1);
CREATE TABLE incidents (
    kind TEXT, route TEXT, cause TEXT, opened_at INTEGER NOT NULL, last_at INTEGER NOT NULL, over_at INTEGER,
    closed_at INTEGER, times INTEGER NOT NULL, unsaid INTEGER NOT NULL, more_at INTEGER, messages INTEGER NOT NULL,
    said_at INTEGER NOT NULL, why TEXT NOT NULL, next_at INTEGER, PRIMARY KEY (kind, route, cause)) WITHOUT ROWID;
INSERT INTO incidents VALUES ('held', '', 'quantity', 1795510800000, 1795510800000, NULL, NULL, 1, 0, NULL, 1, 1795510800000, 'quantity.', NULL);
INSERT INTO incidents VALUES ('refused', 'erp', '', 1795510800000, 1795510800000, NULL, NULL, 1, 0, NULL, 1, 1795510800000, 'The receiver answered 400: it does not take the document.', NULL);
CREATE TABLE messages (
    id TEXT PRIMARY KEY, order_id TEXT NOT NULL, version INTEGER NOT NULL, route TEXT NOT NULL, writing INTEGER NOT NULL,
    doubtful INTEGER NOT NULL, measure TEXT NOT NULL, at INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE orders (
    seq INTEGER PRIMARY KEY, id TEXT NOT NULL, number TEXT, customer TEXT, version INTEGER NOT NULL,
    first_at INTEGER NOT NULL, placed_at INTEGER, listed INTEGER NOT NULL DEFAULT 0, found_by TEXT NOT NULL, problems TEXT);
INSERT INTO orders VALUES (1, 'delivered', 'PO-delivered', 'C-77', 1, 1795510800000, NULL, 0, 'delivered
po-delivered
c-77
00123', NULL);
INSERT INTO orders VALUES (2, 'deferred', 'PO-deferred', 'C-77', 1, 1795510800000, NULL, 0, 'deferred
po-deferred
c-77
00123', NULL);
INSERT INTO orders VALUES (3, 'uncertain', 'PO-uncertain', 'C-77', 1, 1795510800000, NULL, 0, 'uncertain
po-uncertain
c-77
00123', NULL);
INSERT INTO orders VALUES (4, 'refused', 'PO-refused', 'C-77', 1, 1795510800000, NULL, 0, 'refused
po-refused
c-77
00123', NULL);
INSERT INTO orders VALUES (5, 'held', 'PO-held', 'C-77', 1, 1795510800000, NULL, 0, 'held
po-held
c-77
00123', NULL);
CREATE TABLE pieces (
    order_id TEXT, version INTEGER, route TEXT, piece INTEGER, about TEXT, bytes BLOB NOT NULL,
    PRIMARY KEY (order_id, version, route, piece)) WITHOUT ROWID;
INSERT INTO pieces VALUES ('deferred', 1, '', 0, NULL, CAST('{"id":"deferred","order_number":"PO-deferred","status":"ORDERED","ordered_on":"2026-11-24T08:59:00Z","owned_by":{"username":"chef@bistro.example"},"order_remarks":null,"packages":[{"stock_item":{"name":"Crème fraîche 1 kg"},"supplier_package":{"supplier_article_number":"00123","theoretical_price_per_package":"12.500"},"quantity_ordered":2,"total_theoretical_price":"25.000"}],"expected_delivery_date":"2026-11-26","theoretical_price":"25.000","supplier_customer_number":"C-77"}' AS BLOB));
INSERT INTO pieces VALUES ('deferred', 1, 'box', 0, '{"mediaType":"application/json; charset=utf-8","fileName":"PO-deferred-1.json","digest":"5d3e38826a1c60333802e5f319766e31c6339b3f56a34a15102ce6621b21efb2","controlNumber":null,"warnings":[],"orderNumber":"PO-deferred","size":598}', CAST('{
  "notice": null,
  "supplier": "Fresco Foods",
  "id": "deferred",
  "orderNumber": "PO-deferred",
  "version": 1,
  "purpose": "original",
  "possibleRepeat": false,
  "customerNumber": "C-77",
  "orderedOn": "2026-11-24T09:59:00+01:00",
  "deliveryDate": "2026-11-26",
  "orderedBy": "chef@bistro.example",
  "remarks": "",
  "currency": "EUR",
  "prices": "information",
  "lines": [
    {
      "line": 1,
      "articleNumber": "00123",
      "name": "Crème fraîche 1 kg",
      "quantity": "2",
      "pricePerPackage": "12.500",
      "total": "25.000"
    }
  ],
  "total": "25.000"
}
' AS BLOB));
INSERT INTO pieces VALUES ('deferred', 1, 'erp', 0, '{"mediaType":"application/json; charset=utf-8","fileName":"PO-deferred-1.json","digest":"5d3e38826a1c60333802e5f319766e31c6339b3f56a34a15102ce6621b21efb2","controlNumber":null,"warnings":[],"orderNumber":"PO-deferred","size":598}', CAST('{
  "notice": null,
  "supplier": "Fresco Foods",
  "id": "deferred",
  "orderNumber": "PO-deferred",
  "version": 1,
  "purpose": "original",
  "possibleRepeat": false,
  "customerNumber": "C-77",
  "orderedOn": "2026-11-24T09:59:00+01:00",
  "deliveryDate": "2026-11-26",
  "orderedBy": "chef@bistro.example",
  "remarks": "",
  "currency": "EUR",
  "prices": "information",
  "lines": [
    {
      "line": 1,
      "articleNumber": "00123",
      "name": "Crème fraîche 1 kg",
      "quantity": "2",
      "pricePerPackage": "12.500",
      "total": "25.000"
    }
  ],
  "total": "25.000"
}
' AS BLOB));
INSERT INTO pieces VALUES ('delivered', 1, '', 0, NULL, CAST('{"id":"delivered","order_number":"PO-delivered","status":"ORDERED","ordered_on":"2026-11-24T08:59:00Z","owned_by":{"username":"chef@bistro.example"},"order_remarks":null,"packages":[{"stock_item":{"name":"Crème fraîche 1 kg"},"supplier_package":{"supplier_article_number":"00123","theoretical_price_per_package":"12.500"},"quantity_ordered":2,"total_theoretical_price":"25.000"}],"expected_delivery_date":"2026-11-26","theoretical_price":"25.000","supplier_customer_number":"C-77"}' AS BLOB));
INSERT INTO pieces VALUES ('delivered', 1, 'box', 0, '{"mediaType":"application/json; charset=utf-8","fileName":"PO-delivered-1.json","digest":"757b955a5e142870117f1bd630e1b469812f393a7d3cfdbe750da0f3f3cbb8de","controlNumber":null,"warnings":[],"orderNumber":"PO-delivered","size":600}', CAST('{
  "notice": null,
  "supplier": "Fresco Foods",
  "id": "delivered",
  "orderNumber": "PO-delivered",
  "version": 1,
  "purpose": "original",
  "possibleRepeat": false,
  "customerNumber": "C-77",
  "orderedOn": "2026-11-24T09:59:00+01:00",
  "deliveryDate": "2026-11-26",
  "orderedBy": "chef@bistro.example",
  "remarks": "",
  "currency": "EUR",
  "prices": "information",
  "lines": [
    {
      "line": 1,
      "articleNumber": "00123",
      "name": "Crème fraîche 1 kg",
      "quantity": "2",
      "pricePerPackage": "12.500",
      "total": "25.000"
    }
  ],
  "total": "25.000"
}
' AS BLOB));
INSERT INTO pieces VALUES ('delivered', 1, 'erp', 0, '{"mediaType":"application/json; charset=utf-8","fileName":"PO-delivered-1.json","digest":"757b955a5e142870117f1bd630e1b469812f393a7d3cfdbe750da0f3f3cbb8de","controlNumber":null,"warnings":[],"orderNumber":"PO-delivered","size":600}', CAST('{
  "notice": null,
  "supplier": "Fresco Foods",
  "id": "delivered",
  "orderNumber": "PO-delivered",
  "version": 1,
  "purpose": "original",
  "possibleRepeat": false,
  "customerNumber": "C-77",
  "orderedOn": "2026-11-24T09:59:00+01:00",
  "deliveryDate": "2026-11-26",
  "orderedBy": "chef@bistro.example",
  "remarks": "",
  "currency": "EUR",
  "prices": "information",
  "lines": [
    {
      "line": 1,
      "articleNumber": "00123",
      "name": "Crème fraîche 1 kg",
      "quantity": "2",
      "pricePerPackage": "12.500",
      "total": "25.000"
    }
  ],
  "total": "25.000"
}
' AS BLOB));
INSERT INTO pieces VALUES ('held', 1, '', 0, NULL, CAST('{"id":"held","order_number":"PO-held","status":"ORDERED","ordered_on":"2026-11-24T08:59:00Z","owned_by":{"username":"chef@bistro.example"},"order_remarks":null,"packages":[{"stock_item":{"name":"Crème fraîche 1 kg"},"supplier_package":{"supplier_article_number":"00123","theoretical_price_per_package":"12.500"},"quantity_ordered":2,"total_theoretical_price":"25.000"}],"expected_delivery_date":"2026-11-26","theoretical_price":"25.000","supplier_customer_number":"C-77"}' AS BLOB));
INSERT INTO pieces VALUES ('held', 1, 'box', 0, '{"mediaType":"application/json; charset=utf-8","fileName":"PO-held-1.json","digest":"b17d332d420cdc9b8e08325efd19aef1a1579a82ca84d8ab8080631511919eb0","controlNumber":null,"warnings":[],"orderNumber":"PO-held","size":590}', CAST('{
  "notice": null,
  "supplier": "Fresco Foods",
  "id": "held",
  "orderNumber": "PO-held",
  "version": 1,
  "purpose": "original",
  "possibleRepeat": false,
  "customerNumber": "C-77",
  "orderedOn": "2026-11-24T09:59:00+01:00",
  "deliveryDate": "2026-11-26",
  "orderedBy": "chef@bistro.example",
  "remarks": "",
  "currency": "EUR",
  "prices": "information",
  "lines": [
    {
      "line": 1,
      "articleNumber": "00123",
      "name": "Crème fraîche 1 kg",
      "quantity": "2",
      "pricePerPackage": "12.500",
      "total": "25.000"
    }
  ],
  "total": "25.000"
}
' AS BLOB));
INSERT INTO pieces VALUES ('refused', 1, '', 0, NULL, CAST('{"id":"refused","order_number":"PO-refused","status":"ORDERED","ordered_on":"2026-11-24T08:59:00Z","owned_by":{"username":"chef@bistro.example"},"order_remarks":null,"packages":[{"stock_item":{"name":"Crème fraîche 1 kg"},"supplier_package":{"supplier_article_number":"00123","theoretical_price_per_package":"12.500"},"quantity_ordered":2,"total_theoretical_price":"25.000"}],"expected_delivery_date":"2026-11-26","theoretical_price":"25.000","supplier_customer_number":"C-77"}' AS BLOB));
INSERT INTO pieces VALUES ('refused', 1, 'box', 0, '{"mediaType":"application/json; charset=utf-8","fileName":"PO-refused-1.json","digest":"af09e7dc8b82c5d9c4800bc81510f54568a5782420e0a1d9f3646a2956461072","controlNumber":null,"warnings":[],"orderNumber":"PO-refused","size":596}', CAST('{
  "notice": null,
  "supplier": "Fresco Foods",
  "id": "refused",
  "orderNumber": "PO-refused",
  "version": 1,
  "purpose": "original",
  "possibleRepeat": false,
  "customerNumber": "C-77",
  "orderedOn": "2026-11-24T09:59:00+01:00",
  "deliveryDate": "2026-11-26",
  "orderedBy": "chef@bistro.example",
  "remarks": "",
  "currency": "EUR",
  "prices": "information",
  "lines": [
    {
      "line": 1,
      "articleNumber": "00123",
      "name": "Crème fraîche 1 kg",
      "quantity": "2",
      "pricePerPackage": "12.500",
      "total": "25.000"
    }
  ],
  "total": "25.000"
}
' AS BLOB));
INSERT INTO pieces VALUES ('refused', 1, 'erp', 0, '{"mediaType":"application/json; charset=utf-8","fileName":"PO-refused-1.json","digest":"af09e7dc8b82c5d9c4800bc81510f54568a5782420e0a1d9f3646a2956461072","controlNumber":null,"warnings":[],"orderNumber":"PO-refused","size":596}', CAST('{
  "notice": null,
  "supplier": "Fresco Foods",
  "id": "refused",
  "orderNumber": "PO-refused",
  "version": 1,
  "purpose": "original",
  "possibleRepeat": false,
  "customerNumber": "C-77",
  "orderedOn": "2026-11-24T09:59:00+01:00",
  "deliveryDate": "2026-11-26",
  "orderedBy": "chef@bistro.example",
  "remarks": "",
  "currency": "EUR",
  "prices": "information",
  "lines": [
    {
      "line": 1,
      "articleNumber": "00123",
      "name": "Crème fraîche 1 kg",
      "quantity": "2",
      "pricePerPackage": "12.500",
      "total": "25.000"
    }
  ],
  "total": "25.000"
}
' AS BLOB));
INSERT INTO pieces VALUES ('uncertain', 1, '', 0, NULL, CAST('{"id":"uncertain","order_number":"PO-uncertain","status":"ORDERED","ordered_on":"2026-11-24T08:59:00Z","owned_by":{"username":"chef@bistro.example"},"order_remarks":null,"packages":[{"stock_item":{"name":"Crème fraîche 1 kg"},"supplier_package":{"supplier_article_number":"00123","theoretical_price_per_package":"12.500"},"quantity_ordered":2,"total_theoretical_price":"25.000"}],"expected_delivery_date":"2026-11-26","theoretical_price":"25.000","supplier_customer_number":"C-77"}' AS BLOB));
INSERT INTO pieces VALUES ('uncertain', 1, 'box', 0, '{"mediaType":"application/json; charset=utf-8","fileName":"PO-uncertain-1.json","digest":"20d449175a9942e1530cadc5366c216a0972f9664dee36e748e53bf7d6ef0239","controlNumber":null,"warnings":[],"orderNumber":"PO-uncertain","size":600}', CAST('{
  "notice": null,
  "supplier": "Fresco Foods",
  "id": "uncertain",
  "orderNumber": "PO-uncertain",
  "version": 1,
  "purpose": "original",
  "possibleRepeat": false,
  "customerNumber": "C-77",
  "orderedOn": "2026-11-24T09:59:00+01:00",
  "deliveryDate": "2026-11-26",
  "orderedBy": "chef@bistro.example",
  "remarks": "",
  "currency": "EUR",
  "prices": "information",
  "lines": [
    {
      "line": 1,
      "articleNumber": "00123",
      "name": "Crème fraîche 1 kg",
      "quantity": "2",
      "pricePerPackage": "12.500",
      "total": "25.000"
    }
  ],
  "total": "25.000"
}
' AS BLOB));
INSERT INTO pieces VALUES ('uncertain', 1, 'erp', 0, '{"mediaType":"application/json; charset=utf-8","fileName":"PO-uncertain-1.json","digest":"20d449175a9942e1530cadc5366c216a0972f9664dee36e748e53bf7d6ef0239","controlNumber":null,"warnings":[],"orderNumber":"PO-uncertain","size":600}', CAST('{
  "notice": null,
  "supplier": "Fresco Foods",
  "id": "uncertain",
  "orderNumber": "PO-uncertain",
  "version": 1,
  "purpose": "original",
  "possibleRepeat": false,
  "customerNumber": "C-77",
  "orderedOn": "2026-11-24T09:59:00+01:00",
  "deliveryDate": "2026-11-26",
  "orderedBy": "chef@bistro.example",
  "remarks": "",
  "currency": "EUR",
  "prices": "information",
  "lines": [
    {
      "line": 1,
      "articleNumber": "00123",
      "name": "Crème fraîche 1 kg",
      "quantity": "2",
      "pricePerPackage": "12.500",
      "total": "25.000"
    }
  ],
  "total": "25.000"
}
' AS BLOB));
CREATE TABLE received (
    seq INTEGER PRIMARY KEY, sender TEXT NOT NULL, id TEXT NOT NULL, digest TEXT NOT NULL, answer TEXT NOT NULL);
CREATE TABLE routes (
    route TEXT PRIMARY KEY, paused_at INTEGER, paused_by TEXT, reason TEXT, resumed_at INTEGER,
    unsecured INTEGER NOT NULL DEFAULT 0) WITHOUT ROWID;
INSERT INTO routes VALUES ('wms', 1795510800000, 'ann', 'Paused by hand.', NULL, 0);
CREATE TABLE statements (
    number INTEGER PRIMARY KEY, date TEXT NOT NULL, to_at INTEGER NOT NULL, boundary INTEGER NOT NULL,
    last_order INTEGER NOT NULL, last_event INTEGER NOT NULL, statement TEXT NOT NULL);
CREATE TABLE timeline (
    order_id TEXT, seq INTEGER, at INTEGER NOT NULL, event TEXT NOT NULL, version INTEGER, route TEXT, text TEXT,
    PRIMARY KEY (order_id, seq)) WITHOUT ROWID;
INSERT INTO timeline VALUES ('deferred', 1, 1795510800000, 'ready', 1, 'box', 'Ready to be collected.');
INSERT INTO timeline VALUES ('deferred', 2, 1795510800000, 'deferred', 1, 'erp', 'The receiver answered 503: not now.');
INSERT INTO timeline VALUES ('delivered', 1, 1795510800000, 'ready', 1, 'box', 'Ready to be collected.');
INSERT INTO timeline VALUES ('delivered', 2, 1795510800000, 'delivered', 1, 'erp', 'The receiver answered 200.');
INSERT INTO timeline VALUES ('delivered', 3, 1795510800000, 'fetched', 1, 'box', NULL);
INSERT INTO timeline VALUES ('held', 1, 1795510800000, 'ready', 1, 'box', 'Ready to be collected.');
INSERT INTO timeline VALUES ('refused', 1, 1795510800000, 'ready', 1, 'box', 'Ready to be collected.');
INSERT INTO timeline VALUES ('refused', 2, 1795510800000, 'refused', 1, 'erp', 'The receiver answered 400: it does not take the document.');
INSERT INTO timeline VALUES ('uncertain', 1, 1795510800000, 'ready', 1, 'box', 'Ready to be collected.');
INSERT INTO timeline VALUES ('uncertain', 2, 1795510800000, 'uncertain', 1, 'erp', 'The line dropped after the request began; the document may have arrived.');
CREATE TABLE versions (
    order_id TEXT, version INTEGER, digest TEXT NOT NULL, delivery_date TEXT, cut_off INTEGER, accepted_at INTEGER NOT NULL,
    source TEXT NOT NULL, request TEXT NOT NULL, heard TEXT NOT NULL, status TEXT NOT NULL, hold_reason TEXT,
    about TEXT NOT NULL,
    PRIMARY KEY (order_id, version)) WITHOUT ROWID;
INSERT INTO versions VALUES ('deferred', 1, 'content-2', '2026-11-26', NULL, 1795510800000, 'webhook', 'request-2', '["request-2"]', 'accepted', NULL, '{}');
INSERT INTO versions VALUES ('delivered', 1, 'content-2', '2026-11-26', NULL, 1795510800000, 'webhook', 'request-1', '["request-1"]', 'accepted', NULL, '{}');
INSERT INTO versions VALUES ('held', 1, 'content-2', '2026-11-26', NULL, 1795510800000, 'webhook', 'request-5', '["request-5"]', 'held', 'quantity', '{}');
INSERT INTO versions VALUES ('refused', 1, 'content-2', '2026-11-26', NULL, 1795510800000, 'webhook', 'request-4', '["request-4"]', 'accepted', NULL, '{}');
INSERT INTO versions VALUES ('uncertain', 1, 'content-2', '2026-11-26', NULL, 1795510800000, 'webhook', 'request-3', '["request-3"]', 'accepted', NULL, '{}');
CREATE INDEX open ON deliveries (route, next_at) WHERE next_at IS NOT NULL;
CREATE UNIQUE INDEX orders_by_id ON orders (id);
CREATE INDEX orders_by_number ON orders (number);
CREATE UNIQUE INDEX received_by_id ON received (sender, id);
