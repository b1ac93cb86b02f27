-- now 1795511520000
-- sent http PO-all-delivered 317263e6c5673a9fd1ad5514bb23ca0c PO-all-delivered-1.json 757 first
-- sent sftp PO-all-delivered c0417c855c240b50f5f3a7dcf2ca6752 PO-all-delivered-1.edi 468 first
-- sent ftp PO-all-delivered 4698e8c6aac037ac12d63217a32422db PO-all-delivered-1.json 757 first
-- sent http PO-http-deferred f5a98c4c648af06b5351515d27647059 PO-http-deferred-1.json 757 first
-- sent sftp PO-sftp-uncertain dd76f1d3d7275aa77b11f2322ef03c22 PO-sftp-uncertain-1.edi 470 first
-- sent ftp PO-ftp-uncertain 4a97db270278fad547cf857714bcb45e PO-ftp-uncertain-1.json 757 first
-- sent as2 PO-all-delivered 8dbdba420a0dd4d9d2b5b1d8f61cc54d PO-all-delivered-1.json 757 first
-- sent s3 PO-all-delivered a68c9e8d0a2f312e8e388dc47978b7ad PO-all-delivered-1.json 757 first
-- sent r2 PO-all-delivered 2aa09ccf6759da63480e44cd00cd9a98 PO-all-delivered-1.json 757 first
-- sent as2 PO-as2-uncertain 8f9d2f1ed076f8f4b8aebdd8cccfbe42 PO-as2-uncertain-1.json 757 first
-- sent s3 PO-s3-uncertain df6c29210e36b41c50ef43269035531d PO-s3-uncertain-1.json 755 first
-- sent r2 PO-r2-uncertain a833b07aef0a63ee77096f0cdadd0dee PO-r2-uncertain-1.json 755 first
-- sent batch PO-batch-1-deferred, PO-batch-2-deferred, PO-batch-3-deferred b92b164a1660df54908f0c9d734d8ecc PO-batch-1-deferred-1.edi 1220 first
-- sent first PO-first-deferred 1e0b6f8286efa3ba81d5bc94dbe49be0 PO-first-deferred-1.json 759 first
-- sent stopped PO-stopped-1 a3865b1bb6814c6639454fd211b392dc PO-stopped-1-1.json 749 first
-- sent answered PO-answered 2b86d48d45f98876d88f78ef7a79880b PO-answered-1.edi 458 first
-- sent http PO-http-refused cd609aa1568362e8ccb396114aeedd7d PO-http-refused-1.json 755 first
-- sent answered PO-answered-late 73ea6697815598f527f3ae2a8bc63b23 PO-answered-late-1.edi 468 first
-- sent http PO-http-uncertain a8ec4dfeb0ef3daaaa220f45afe221d5 PO-http-uncertain-1.json 759 first
-- sent smtp PO-all-delivered c710aeb901f15bd6b1499227f70b667c PO-all-delivered-1.eml 2486 first
-- sent email PO-all-delivered c6f39b73ccfdc69528dcb80bc6805bc6 PO-all-delivered-1.eml 2486 first
-- sent smtp PO-smtp-uncertain c910c7e64b7500897b4c5b030da452bd PO-smtp-uncertain-1.eml 2490 first
-- sent email PO-email-uncertain 8a712437adae5fc3b681d1ce473e0bcd PO-email-uncertain-1.eml 2494 first
-- sent sftp PO-sftp-uncertain dd76f1d3d7275aa77b11f2322ef03c22 PO-sftp-uncertain-1.edi 470 first
-- sent second PO-first-deferred e7681148411311f00c26296261aa5619 PO-first-deferred-1.json 759 first
-- sent http PO-http-sending 24470c7941e27bc0dafcdb724e0e28f7 PO-http-sending-1.json 755 first
-- sent smtp PO-smtp-sending 9f7d75d61c6c9ed5bbca15046e5c1c46 PO-smtp-sending-1.eml 2482 first
-- sent email PO-email-sending ed70bddfb206cdd49d9da6138b75696f PO-email-sending-1.eml 2486 first
-- sent sftp PO-sftp-sending 8a43f2e35476cf622c0eaf78cab43ea9 PO-sftp-sending-1.edi 466 first
-- sent ftp PO-ftp-sending a51067429db71f80514f96feeabeefed PO-ftp-sending-1.json 753 first
-- sent as2 PO-as2-sending e583d3bb387d82409c4d8cfd4a3a5e50 PO-as2-sending-1.json 753 first
-- sent s3 PO-s3-sending 3f7a5596203741ed99bab3b7fd62bd80 PO-s3-sending-1.json 751 first
-- sent r2 PO-r2-sending c432e391b0e50322667ec38f8f1ed8db PO-r2-sending-1.json 751 first
CREATE TABLE acknowledgements (
    order_id TEXT, version INTEGER, route TEXT, seq INTEGER, at INTEGER NOT NULL, kind TEXT NOT NULL,
    verdict TEXT NOT NULL, reason TEXT, own TEXT NOT NULL, attempt INTEGER NOT NULL,
    PRIMARY KEY (order_id, version, route, seq)) WITHOUT ROWID;
INSERT INTO acknowledgements VALUES ('answered', 1, 'answered', 1, 1795511460000, 'technical', 'received', NULL, '77/1', 1);
CREATE TABLE alerts (
    seq INTEGER PRIMARY KEY, at INTEGER NOT NULL, channel TEXT NOT NULL, message TEXT NOT NULL, alert TEXT NOT NULL,
    next_at INTEGER NOT NULL, attempts INTEGER NOT NULL DEFAULT 0, escalated INTEGER NOT NULL DEFAULT 0, failure TEXT);
INSERT INTO alerts VALUES (1, 1795511520000, 'url', 'fresco:poll:1795511520000:1', '{"id":"fresco:poll:1795511520000:1","kind":"poll","supplier":"fresco","text":"The order API cannot be read: The order API answers 500. Orders still arrive by webhook where there is one; those that come by the API alone wait there. Look at the address and at Apicbase''s status; the next run goes on by itself.","incident":"fresco:poll:1795511520000","since":"2026-11-24T09:12:00.000Z","count":1}', 1795511520000, 0, 0, NULL);
CREATE TABLE control_numbers (
    route TEXT, number INTEGER, kind TEXT, order_id TEXT NOT NULL, version INTEGER NOT NULL,
    PRIMARY KEY (route, number, kind)) WITHOUT ROWID;
INSERT INTO control_numbers VALUES ('answered', 4, 'interchange', 'answered', 1);
INSERT INTO control_numbers VALUES ('answered', 5, 'interchange', 'answered-late', 1);
CREATE TABLE counters (sequence TEXT PRIMARY KEY, last INTEGER NOT NULL) WITHOUT ROWID;
INSERT INTO counters VALUES ('["edifact","ORDERBRIDGE","ZZZ","5412345000013","14","live"]', 6);
CREATE TABLE couriers (
    route TEXT PRIMARY KEY, courier TEXT, run TEXT, host TEXT NOT NULL DEFAULT '', until INTEGER NOT NULL DEFAULT 0,
    heard_at INTEGER NOT NULL, silent INTEGER NOT NULL DEFAULT 0, troubles TEXT NOT NULL DEFAULT '[]', rival TEXT,
    rival_since INTEGER NOT NULL DEFAULT 0, rival_at INTEGER NOT NULL DEFAULT 0) WITHOUT ROWID;
INSERT INTO couriers VALUES ('mailbox', 'c-1', 'r-1', 'erp-server', 1795511520000, 1795511460000, 0, '[]', NULL, 0, 0);
CREATE TABLE deliveries (
    order_id TEXT, version INTEGER, route TEXT, state TEXT NOT NULL, reached TEXT NOT NULL DEFAULT 'no',
    hold_reason TEXT, purpose TEXT NOT NULL, next_at INTEGER, due_since INTEGER NOT NULL, late_at INTEGER,
    attempts INTEGER NOT NULL DEFAULT 0, control_number INTEGER, group_number INTEGER, collected_at INTEGER, note TEXT, phase TEXT,
    writing INTEGER NOT NULL DEFAULT 1, resent INTEGER NOT NULL DEFAULT 0, progress TEXT, round INTEGER NOT NULL DEFAULT 1, taken_by TEXT,
    ladder TEXT NOT NULL, fence INTEGER NOT NULL DEFAULT 0, called_at INTEGER, call_at INTEGER,
    repeat INTEGER NOT NULL DEFAULT 0, interchange INTEGER, place INTEGER,
    PRIMARY KEY (order_id, version, route)) WITHOUT ROWID;
INSERT INTO deliveries VALUES ('all-delivered', 1, 'as2', 'delivered', 'yes', NULL, 'original', NULL, 1795510800000, NULL, 1, NULL, NULL, NULL, 'The receiver took it.', NULL, 1, 0, NULL, 1, NULL, 'as2', 0, NULL, NULL, 0, NULL, NULL);
INSERT INTO deliveries VALUES ('all-delivered', 1, 'email', 'delivered', 'yes', NULL, 'original', NULL, 1795510800000, NULL, 1, NULL, NULL, NULL, 'The receiver took it.', NULL, 1, 0, NULL, 1, NULL, 'email', 0, NULL, NULL, 0, NULL, NULL);
INSERT INTO deliveries VALUES ('all-delivered', 1, 'ftp', 'delivered', 'yes', NULL, 'original', NULL, 1795510800000, NULL, 1, NULL, NULL, NULL, 'The receiver took it.', NULL, 1, 0, NULL, 1, NULL, 'ftp', 0, NULL, NULL, 0, NULL, NULL);
INSERT INTO deliveries VALUES ('all-delivered', 1, 'http', 'delivered', 'yes', NULL, 'original', NULL, 1795510800000, NULL, 1, NULL, NULL, NULL, 'The receiver took it.', NULL, 1, 0, NULL, 1, NULL, 'http', 0, NULL, NULL, 0, NULL, NULL);
INSERT INTO deliveries VALUES ('all-delivered', 1, 'r2', 'delivered', 'yes', NULL, 'original', NULL, 1795510800000, NULL, 1, NULL, NULL, NULL, 'The receiver took it.', NULL, 1, 0, NULL, 1, NULL, 'r2', 0, NULL, NULL, 0, NULL, NULL);
INSERT INTO deliveries VALUES ('all-delivered', 1, 's3', 'delivered', 'yes', NULL, 'original', NULL, 1795510800000, NULL, 1, NULL, NULL, NULL, 'The receiver took it.', NULL, 1, 0, NULL, 1, NULL, 's3', 0, NULL, NULL, 0, NULL, NULL);
INSERT INTO deliveries VALUES ('all-delivered', 1, 'sftp', 'delivered', 'yes', NULL, 'original', NULL, 1795510800000, NULL, 1, 1, NULL, NULL, 'The receiver took it.', NULL, 1, 0, NULL, 1, NULL, 'sftp', 0, NULL, NULL, 0, NULL, NULL);
INSERT INTO deliveries VALUES ('all-delivered', 1, 'smtp', 'delivered', 'yes', NULL, 'original', NULL, 1795510800000, NULL, 1, NULL, NULL, NULL, 'The receiver took it.', NULL, 1, 0, NULL, 1, NULL, 'smtp', 0, NULL, NULL, 0, NULL, NULL);
INSERT INTO deliveries VALUES ('all-delivered', 2, 'http', 'held', 'no', 'revision', 'original', 8640000000000000, 1795511460000, NULL, 0, NULL, NULL, NULL, NULL, NULL, 1, 0, NULL, 1, NULL, 'http', 0, NULL, NULL, 0, NULL, NULL);
INSERT INTO deliveries VALUES ('answered', 1, 'answered', 'sent', 'yes', NULL, 'original', 8640000000000000, 1795510800000, 1795514400000, 1, 4, NULL, NULL, 'Handed over.', NULL, 1, 0, NULL, 1, NULL, 'answered', 0, NULL, NULL, 0, NULL, NULL);
INSERT INTO deliveries VALUES ('answered-late', 1, 'answered', 'sent', 'yes', NULL, 'original', 8640000000000000, 1795510800000, 1795514400000, 1, 5, NULL, NULL, 'Handed over.', NULL, 1, 0, NULL, 1, NULL, 'answered', 0, NULL, NULL, 0, NULL, NULL);
INSERT INTO deliveries VALUES ('as2-sending', 1, 'as2', 'sending', 'no', NULL, 'original', 1795511560000, 1795511520000, 1795512420000, 1, NULL, NULL, NULL, NULL, NULL, 1, 0, NULL, 1, NULL, 'as2', 0, NULL, NULL, 0, NULL, NULL);
INSERT INTO deliveries VALUES ('as2-uncertain', 1, 'as2', 'uncertain', 'maybe', NULL, 'original', 1795513316504, 1795510800000, 1795511700000, 1, NULL, NULL, NULL, 'No answer came.', 'receipt', 1, 0, NULL, 1, NULL, 'as2', 0, NULL, NULL, 0, NULL, NULL);
INSERT INTO deliveries VALUES ('as2-waiting', 1, 'as2', 'waiting', 'no', NULL, 'original', 1795511520000, 1795511520000, 1795512420000, 0, NULL, NULL, NULL, NULL, NULL, 1, 0, NULL, 1, NULL, 'as2', 0, NULL, NULL, 0, NULL, NULL);
INSERT INTO deliveries VALUES ('batch-1-deferred', 1, 'batch', 'deferred', 'no', NULL, 'original', 1795514400000, 1795510800000, 1795511700000, 1, 3, NULL, NULL, 'It is down.', 'connect', 1, 0, NULL, 1, NULL, 'batch', 0, NULL, NULL, 0, 1, 1);
INSERT INTO deliveries VALUES ('batch-2-deferred', 1, 'batch', 'deferred', 'no', NULL, 'original', 1795514400000, 1795510800000, 1795511700000, 1, 3, NULL, NULL, 'It is down.', 'connect', 1, 0, NULL, 1, NULL, 'batch', 0, NULL, NULL, 0, 1, 2);
INSERT INTO deliveries VALUES ('batch-3-deferred', 1, 'batch', 'deferred', 'no', NULL, 'original', 1795514400000, 1795510800000, 1795511700000, 1, 3, NULL, NULL, 'It is down.', 'connect', 1, 0, NULL, 1, NULL, 'batch', 0, NULL, NULL, 0, 1, 3);
INSERT INTO deliveries VALUES ('batch-4', 1, 'batch', 'waiting', 'no', NULL, 'original', 1795525860000, 1795511460000, 1795526760000, 0, NULL, NULL, NULL, NULL, NULL, 1, 0, NULL, 1, NULL, 'batch', 0, NULL, NULL, 0, NULL, NULL);
INSERT INTO deliveries VALUES ('batch-5', 1, 'batch', 'waiting', 'no', NULL, 'original', 1795525860000, 1795511460000, 1795526760000, 0, NULL, NULL, NULL, NULL, NULL, 1, 0, NULL, 1, NULL, 'batch', 0, NULL, NULL, 0, NULL, NULL);
INSERT INTO deliveries VALUES ('email-sending', 1, 'email', 'sending', 'no', NULL, 'original', 1795511560000, 1795511520000, 1795512420000, 1, NULL, NULL, NULL, NULL, NULL, 1, 0, NULL, 1, NULL, 'email', 0, NULL, NULL, 0, NULL, NULL);
INSERT INTO deliveries VALUES ('email-uncertain', 1, 'email', 'uncertain', 'maybe', NULL, 'original', 1795511733137, 1795510800000, 1795511700000, 1, NULL, NULL, NULL, 'No answer came.', 'receipt', 1, 0, NULL, 1, NULL, 'email', 0, NULL, NULL, 0, NULL, NULL);
INSERT INTO deliveries VALUES ('email-waiting', 1, 'email', 'waiting', 'no', NULL, 'original', 1795511520000, 1795511520000, 1795512420000, 0, NULL, NULL, NULL, NULL, NULL, 1, 0, NULL, 1, NULL, 'email', 0, NULL, NULL, 0, NULL, NULL);
INSERT INTO deliveries VALUES ('first-deferred', 1, 'first', 'superseded', 'no', NULL, 'original', NULL, 1795510800000, 1795511700000, 1, NULL, NULL, NULL, 'It is down.', 'connect', 1, 0, NULL, 1, NULL, 'first', 0, NULL, NULL, 0, NULL, NULL);
INSERT INTO deliveries VALUES ('first-deferred', 1, 'second', 'deferred', 'no', NULL, 'original', 1795515000000, 1795510800000, 1795512300000, 1, NULL, NULL, NULL, 'It is down.', 'connect', 1, 0, NULL, 1, NULL, 'first', 1, 1795511400000, NULL, 0, NULL, NULL);
INSERT INTO deliveries VALUES ('ftp-sending', 1, 'ftp', 'sending', 'no', NULL, 'original', 1795511560000, 1795511520000, 1795512420000, 1, NULL, NULL, NULL, NULL, NULL, 1, 0, NULL, 1, NULL, 'ftp', 0, NULL, NULL, 0, NULL, NULL);
INSERT INTO deliveries VALUES ('ftp-uncertain', 1, 'ftp', 'uncertain', 'maybe', NULL, 'original', 1795514316868, 1795510800000, 1795511700000, 1, NULL, NULL, NULL, 'No answer came.', 'receipt', 1, 0, NULL, 1, NULL, 'ftp', 0, NULL, NULL, 0, NULL, NULL);
INSERT INTO deliveries VALUES ('ftp-waiting', 1, 'ftp', 'waiting', 'no', NULL, 'original', 1795511520000, 1795511520000, 1795512420000, 0, NULL, NULL, NULL, NULL, NULL, 1, 0, NULL, 1, NULL, 'ftp', 0, NULL, NULL, 0, NULL, NULL);
INSERT INTO deliveries VALUES ('http-deferred', 1, 'http', 'deferred', 'no', NULL, 'original', 1795514400000, 1795510800000, 1795511700000, 1, NULL, NULL, NULL, 'It is down.', 'connect', 1, 0, NULL, 1, NULL, 'http', 0, NULL, NULL, 0, NULL, NULL);
INSERT INTO deliveries VALUES ('http-held', 1, 'http', 'held', 'no', 'quantity', 'original', 8640000000000000, 1795510800000, NULL, 0, NULL, NULL, NULL, NULL, NULL, 1, 0, NULL, 1, NULL, 'http', 0, NULL, NULL, 0, NULL, NULL);
INSERT INTO deliveries VALUES ('http-invalid', 1, 'http', 'held', 'no', 'invalid', 'original', 8640000000000000, 1795510800000, NULL, 0, NULL, NULL, NULL, NULL, NULL, 1, 0, NULL, 1, NULL, 'http', 0, NULL, NULL, 0, NULL, NULL);
INSERT INTO deliveries VALUES ('http-refused', 1, 'http', 'refused', 'no', NULL, 'original', 8640000000000000, 1795510800000, NULL, 1, NULL, NULL, NULL, 'The receiver does not know the article.', 'write', 1, 0, NULL, 1, NULL, 'http', 0, NULL, NULL, 0, NULL, NULL);
INSERT INTO deliveries VALUES ('http-sending', 1, 'http', 'sending', 'no', NULL, 'original', 1795511560000, 1795511520000, 1795512420000, 1, NULL, NULL, NULL, NULL, NULL, 1, 0, NULL, 1, NULL, 'http', 0, NULL, NULL, 0, NULL, NULL);
INSERT INTO deliveries VALUES ('http-uncertain', 1, 'http', 'uncertain', 'maybe', NULL, 'original', 1795512791973, 1795510800000, 1795511700000, 1, NULL, NULL, NULL, 'No answer came.', 'receipt', 1, 0, NULL, 1, NULL, 'http', 0, NULL, NULL, 0, NULL, NULL);
INSERT INTO deliveries VALUES ('http-unconfirmed', 1, 'http', 'held', 'no', 'unconfirmed', 'original', 8640000000000000, 1795511460000, NULL, 0, NULL, NULL, NULL, NULL, NULL, 1, 0, NULL, 1, NULL, 'http', 0, NULL, NULL, 0, NULL, NULL);
INSERT INTO deliveries VALUES ('http-waiting', 1, 'http', 'waiting', 'no', NULL, 'original', 1795511520000, 1795511520000, 1795512420000, 0, NULL, NULL, NULL, NULL, NULL, 1, 0, NULL, 1, NULL, 'http', 0, NULL, NULL, 0, NULL, NULL);
INSERT INTO deliveries VALUES ('mailbox-collected', 1, 'mailbox', 'sent', 'yes', NULL, 'original', 8640000000000000, 1795510800000, 1795515060000, 1, NULL, NULL, 1795511460000, 'Collected from the mailbox.', NULL, 1, 0, NULL, 1, NULL, 'mailbox', 0, NULL, NULL, 0, NULL, NULL);
INSERT INTO deliveries VALUES ('mailbox-fetched', 1, 'mailbox', 'sent', 'yes', NULL, 'original', 8640000000000000, 1795510800000, 1795515060000, 1, NULL, NULL, NULL, 'Fetched from the mailbox.', NULL, 1, 0, NULL, 1, NULL, 'mailbox', 0, NULL, NULL, 0, NULL, NULL);
INSERT INTO deliveries VALUES ('mailbox-waiting', 1, 'mailbox', 'waiting', 'no', NULL, 'original', 8640000000000000, 1795510800000, 1795511700000, 1, NULL, NULL, NULL, 'Ready to be collected.', NULL, 1, 0, NULL, 1, NULL, 'mailbox', 0, NULL, NULL, 0, NULL, NULL);
INSERT INTO deliveries VALUES ('r2-sending', 1, 'r2', 'sending', 'no', NULL, 'original', 1795511560000, 1795511520000, 1795512420000, 1, NULL, NULL, NULL, NULL, NULL, 1, 0, NULL, 1, NULL, 'r2', 0, NULL, NULL, 0, NULL, NULL);
INSERT INTO deliveries VALUES ('r2-uncertain', 1, 'r2', 'uncertain', 'maybe', NULL, 'original', 1795512259879, 1795510800000, 1795511700000, 1, NULL, NULL, NULL, 'No answer came.', 'receipt', 1, 0, NULL, 1, NULL, 'r2', 0, NULL, NULL, 0, NULL, NULL);
INSERT INTO deliveries VALUES ('r2-waiting', 1, 'r2', 'waiting', 'no', NULL, 'original', 1795511520000, 1795511520000, 1795512420000, 0, NULL, NULL, NULL, NULL, NULL, 1, 0, NULL, 1, NULL, 'r2', 0, NULL, NULL, 0, NULL, NULL);
INSERT INTO deliveries VALUES ('s3-sending', 1, 's3', 'sending', 'no', NULL, 'original', 1795511560000, 1795511520000, 1795512420000, 1, NULL, NULL, NULL, NULL, NULL, 1, 0, NULL, 1, NULL, 's3', 0, NULL, NULL, 0, NULL, NULL);
INSERT INTO deliveries VALUES ('s3-uncertain', 1, 's3', 'uncertain', 'maybe', NULL, 'original', 1795512677203, 1795510800000, 1795511700000, 1, NULL, NULL, NULL, 'No answer came.', 'receipt', 1, 0, NULL, 1, NULL, 's3', 0, NULL, NULL, 0, NULL, NULL);
INSERT INTO deliveries VALUES ('s3-waiting', 1, 's3', 'waiting', 'no', NULL, 'original', 1795511520000, 1795511520000, 1795512420000, 0, NULL, NULL, NULL, NULL, NULL, 1, 0, NULL, 1, NULL, 's3', 0, NULL, NULL, 0, NULL, NULL);
INSERT INTO deliveries VALUES ('sftp-sending', 1, 'sftp', 'sending', 'no', NULL, 'original', 1795511560000, 1795511520000, 1795512420000, 1, 6, NULL, NULL, NULL, NULL, 1, 0, NULL, 1, NULL, 'sftp', 0, NULL, NULL, 0, NULL, NULL);
INSERT INTO deliveries VALUES ('sftp-uncertain', 1, 'sftp', 'uncertain', 'maybe', NULL, 'original', 1795511584465, 1795510800000, 1795511700000, 2, 2, NULL, NULL, 'No answer came.', 'receipt', 1, 0, NULL, 1, NULL, 'sftp', 0, NULL, NULL, 0, NULL, NULL);
INSERT INTO deliveries VALUES ('sftp-waiting', 1, 'sftp', 'waiting', 'no', NULL, 'original', 1795511520000, 1795511520000, 1795512420000, 0, NULL, NULL, NULL, NULL, NULL, 1, 0, NULL, 1, NULL, 'sftp', 0, NULL, NULL, 0, NULL, NULL);
INSERT INTO deliveries VALUES ('smtp-sending', 1, 'smtp', 'sending', 'no', NULL, 'original', 1795511560000, 1795511520000, 1795512420000, 1, NULL, NULL, NULL, NULL, NULL, 1, 0, NULL, 1, NULL, 'smtp', 0, NULL, NULL, 0, NULL, NULL);
INSERT INTO deliveries VALUES ('smtp-uncertain', 1, 'smtp', 'uncertain', 'maybe', NULL, 'original', 1795513427360, 1795510800000, 1795511700000, 1, NULL, NULL, NULL, 'No answer came.', 'receipt', 1, 0, NULL, 1, NULL, 'smtp', 0, NULL, NULL, 0, NULL, NULL);
INSERT INTO deliveries VALUES ('smtp-waiting', 1, 'smtp', 'waiting', 'no', NULL, 'original', 1795511520000, 1795511520000, 1795512420000, 0, NULL, NULL, NULL, NULL, NULL, 1, 0, NULL, 1, NULL, 'smtp', 0, NULL, NULL, 0, NULL, NULL);
INSERT INTO deliveries VALUES ('stopped-1', 1, 'stopped', 'refused', 'no', NULL, 'original', 8640000000000000, 1795510800000, NULL, 1, NULL, NULL, NULL, 'The password is wrong.', 'sign in', 1, 0, NULL, 1, NULL, 'stopped', 0, NULL, NULL, 0, NULL, NULL);
INSERT INTO deliveries VALUES ('stopped-2', 1, 'stopped', 'waiting', 'no', NULL, 'original', 1795511460000, 1795511460000, 1795512360000, 0, NULL, NULL, NULL, NULL, NULL, 1, 0, NULL, 1, NULL, 'stopped', 0, NULL, NULL, 0, NULL, NULL);
CREATE TABLE events (
    seq INTEGER PRIMARY KEY, at INTEGER NOT NULL, by TEXT NOT NULL, action TEXT NOT NULL, order_id TEXT, route TEXT,
    note TEXT, erp_reference TEXT);
INSERT INTO events VALUES (1, 1795511520000, 'ann', 'pause', NULL, 'second', NULL, NULL);
CREATE TABLE facts (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
INSERT INTO facts VALUES ('ladders', '[["first",[{"route":"second","afterMinutes":10}]]]');
INSERT INTO facts VALUES ('traffic', '{"seq":36,"lastAt":1795511520000}');
INSERT INTO facts VALUES ('transports', '{"http":"http","smtp":"smtp","email":"email","sftp":"sftp","ftp":"ftp","as2":"as2","s3":"s3","r2":"r2","mailbox":"mailbox","batch":"http","first":"http","second":"http","stopped":"http","answered":"http"}');
CREATE TABLE incident_orders (
    kind TEXT, route TEXT, cause TEXT, order_id TEXT, version INTEGER NOT NULL, said INTEGER NOT NULL,
    PRIMARY KEY (kind, route, cause, order_id)) WITHOUT ROWID;
INSERT INTO incident_orders VALUES ('fallback', 'first', 'second', 'first-deferred', 1, 1);
INSERT INTO incident_orders VALUES ('held', '', 'invalid', 'http-invalid', 1, 1);
INSERT INTO incident_orders VALUES ('held', '', 'quantity', 'http-held', 1, 1);
INSERT INTO incident_orders VALUES ('held', '', 'revision', 'all-delivered', 2, 1);
INSERT INTO incident_orders VALUES ('held', '', 'unconfirmed', 'http-unconfirmed', 1, 1);
INSERT INTO incident_orders VALUES ('refused', 'http', '', 'http-refused', 1, 1);
CREATE TABLE incidents (
    kind TEXT, route TEXT, cause TEXT, opened_at INTEGER NOT NULL, last_at INTEGER NOT NULL, over_at INTEGER,
    closed_at INTEGER, times INTEGER NOT NULL, unsaid INTEGER NOT NULL, more_at INTEGER, messages INTEGER NOT NULL,
    said_at INTEGER NOT NULL, why TEXT NOT NULL, next_at INTEGER, PRIMARY KEY (kind, route, cause)) WITHOUT ROWID;
INSERT INTO incidents VALUES ('fallback', 'first', 'second', 1795511400000, 1795511400000, NULL, NULL, 1, 0, NULL, 1, 1795511400000, 'It is down.', NULL);
INSERT INTO incidents VALUES ('held', '', 'invalid', 1795510800000, 1795510800000, NULL, NULL, 2, 0, NULL, 2, 1795510800000, 'The mail to its customer could not be sent: Customers are mailed no more. A text to pass on is with the order.', NULL);
INSERT INTO incidents VALUES ('held', '', 'quantity', 1795510800000, 1795510800000, NULL, NULL, 1, 0, NULL, 1, 1795510800000, '', NULL);
INSERT INTO incidents VALUES ('held', '', 'revision', 1795511460000, 1795511460000, NULL, NULL, 1, 0, NULL, 1, 1795511460000, '', NULL);
INSERT INTO incidents VALUES ('held', '', 'unconfirmed', 1795511460000, 1795511460000, NULL, NULL, 1, 0, NULL, 1, 1795511460000, 'its sender went away before our answer.', NULL);
INSERT INTO incidents VALUES ('paused', 'stopped', '', 1795510800000, 1795510800000, NULL, NULL, 1, 0, NULL, 1, 1795510800000, 'The password is wrong.', NULL);
INSERT INTO incidents VALUES ('poll', '', '', 1795511520000, 1795511520000, NULL, NULL, 1, 0, NULL, 1, 1795511520000, 'The order API answers 500.', NULL);
INSERT INTO incidents VALUES ('refused', 'http', '', 1795510800000, 1795510800000, NULL, NULL, 1, 0, NULL, 1, 1795510800000, 'The receiver does not know the article.', NULL);
CREATE TABLE interchanges (
    seq INTEGER PRIMARY KEY, route TEXT NOT NULL, orders INTEGER NOT NULL, sealed_at INTEGER NOT NULL);
INSERT INTO interchanges VALUES (1, 'batch', 3, 1795510800000);
CREATE TABLE marks (
    order_id TEXT, mark TEXT, next_at INTEGER, tries INTEGER NOT NULL DEFAULT 0, marked_at INTEGER, failure TEXT,
    PRIMARY KEY (order_id, mark)) WITHOUT ROWID;
INSERT INTO marks VALUES ('all-delivered', 'fetched', 1795510920000, 0, NULL, NULL);
INSERT INTO marks VALUES ('answered', 'fetched', 1795510920000, 0, NULL, NULL);
INSERT INTO marks VALUES ('answered-late', 'fetched', 1795510920000, 0, NULL, NULL);
INSERT INTO marks VALUES ('as2-sending', 'fetched', 1795511640000, 0, NULL, NULL);
INSERT INTO marks VALUES ('as2-uncertain', 'fetched', 1795510920000, 0, NULL, NULL);
INSERT INTO marks VALUES ('as2-waiting', 'fetched', 1795511640000, 0, NULL, NULL);
INSERT INTO marks VALUES ('batch-1-deferred', 'fetched', 1795510920000, 0, NULL, NULL);
INSERT INTO marks VALUES ('batch-2-deferred', 'fetched', 1795510920000, 0, NULL, NULL);
INSERT INTO marks VALUES ('batch-3-deferred', 'fetched', 1795510920000, 0, NULL, NULL);
INSERT INTO marks VALUES ('batch-4', 'fetched', 1795511580000, 0, NULL, NULL);
INSERT INTO marks VALUES ('batch-5', 'fetched', 1795511580000, 0, NULL, NULL);
INSERT INTO marks VALUES ('email-sending', 'fetched', 1795511640000, 0, NULL, NULL);
INSERT INTO marks VALUES ('email-uncertain', 'fetched', 1795510920000, 0, NULL, NULL);
INSERT INTO marks VALUES ('email-waiting', 'fetched', 1795511640000, 0, NULL, NULL);
INSERT INTO marks VALUES ('first-deferred', 'fetched', 1795510920000, 0, NULL, NULL);
INSERT INTO marks VALUES ('ftp-sending', 'fetched', 1795511640000, 0, NULL, NULL);
INSERT INTO marks VALUES ('ftp-uncertain', 'fetched', 1795510920000, 0, NULL, NULL);
INSERT INTO marks VALUES ('ftp-waiting', 'fetched', 1795511640000, 0, NULL, NULL);
INSERT INTO marks VALUES ('http-deferred', 'fetched', 1795510920000, 0, NULL, NULL);
INSERT INTO marks VALUES ('http-held', 'fetched', 1795510920000, 0, NULL, NULL);
INSERT INTO marks VALUES ('http-invalid', 'fetched', 1795510800000, 0, NULL, NULL);
INSERT INTO marks VALUES ('http-refused', 'fetched', 1795510920000, 0, NULL, NULL);
INSERT INTO marks VALUES ('http-sending', 'fetched', 1795511640000, 0, NULL, NULL);
INSERT INTO marks VALUES ('http-uncertain', 'fetched', 1795510920000, 0, NULL, NULL);
INSERT INTO marks VALUES ('http-unconfirmed', 'fetched', 1795511580000, 0, NULL, NULL);
INSERT INTO marks VALUES ('http-waiting', 'fetched', 1795511640000, 0, NULL, NULL);
INSERT INTO marks VALUES ('mailbox-collected', 'fetched', 1795510920000, 0, NULL, NULL);
INSERT INTO marks VALUES ('mailbox-fetched', 'fetched', 1795510920000, 0, NULL, NULL);
INSERT INTO marks VALUES ('mailbox-waiting', 'fetched', 1795510920000, 0, NULL, NULL);
INSERT INTO marks VALUES ('r2-sending', 'fetched', 1795511640000, 0, NULL, NULL);
INSERT INTO marks VALUES ('r2-uncertain', 'fetched', 1795510920000, 0, NULL, NULL);
INSERT INTO marks VALUES ('r2-waiting', 'fetched', 1795511640000, 0, NULL, NULL);
INSERT INTO marks VALUES ('s3-sending', 'fetched', 1795511640000, 0, NULL, NULL);
INSERT INTO marks VALUES ('s3-uncertain', 'fetched', 1795510920000, 0, NULL, NULL);
INSERT INTO marks VALUES ('s3-waiting', 'fetched', 1795511640000, 0, NULL, NULL);
INSERT INTO marks VALUES ('sftp-sending', 'fetched', 1795511640000, 0, NULL, NULL);
INSERT INTO marks VALUES ('sftp-uncertain', 'fetched', 1795510920000, 0, NULL, NULL);
INSERT INTO marks VALUES ('sftp-waiting', 'fetched', 1795511640000, 0, NULL, NULL);
INSERT INTO marks VALUES ('smtp-sending', 'fetched', 1795511640000, 0, NULL, NULL);
INSERT INTO marks VALUES ('smtp-uncertain', 'fetched', 1795510920000, 0, NULL, NULL);
INSERT INTO marks VALUES ('smtp-waiting', 'fetched', 1795511640000, 0, NULL, NULL);
INSERT INTO marks VALUES ('stopped-1', 'fetched', 1795510920000, 0, NULL, NULL);
INSERT INTO marks VALUES ('stopped-2', 'fetched', 1795511580000, 0, NULL, NULL);
CREATE TABLE messages (
    id TEXT PRIMARY KEY, order_id TEXT NOT NULL, version INTEGER NOT NULL, route TEXT NOT NULL, writing INTEGER NOT NULL,
    resent INTEGER NOT NULL, doubtful INTEGER NOT NULL, measure TEXT NOT NULL, at INTEGER NOT NULL) WITHOUT ROWID;
INSERT INTO messages VALUES ('<PO-all-delivered@gateway.example>', 'all-delivered', 1, 'as2', 1, 0, 0, '{"sha256":"a-mic"}', 1795510800000);
INSERT INTO messages VALUES ('<PO-as2-sending@gateway.example>', 'as2-sending', 1, 'as2', 1, 0, 0, '{"sha256":"a-mic"}', 1795511520000);
INSERT INTO messages VALUES ('<PO-as2-uncertain@gateway.example>', 'as2-uncertain', 1, 'as2', 1, 0, 0, '{"sha256":"a-mic"}', 1795510800000);
CREATE TABLE notices (
    order_id TEXT, digest TEXT, version INTEGER NOT NULL, at INTEGER NOT NULL, recipient TEXT, subject TEXT NOT NULL,
    text TEXT NOT NULL, next_at INTEGER, attempts INTEGER NOT NULL DEFAULT 0, told_at INTEGER, failure TEXT,
    PRIMARY KEY (order_id, digest)) WITHOUT ROWID;
INSERT INTO notices VALUES ('http-invalid', 'content-2', 1, 1795510800000, 'chef@bistro.example', 'Your order', 'It cannot be delivered.', NULL, 1, NULL, 'Customers are mailed no more.');
CREATE TABLE orders (
    seq INTEGER PRIMARY KEY, id TEXT NOT NULL, number TEXT, customer TEXT, version INTEGER NOT NULL,
    first_at INTEGER NOT NULL, placed_at INTEGER, listed INTEGER NOT NULL DEFAULT 0, found_by TEXT NOT NULL, problems TEXT,
    purged_at INTEGER);
INSERT INTO orders VALUES (1, 'all-delivered', 'PO-all-delivered', 'C-77', 2, 1795510800000, NULL, 0, 'all-delivered
po-all-delivered
c-77
00123', NULL, NULL);
INSERT INTO orders VALUES (2, 'http-refused', 'PO-http-refused', 'C-77', 1, 1795510800000, NULL, 0, 'http-refused
po-http-refused
c-77
00123', NULL, NULL);
INSERT INTO orders VALUES (3, 'http-deferred', 'PO-http-deferred', 'C-77', 1, 1795510800000, NULL, 0, 'http-deferred
po-http-deferred
c-77
00123', NULL, NULL);
INSERT INTO orders VALUES (4, 'http-held', 'PO-http-held', 'C-77', 1, 1795510800000, NULL, 0, 'http-held
po-http-held
c-77
00123', NULL, NULL);
INSERT INTO orders VALUES (5, 'answered', 'PO-answered', 'C-77', 1, 1795510800000, NULL, 0, 'answered
po-answered
c-77
00123', NULL, NULL);
INSERT INTO orders VALUES (6, 'answered-late', 'PO-answered-late', 'C-77', 1, 1795510800000, NULL, 0, 'answered-late
po-answered-late
c-77
00123', NULL, NULL);
INSERT INTO orders VALUES (7, 'stopped-1', 'PO-stopped-1', 'C-77', 1, 1795510800000, NULL, 0, 'stopped-1
po-stopped-1
c-77
00123', NULL, NULL);
INSERT INTO orders VALUES (8, 'batch-1-deferred', 'PO-batch-1-deferred', 'C-77', 1, 1795510800000, NULL, 0, 'batch-1-deferred
po-batch-1-deferred
c-77
00123', NULL, NULL);
INSERT INTO orders VALUES (9, 'batch-2-deferred', 'PO-batch-2-deferred', 'C-77', 1, 1795510800000, NULL, 0, 'batch-2-deferred
po-batch-2-deferred
c-77
00123', NULL, NULL);
INSERT INTO orders VALUES (10, 'batch-3-deferred', 'PO-batch-3-deferred', 'C-77', 1, 1795510800000, NULL, 0, 'batch-3-deferred
po-batch-3-deferred
c-77
00123', NULL, NULL);
INSERT INTO orders VALUES (11, 'first-deferred', 'PO-first-deferred', 'C-77', 1, 1795510800000, NULL, 0, 'first-deferred
po-first-deferred
c-77
00123', NULL, NULL);
INSERT INTO orders VALUES (12, 'http-uncertain', 'PO-http-uncertain', 'C-77', 1, 1795510800000, NULL, 0, 'http-uncertain
po-http-uncertain
c-77
00123', NULL, NULL);
INSERT INTO orders VALUES (13, 'smtp-uncertain', 'PO-smtp-uncertain', 'C-77', 1, 1795510800000, NULL, 0, 'smtp-uncertain
po-smtp-uncertain
c-77
00123', NULL, NULL);
INSERT INTO orders VALUES (14, 'email-uncertain', 'PO-email-uncertain', 'C-77', 1, 1795510800000, NULL, 0, 'email-uncertain
po-email-uncertain
c-77
00123', NULL, NULL);
INSERT INTO orders VALUES (15, 'sftp-uncertain', 'PO-sftp-uncertain', 'C-77', 1, 1795510800000, NULL, 0, 'sftp-uncertain
po-sftp-uncertain
c-77
00123', NULL, NULL);
INSERT INTO orders VALUES (16, 'ftp-uncertain', 'PO-ftp-uncertain', 'C-77', 1, 1795510800000, NULL, 0, 'ftp-uncertain
po-ftp-uncertain
c-77
00123', NULL, NULL);
INSERT INTO orders VALUES (17, 'as2-uncertain', 'PO-as2-uncertain', 'C-77', 1, 1795510800000, NULL, 0, 'as2-uncertain
po-as2-uncertain
c-77
00123', NULL, NULL);
INSERT INTO orders VALUES (18, 's3-uncertain', 'PO-s3-uncertain', 'C-77', 1, 1795510800000, NULL, 0, 's3-uncertain
po-s3-uncertain
c-77
00123', NULL, NULL);
INSERT INTO orders VALUES (19, 'r2-uncertain', 'PO-r2-uncertain', 'C-77', 1, 1795510800000, NULL, 0, 'r2-uncertain
po-r2-uncertain
c-77
00123', NULL, NULL);
INSERT INTO orders VALUES (20, 'mailbox-fetched', 'PO-mailbox-fetched', 'C-77', 1, 1795510800000, NULL, 0, 'mailbox-fetched
po-mailbox-fetched
c-77
00123', NULL, NULL);
INSERT INTO orders VALUES (21, 'mailbox-collected', 'PO-mailbox-collected', 'C-77', 1, 1795510800000, NULL, 0, 'mailbox-collected
po-mailbox-collected
c-77
00123', NULL, NULL);
INSERT INTO orders VALUES (22, 'mailbox-waiting', 'PO-mailbox-waiting', 'C-77', 1, 1795510800000, NULL, 0, 'mailbox-waiting
po-mailbox-waiting
c-77
00123', NULL, NULL);
INSERT INTO orders VALUES (23, 'http-invalid', 'PO-http-invalid', 'C-77', 1, 1795510800000, NULL, 1, 'http-invalid
po-http-invalid
c-77
00123', NULL, NULL);
INSERT INTO orders VALUES (24, 'http-unconfirmed', 'PO-http-unconfirmed', 'C-77', 1, 1795511460000, NULL, 0, 'http-unconfirmed
po-http-unconfirmed
c-77
00123', NULL, NULL);
INSERT INTO orders VALUES (25, 'stopped-2', 'PO-stopped-2', 'C-77', 1, 1795511460000, NULL, 0, 'stopped-2
po-stopped-2
c-77
00123', NULL, NULL);
INSERT INTO orders VALUES (26, 'batch-4', 'PO-batch-4', 'C-77', 1, 1795511460000, NULL, 0, 'batch-4
po-batch-4
c-77
00123', NULL, NULL);
INSERT INTO orders VALUES (27, 'batch-5', 'PO-batch-5', 'C-77', 1, 1795511460000, NULL, 0, 'batch-5
po-batch-5
c-77
00123', NULL, NULL);
INSERT INTO orders VALUES (28, 'refused', 'PO-refused', NULL, 0, 1795511460000, NULL, 0, 'refused
po-refused', '[]', NULL);
INSERT INTO orders VALUES (29, 'http-sending', 'PO-http-sending', 'C-77', 1, 1795511520000, NULL, 0, 'http-sending
po-http-sending
c-77
00123', NULL, NULL);
INSERT INTO orders VALUES (30, 'smtp-sending', 'PO-smtp-sending', 'C-77', 1, 1795511520000, NULL, 0, 'smtp-sending
po-smtp-sending
c-77
00123', NULL, NULL);
INSERT INTO orders VALUES (31, 'email-sending', 'PO-email-sending', 'C-77', 1, 1795511520000, NULL, 0, 'email-sending
po-email-sending
c-77
00123', NULL, NULL);
INSERT INTO orders VALUES (32, 'sftp-sending', 'PO-sftp-sending', 'C-77', 1, 1795511520000, NULL, 0, 'sftp-sending
po-sftp-sending
c-77
00123', NULL, NULL);
INSERT INTO orders VALUES (33, 'ftp-sending', 'PO-ftp-sending', 'C-77', 1, 1795511520000, NULL, 0, 'ftp-sending
po-ftp-sending
c-77
00123', NULL, NULL);
INSERT INTO orders VALUES (34, 'as2-sending', 'PO-as2-sending', 'C-77', 1, 1795511520000, NULL, 0, 'as2-sending
po-as2-sending
c-77
00123', NULL, NULL);
INSERT INTO orders VALUES (35, 's3-sending', 'PO-s3-sending', 'C-77', 1, 1795511520000, NULL, 0, 's3-sending
po-s3-sending
c-77
00123', NULL, NULL);
INSERT INTO orders VALUES (36, 'r2-sending', 'PO-r2-sending', 'C-77', 1, 1795511520000, NULL, 0, 'r2-sending
po-r2-sending
c-77
00123', NULL, NULL);
INSERT INTO orders VALUES (37, 'http-waiting', 'PO-http-waiting', 'C-77', 1, 1795511520000, NULL, 0, 'http-waiting
po-http-waiting
c-77
00123', NULL, NULL);
INSERT INTO orders VALUES (38, 'smtp-waiting', 'PO-smtp-waiting', 'C-77', 1, 1795511520000, NULL, 0, 'smtp-waiting
po-smtp-waiting
c-77
00123', NULL, NULL);
INSERT INTO orders VALUES (39, 'email-waiting', 'PO-email-waiting', 'C-77', 1, 1795511520000, NULL, 0, 'email-waiting
po-email-waiting
c-77
00123', NULL, NULL);
INSERT INTO orders VALUES (40, 'sftp-waiting', 'PO-sftp-waiting', 'C-77', 1, 1795511520000, NULL, 0, 'sftp-waiting
po-sftp-waiting
c-77
00123', NULL, NULL);
INSERT INTO orders VALUES (41, 'ftp-waiting', 'PO-ftp-waiting', 'C-77', 1, 1795511520000, NULL, 0, 'ftp-waiting
po-ftp-waiting
c-77
00123', NULL, NULL);
INSERT INTO orders VALUES (42, 'as2-waiting', 'PO-as2-waiting', 'C-77', 1, 1795511520000, NULL, 0, 'as2-waiting
po-as2-waiting
c-77
00123', NULL, NULL);
INSERT INTO orders VALUES (43, 's3-waiting', 'PO-s3-waiting', 'C-77', 1, 1795511520000, NULL, 0, 's3-waiting
po-s3-waiting
c-77
00123', NULL, NULL);
INSERT INTO orders VALUES (44, 'r2-waiting', 'PO-r2-waiting', 'C-77', 1, 1795511520000, NULL, 0, 'r2-waiting
po-r2-waiting
c-77
00123', NULL, NULL);
CREATE TABLE pieces (
    order_id TEXT, version INTEGER, route TEXT, piece INTEGER, about TEXT, bytes BLOB NOT NULL,
    PRIMARY KEY (order_id, version, route, piece)) WITHOUT ROWID;
INSERT INTO pieces VALUES ('', 1, 'batch', 0, '{"mediaType":"application/EDIFACT; charset=iso-8859-1","fileName":"PO-batch-1-deferred-1.edi","controlNumber":3,"orderNumber":"PO-batch-1-deferred, PO-batch-2-deferred, PO-batch-3-deferred","each":[[],[],[]]}', X'554e413a2b2e3f2027554e422b554e4f433a332b4f524445524252494447453a5a5a5a2b353431323334353030303031333a31342b3236313132343a313030302b303030303030303030303030303327554e482b312b4f52444552533a443a3936413a554e2742474d2b3232302b504f2d62617463682d312d64656665727265642b392744544d2b3133373a3230323631313234303935393a3230332744544d2b323a32303236313132363a313032275246462b43523a62617463682d312d6465666572726564274e41442b42592b432d37373a3a3931274354412b4f432b3a636865664062697374726f2e6578616d706c6527434f4d2b636865664062697374726f2e6578616d706c653a454d274e41442b53552b353431323334353030303031333a3a39274e41442b44502b432d37373a3a3931274355582b323a4555523a39274c494e2b31275049412b352b30303132333a53413a3a393127494d442b462b2b3a3a3a4372e86d6520667261ee6368652031206b67275154592b32313a32274d4f412b3230333a32352e303030275052492b494e463a31322e35303027554e532b53274d4f412b37393a32352e30303027434e542b323a3127554e542b32312b3127554e482b322b4f52444552533a443a3936413a554e2742474d2b3232302b504f2d62617463682d322d64656665727265642b392744544d2b3133373a3230323631313234303935393a3230332744544d2b323a32303236313132363a313032275246462b43523a62617463682d322d6465666572726564274e41442b42592b432d37373a3a3931274354412b4f432b3a636865664062697374726f2e6578616d706c6527434f4d2b636865664062697374726f2e6578616d706c653a454d274e41442b53552b353431323334353030303031333a3a39274e41442b44502b432d37373a3a3931274355582b323a4555523a39274c494e2b31275049412b352b30303132333a53413a3a393127494d442b462b2b3a3a3a4372e86d6520667261ee6368652031206b67275154592b32313a32274d4f412b3230333a32352e303030275052492b494e463a31322e35303027554e532b53274d4f412b37393a32352e30303027434e542b323a3127554e542b32312b3227554e482b332b4f52444552533a443a3936413a554e2742474d2b3232302b504f2d62617463682d332d64656665727265642b392744544d2b3133373a3230323631313234303935393a3230332744544d2b323a32303236313132363a313032275246462b43523a62617463682d332d6465666572726564274e41442b42592b432d37373a3a3931274354412b4f432b3a636865664062697374726f2e6578616d706c6527434f4d2b636865664062697374726f2e6578616d706c653a454d274e41442b53552b353431323334353030303031333a3a39274e41442b44502b432d37373a3a3931274355582b323a4555523a39274c494e2b31275049412b352b30303132333a53413a3a393127494d442b462b2b3a3a3a4372e86d6520667261ee6368652031206b67275154592b32313a32274d4f412b3230333a32352e303030275052492b494e463a31322e35303027554e532b53274d4f412b37393a32352e30303027434e542b323a3127554e542b32312b3327554e5a2b332b303030303030303030303030303327');
INSERT INTO pieces VALUES ('all-delivered', 1, '', 0, NULL, CAST('{"id":"all-delivered","order_number":"PO-all-delivered","status":"ORDERED","ordered_on":"2026-11-24T08:59:00Z","owned_by":{"username":"chef@bistro.example"},"order_remarks":null,"packages":[{"stock_item":{"name":"Crème fraîche 1 kg"},"supplier_package":{"supplier_article_number":"00123","theoretical_price_per_package":"12.500"},"quantity_ordered":2,"total_theoretical_price":"25.000"}],"expected_delivery_date":"2026-11-26","theoretical_price":"25.000","supplier_customer_number":"C-77"}' AS BLOB));
INSERT INTO pieces VALUES ('all-delivered', 1, 'as2', 0, '{"mediaType":"application/json; charset=utf-8","fileName":"PO-all-delivered-1.json","digest":"7216867d17b148862afaada38871315630873d4ae9e3ce27246c88ffdf13c4d9","controlNumber":null,"warnings":[],"orderNumber":"PO-all-delivered","size":757}', CAST('{
  "notice": null,
  "supplier": "Fresco Foods",
  "id": "all-delivered",
  "orderNumber": "PO-all-delivered",
  "version": 1,
  "purpose": "original",
  "possibleRepeat": false,
  "customerNumber": "C-77",
  "soldTo": "C-77",
  "shipTo": "C-77",
  "billTo": "C-77",
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
      "unit": null,
      "gtin": null,
      "pricePerPackage": "12.500",
      "priceQuantity": "1",
      "total": "25.000",
      "remarks": ""
    }
  ],
  "total": "25.000"
}
' AS BLOB));
INSERT INTO pieces VALUES ('all-delivered', 1, 'email', 0, '{"mediaType":"message/rfc822","fileName":"PO-all-delivered-1.eml","envelope":{"from":"orders@gateway.example","to":["desk@fresco.example"]},"digest":"395cbbd4b05d6ef4f6ded31e45856c1759f34eeb78a8664852c28beca407bb25","controlNumber":null,"warnings":[],"orderNumber":"PO-all-delivered","size":2486}', CAST('Auto-Submitted: auto-generated
X-Orderbridge-Delivery: c6f39b73ccfdc69528dcb80bc6805bc6
From: orders@gateway.example
To: desk@fresco.example
Subject: Order PO-all-delivered - C-77
Message-ID:
 <c6f39b73ccfdc69528dcb80bc6805bc6.20261124100000@gateway.example>
Date: Tue, 24 Nov 2026 09:00:00 +0000
MIME-Version: 1.0
Content-Type: multipart/alternative;
 boundary="=_orderbridge-c6f39b73ccfdc69528dcb80bc6805bc6-Part_1"

--=_orderbridge-c6f39b73ccfdc69528dcb80bc6805bc6-Part_1
Content-Type: text/plain; charset=utf-8
Content-Transfer-Encoding: quoted-printable

Order: PO-all-delivered
Customer number: C-77
Ordered on: 2026-11-24 =
09:59:00
Ordered by: chef@bistro.example
Delivery date asked for: =
2026-11-26

1. Article 00123: 2 x Cr=C3=A8me fra=C3=AEche 1 kg (EUR 12.500)

Total: EUR 25.000 (Prices for information)

--=_orderbridge-c6f39b73ccfdc69528dcb80bc6805bc6-Part_1
Content-Type: text/html; charset=utf-8
Content-Transfer-Encoding: quoted-printable

<!doctype html>
<html lang=3D"en">
<head>
<meta charset=3D"utf-8">
<title>Order PO-all-delivered</title>
<style>
table { border-collapse: =
collapse }
th, td { border: 1px solid #000 }
td.name, blockquote { =
overflow-wrap: anywhere }
@media screen and (max-width: 480px) { th, td { =
padding: 3px; font-size: 0.9em } }
td.number { white-space: nowrap }
@media print {
@page { margin: 15mm }
* { color: #000 !important; =
background: #fff !important }
table { width: 100% }
thead { display: table-header-group }
tr { break-inside: avoid; =
page-break-inside: avoid }
h1, p { break-after: avoid; page-break-after: =
avoid }
}
</style>
</head>
<body style=3D"font-family: sans-serif">
<h1 style=3D"font-size: 1.3em">Order PO-all-delivered</h1>
<p>
Customer number: <strong>C-77</strong><br>
Ordered on: 2026-11-24 =
09:59:00<br>
Ordered by: chef@bistro.example<br>
Delivery date asked for: =
<strong>2026-11-26</strong>
</p>
<table border=3D"1" cellpadding=3D"6" =
style=3D"border-collapse: collapse">
<thead><tr><th>#</th><th>Article</th><=
th>Description</th><th>Quantity</th><th>Price (EUR)</th></tr></thead>
<tbody>
<tr><td>1</td><td>00123</td><td class=3D"name">Cr=C3=A8me =
fra=C3=AEche 1 kg</td><td class=3D"number" align=3D"right">2</td><td =
class=3D"number" align=3D"right">12.500</td></tr>
</tbody>
</table>
<p>Total: EUR 25.000 (Prices for information)</p>
</body>
</html>

--=_orderbridge-c6f39b73ccfdc69528dcb80bc6805bc6-Part_1--
' AS BLOB));
INSERT INTO pieces VALUES ('all-delivered', 1, 'ftp', 0, '{"mediaType":"application/json; charset=utf-8","fileName":"PO-all-delivered-1.json","digest":"7216867d17b148862afaada38871315630873d4ae9e3ce27246c88ffdf13c4d9","controlNumber":null,"warnings":[],"orderNumber":"PO-all-delivered","size":757}', CAST('{
  "notice": null,
  "supplier": "Fresco Foods",
  "id": "all-delivered",
  "orderNumber": "PO-all-delivered",
  "version": 1,
  "purpose": "original",
  "possibleRepeat": false,
  "customerNumber": "C-77",
  "soldTo": "C-77",
  "shipTo": "C-77",
  "billTo": "C-77",
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
      "unit": null,
      "gtin": null,
      "pricePerPackage": "12.500",
      "priceQuantity": "1",
      "total": "25.000",
      "remarks": ""
    }
  ],
  "total": "25.000"
}
' AS BLOB));
INSERT INTO pieces VALUES ('all-delivered', 1, 'http', 0, '{"mediaType":"application/json; charset=utf-8","fileName":"PO-all-delivered-1.json","digest":"7216867d17b148862afaada38871315630873d4ae9e3ce27246c88ffdf13c4d9","controlNumber":null,"warnings":[],"orderNumber":"PO-all-delivered","size":757}', CAST('{
  "notice": null,
  "supplier": "Fresco Foods",
  "id": "all-delivered",
  "orderNumber": "PO-all-delivered",
  "version": 1,
  "purpose": "original",
  "possibleRepeat": false,
  "customerNumber": "C-77",
  "soldTo": "C-77",
  "shipTo": "C-77",
  "billTo": "C-77",
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
      "unit": null,
      "gtin": null,
      "pricePerPackage": "12.500",
      "priceQuantity": "1",
      "total": "25.000",
      "remarks": ""
    }
  ],
  "total": "25.000"
}
' AS BLOB));
INSERT INTO pieces VALUES ('all-delivered', 1, 'r2', 0, '{"mediaType":"application/json; charset=utf-8","fileName":"PO-all-delivered-1.json","digest":"7216867d17b148862afaada38871315630873d4ae9e3ce27246c88ffdf13c4d9","controlNumber":null,"warnings":[],"orderNumber":"PO-all-delivered","size":757}', CAST('{
  "notice": null,
  "supplier": "Fresco Foods",
  "id": "all-delivered",
  "orderNumber": "PO-all-delivered",
  "version": 1,
  "purpose": "original",
  "possibleRepeat": false,
  "customerNumber": "C-77",
  "soldTo": "C-77",
  "shipTo": "C-77",
  "billTo": "C-77",
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
      "unit": null,
      "gtin": null,
      "pricePerPackage": "12.500",
      "priceQuantity": "1",
      "total": "25.000",
      "remarks": ""
    }
  ],
  "total": "25.000"
}
' AS BLOB));
INSERT INTO pieces VALUES ('all-delivered', 1, 's3', 0, '{"mediaType":"application/json; charset=utf-8","fileName":"PO-all-delivered-1.json","digest":"7216867d17b148862afaada38871315630873d4ae9e3ce27246c88ffdf13c4d9","controlNumber":null,"warnings":[],"orderNumber":"PO-all-delivered","size":757}', CAST('{
  "notice": null,
  "supplier": "Fresco Foods",
  "id": "all-delivered",
  "orderNumber": "PO-all-delivered",
  "version": 1,
  "purpose": "original",
  "possibleRepeat": false,
  "customerNumber": "C-77",
  "soldTo": "C-77",
  "shipTo": "C-77",
  "billTo": "C-77",
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
      "unit": null,
      "gtin": null,
      "pricePerPackage": "12.500",
      "priceQuantity": "1",
      "total": "25.000",
      "remarks": ""
    }
  ],
  "total": "25.000"
}
' AS BLOB));
INSERT INTO pieces VALUES ('all-delivered', 1, 'sftp', 0, '{"mediaType":"application/EDIFACT; charset=iso-8859-1","fileName":"PO-all-delivered-1.edi","digest":"f7690661ec0a05f3beb395bc146ac62d9f260f18d62dc22087cd6b3bd7e0162d","controlNumber":1,"warnings":[],"orderNumber":"PO-all-delivered","size":468}', X'554e413a2b2e3f2027554e422b554e4f433a332b4f524445524252494447453a5a5a5a2b353431323334353030303031333a31342b3236313132343a313030302b303030303030303030303030303127554e482b312b4f52444552533a443a3936413a554e2742474d2b3232302b504f2d616c6c2d64656c6976657265642b392744544d2b3133373a3230323631313234303935393a3230332744544d2b323a32303236313132363a313032275246462b43523a616c6c2d64656c697665726564274e41442b42592b432d37373a3a3931274354412b4f432b3a636865664062697374726f2e6578616d706c6527434f4d2b636865664062697374726f2e6578616d706c653a454d274e41442b53552b353431323334353030303031333a3a39274e41442b44502b432d37373a3a3931274355582b323a4555523a39274c494e2b31275049412b352b30303132333a53413a3a393127494d442b462b2b3a3a3a4372e86d6520667261ee6368652031206b67275154592b32313a32274d4f412b3230333a32352e303030275052492b494e463a31322e35303027554e532b53274d4f412b37393a32352e30303027434e542b323a3127554e542b32312b3127554e5a2b312b303030303030303030303030303127');
INSERT INTO pieces VALUES ('all-delivered', 1, 'smtp', 0, '{"mediaType":"message/rfc822","fileName":"PO-all-delivered-1.eml","envelope":{"from":"orders@gateway.example","to":["desk@fresco.example"]},"digest":"7c1187c50fbf7552d903cc98807910bb5678378cc94bb605430d0bdd50b5a4af","controlNumber":null,"warnings":[],"orderNumber":"PO-all-delivered","size":2486}', CAST('Auto-Submitted: auto-generated
X-Orderbridge-Delivery: c710aeb901f15bd6b1499227f70b667c
From: orders@gateway.example
To: desk@fresco.example
Subject: Order PO-all-delivered - C-77
Message-ID:
 <c710aeb901f15bd6b1499227f70b667c.20261124100000@gateway.example>
Date: Tue, 24 Nov 2026 09:00:00 +0000
MIME-Version: 1.0
Content-Type: multipart/alternative;
 boundary="=_orderbridge-c710aeb901f15bd6b1499227f70b667c-Part_1"

--=_orderbridge-c710aeb901f15bd6b1499227f70b667c-Part_1
Content-Type: text/plain; charset=utf-8
Content-Transfer-Encoding: quoted-printable

Order: PO-all-delivered
Customer number: C-77
Ordered on: 2026-11-24 =
09:59:00
Ordered by: chef@bistro.example
Delivery date asked for: =
2026-11-26

1. Article 00123: 2 x Cr=C3=A8me fra=C3=AEche 1 kg (EUR 12.500)

Total: EUR 25.000 (Prices for information)

--=_orderbridge-c710aeb901f15bd6b1499227f70b667c-Part_1
Content-Type: text/html; charset=utf-8
Content-Transfer-Encoding: quoted-printable

<!doctype html>
<html lang=3D"en">
<head>
<meta charset=3D"utf-8">
<title>Order PO-all-delivered</title>
<style>
table { border-collapse: =
collapse }
th, td { border: 1px solid #000 }
td.name, blockquote { =
overflow-wrap: anywhere }
@media screen and (max-width: 480px) { th, td { =
padding: 3px; font-size: 0.9em } }
td.number { white-space: nowrap }
@media print {
@page { margin: 15mm }
* { color: #000 !important; =
background: #fff !important }
table { width: 100% }
thead { display: table-header-group }
tr { break-inside: avoid; =
page-break-inside: avoid }
h1, p { break-after: avoid; page-break-after: =
avoid }
}
</style>
</head>
<body style=3D"font-family: sans-serif">
<h1 style=3D"font-size: 1.3em">Order PO-all-delivered</h1>
<p>
Customer number: <strong>C-77</strong><br>
Ordered on: 2026-11-24 =
09:59:00<br>
Ordered by: chef@bistro.example<br>
Delivery date asked for: =
<strong>2026-11-26</strong>
</p>
<table border=3D"1" cellpadding=3D"6" =
style=3D"border-collapse: collapse">
<thead><tr><th>#</th><th>Article</th><=
th>Description</th><th>Quantity</th><th>Price (EUR)</th></tr></thead>
<tbody>
<tr><td>1</td><td>00123</td><td class=3D"name">Cr=C3=A8me =
fra=C3=AEche 1 kg</td><td class=3D"number" align=3D"right">2</td><td =
class=3D"number" align=3D"right">12.500</td></tr>
</tbody>
</table>
<p>Total: EUR 25.000 (Prices for information)</p>
</body>
</html>

--=_orderbridge-c710aeb901f15bd6b1499227f70b667c-Part_1--
' AS BLOB));
INSERT INTO pieces VALUES ('all-delivered', 2, '', 0, NULL, CAST('{"id":"all-delivered","order_number":"PO-all-delivered","status":"ORDERED","ordered_on":"2026-11-24T08:59:00Z","owned_by":{"username":"chef@bistro.example"},"order_remarks":null,"packages":[{"stock_item":{"name":"Crème fraîche 1 kg"},"supplier_package":{"supplier_article_number":"00123","theoretical_price_per_package":"12.500"},"quantity_ordered":5,"total_theoretical_price":"25.000"}],"expected_delivery_date":"2026-11-26","theoretical_price":"25.000","supplier_customer_number":"C-77"}' AS BLOB));
INSERT INTO pieces VALUES ('answered', 1, '', 0, NULL, CAST('{"id":"answered","order_number":"PO-answered","status":"ORDERED","ordered_on":"2026-11-24T08:59:00Z","owned_by":{"username":"chef@bistro.example"},"order_remarks":null,"packages":[{"stock_item":{"name":"Crème fraîche 1 kg"},"supplier_package":{"supplier_article_number":"00123","theoretical_price_per_package":"12.500"},"quantity_ordered":2,"total_theoretical_price":"25.000"}],"expected_delivery_date":"2026-11-26","theoretical_price":"25.000","supplier_customer_number":"C-77"}' AS BLOB));
INSERT INTO pieces VALUES ('answered', 1, 'answered', 0, '{"mediaType":"application/EDIFACT; charset=iso-8859-1","fileName":"PO-answered-1.edi","digest":"57efbef44c5742eae1222e39d823e2f694f688ef6b7d37405f028ab41012c019","controlNumber":4,"warnings":[],"orderNumber":"PO-answered","size":458}', X'554e413a2b2e3f2027554e422b554e4f433a332b4f524445524252494447453a5a5a5a2b353431323334353030303031333a31342b3236313132343a313030302b303030303030303030303030303427554e482b312b4f52444552533a443a3936413a554e2742474d2b3232302b504f2d616e7377657265642b392744544d2b3133373a3230323631313234303935393a3230332744544d2b323a32303236313132363a313032275246462b43523a616e737765726564274e41442b42592b432d37373a3a3931274354412b4f432b3a636865664062697374726f2e6578616d706c6527434f4d2b636865664062697374726f2e6578616d706c653a454d274e41442b53552b353431323334353030303031333a3a39274e41442b44502b432d37373a3a3931274355582b323a4555523a39274c494e2b31275049412b352b30303132333a53413a3a393127494d442b462b2b3a3a3a4372e86d6520667261ee6368652031206b67275154592b32313a32274d4f412b3230333a32352e303030275052492b494e463a31322e35303027554e532b53274d4f412b37393a32352e30303027434e542b323a3127554e542b32312b3127554e5a2b312b303030303030303030303030303427');
INSERT INTO pieces VALUES ('answered-late', 1, '', 0, NULL, CAST('{"id":"answered-late","order_number":"PO-answered-late","status":"ORDERED","ordered_on":"2026-11-24T08:59:00Z","owned_by":{"username":"chef@bistro.example"},"order_remarks":null,"packages":[{"stock_item":{"name":"Crème fraîche 1 kg"},"supplier_package":{"supplier_article_number":"00123","theoretical_price_per_package":"12.500"},"quantity_ordered":2,"total_theoretical_price":"25.000"}],"expected_delivery_date":"2026-11-26","theoretical_price":"25.000","supplier_customer_number":"C-77"}' AS BLOB));
INSERT INTO pieces VALUES ('answered-late', 1, 'answered', 0, '{"mediaType":"application/EDIFACT; charset=iso-8859-1","fileName":"PO-answered-late-1.edi","digest":"2a846b317fb96a135965115e3338693bb47000e52e54b91d81a3d202c1019adb","controlNumber":5,"warnings":[],"orderNumber":"PO-answered-late","size":468}', X'554e413a2b2e3f2027554e422b554e4f433a332b4f524445524252494447453a5a5a5a2b353431323334353030303031333a31342b3236313132343a313030302b303030303030303030303030303527554e482b312b4f52444552533a443a3936413a554e2742474d2b3232302b504f2d616e7377657265642d6c6174652b392744544d2b3133373a3230323631313234303935393a3230332744544d2b323a32303236313132363a313032275246462b43523a616e7377657265642d6c617465274e41442b42592b432d37373a3a3931274354412b4f432b3a636865664062697374726f2e6578616d706c6527434f4d2b636865664062697374726f2e6578616d706c653a454d274e41442b53552b353431323334353030303031333a3a39274e41442b44502b432d37373a3a3931274355582b323a4555523a39274c494e2b31275049412b352b30303132333a53413a3a393127494d442b462b2b3a3a3a4372e86d6520667261ee6368652031206b67275154592b32313a32274d4f412b3230333a32352e303030275052492b494e463a31322e35303027554e532b53274d4f412b37393a32352e30303027434e542b323a3127554e542b32312b3127554e5a2b312b303030303030303030303030303527');
INSERT INTO pieces VALUES ('as2-sending', 1, '', 0, NULL, CAST('{"id":"as2-sending","order_number":"PO-as2-sending","status":"ORDERED","ordered_on":"2026-11-24T08:59:00Z","owned_by":{"username":"chef@bistro.example"},"order_remarks":null,"packages":[{"stock_item":{"name":"Crème fraîche 1 kg"},"supplier_package":{"supplier_article_number":"00123","theoretical_price_per_package":"12.500"},"quantity_ordered":2,"total_theoretical_price":"25.000"}],"expected_delivery_date":"2026-11-26","theoretical_price":"25.000","supplier_customer_number":"C-77"}' AS BLOB));
INSERT INTO pieces VALUES ('as2-sending', 1, 'as2', 0, '{"mediaType":"application/json; charset=utf-8","fileName":"PO-as2-sending-1.json","digest":"766da8e8a8539b89e67264f6ea374c775620ef2b2f5112373ab3564f2955348b","controlNumber":null,"warnings":[],"orderNumber":"PO-as2-sending","size":753}', CAST('{
  "notice": null,
  "supplier": "Fresco Foods",
  "id": "as2-sending",
  "orderNumber": "PO-as2-sending",
  "version": 1,
  "purpose": "original",
  "possibleRepeat": false,
  "customerNumber": "C-77",
  "soldTo": "C-77",
  "shipTo": "C-77",
  "billTo": "C-77",
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
      "unit": null,
      "gtin": null,
      "pricePerPackage": "12.500",
      "priceQuantity": "1",
      "total": "25.000",
      "remarks": ""
    }
  ],
  "total": "25.000"
}
' AS BLOB));
INSERT INTO pieces VALUES ('as2-uncertain', 1, '', 0, NULL, CAST('{"id":"as2-uncertain","order_number":"PO-as2-uncertain","status":"ORDERED","ordered_on":"2026-11-24T08:59:00Z","owned_by":{"username":"chef@bistro.example"},"order_remarks":null,"packages":[{"stock_item":{"name":"Crème fraîche 1 kg"},"supplier_package":{"supplier_article_number":"00123","theoretical_price_per_package":"12.500"},"quantity_ordered":2,"total_theoretical_price":"25.000"}],"expected_delivery_date":"2026-11-26","theoretical_price":"25.000","supplier_customer_number":"C-77"}' AS BLOB));
INSERT INTO pieces VALUES ('as2-uncertain', 1, 'as2', 0, '{"mediaType":"application/json; charset=utf-8","fileName":"PO-as2-uncertain-1.json","digest":"c464e4b6b5c262ec2b3f51f28708807b0288b0ffcecc0ee26a74f401857f0873","controlNumber":null,"warnings":[],"orderNumber":"PO-as2-uncertain","size":757}', CAST('{
  "notice": null,
  "supplier": "Fresco Foods",
  "id": "as2-uncertain",
  "orderNumber": "PO-as2-uncertain",
  "version": 1,
  "purpose": "original",
  "possibleRepeat": false,
  "customerNumber": "C-77",
  "soldTo": "C-77",
  "shipTo": "C-77",
  "billTo": "C-77",
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
      "unit": null,
      "gtin": null,
      "pricePerPackage": "12.500",
      "priceQuantity": "1",
      "total": "25.000",
      "remarks": ""
    }
  ],
  "total": "25.000"
}
' AS BLOB));
INSERT INTO pieces VALUES ('as2-waiting', 1, '', 0, NULL, CAST('{"id":"as2-waiting","order_number":"PO-as2-waiting","status":"ORDERED","ordered_on":"2026-11-24T08:59:00Z","owned_by":{"username":"chef@bistro.example"},"order_remarks":null,"packages":[{"stock_item":{"name":"Crème fraîche 1 kg"},"supplier_package":{"supplier_article_number":"00123","theoretical_price_per_package":"12.500"},"quantity_ordered":2,"total_theoretical_price":"25.000"}],"expected_delivery_date":"2026-11-26","theoretical_price":"25.000","supplier_customer_number":"C-77"}' AS BLOB));
INSERT INTO pieces VALUES ('batch-1-deferred', 1, '', 0, NULL, CAST('{"id":"batch-1-deferred","order_number":"PO-batch-1-deferred","status":"ORDERED","ordered_on":"2026-11-24T08:59:00Z","owned_by":{"username":"chef@bistro.example"},"order_remarks":null,"packages":[{"stock_item":{"name":"Crème fraîche 1 kg"},"supplier_package":{"supplier_article_number":"00123","theoretical_price_per_package":"12.500"},"quantity_ordered":2,"total_theoretical_price":"25.000"}],"expected_delivery_date":"2026-11-26","theoretical_price":"25.000","supplier_customer_number":"C-77"}' AS BLOB));
INSERT INTO pieces VALUES ('batch-2-deferred', 1, '', 0, NULL, CAST('{"id":"batch-2-deferred","order_number":"PO-batch-2-deferred","status":"ORDERED","ordered_on":"2026-11-24T08:59:00Z","owned_by":{"username":"chef@bistro.example"},"order_remarks":null,"packages":[{"stock_item":{"name":"Crème fraîche 1 kg"},"supplier_package":{"supplier_article_number":"00123","theoretical_price_per_package":"12.500"},"quantity_ordered":2,"total_theoretical_price":"25.000"}],"expected_delivery_date":"2026-11-26","theoretical_price":"25.000","supplier_customer_number":"C-77"}' AS BLOB));
INSERT INTO pieces VALUES ('batch-3-deferred', 1, '', 0, NULL, CAST('{"id":"batch-3-deferred","order_number":"PO-batch-3-deferred","status":"ORDERED","ordered_on":"2026-11-24T08:59:00Z","owned_by":{"username":"chef@bistro.example"},"order_remarks":null,"packages":[{"stock_item":{"name":"Crème fraîche 1 kg"},"supplier_package":{"supplier_article_number":"00123","theoretical_price_per_package":"12.500"},"quantity_ordered":2,"total_theoretical_price":"25.000"}],"expected_delivery_date":"2026-11-26","theoretical_price":"25.000","supplier_customer_number":"C-77"}' AS BLOB));
INSERT INTO pieces VALUES ('batch-4', 1, '', 0, NULL, CAST('{"id":"batch-4","order_number":"PO-batch-4","status":"ORDERED","ordered_on":"2026-11-24T08:59:00Z","owned_by":{"username":"chef@bistro.example"},"order_remarks":null,"packages":[{"stock_item":{"name":"Crème fraîche 1 kg"},"supplier_package":{"supplier_article_number":"00123","theoretical_price_per_package":"12.500"},"quantity_ordered":2,"total_theoretical_price":"25.000"}],"expected_delivery_date":"2026-11-26","theoretical_price":"25.000","supplier_customer_number":"C-77"}' AS BLOB));
INSERT INTO pieces VALUES ('batch-5', 1, '', 0, NULL, CAST('{"id":"batch-5","order_number":"PO-batch-5","status":"ORDERED","ordered_on":"2026-11-24T08:59:00Z","owned_by":{"username":"chef@bistro.example"},"order_remarks":null,"packages":[{"stock_item":{"name":"Crème fraîche 1 kg"},"supplier_package":{"supplier_article_number":"00123","theoretical_price_per_package":"12.500"},"quantity_ordered":2,"total_theoretical_price":"25.000"}],"expected_delivery_date":"2026-11-26","theoretical_price":"25.000","supplier_customer_number":"C-77"}' AS BLOB));
INSERT INTO pieces VALUES ('email-sending', 1, '', 0, NULL, CAST('{"id":"email-sending","order_number":"PO-email-sending","status":"ORDERED","ordered_on":"2026-11-24T08:59:00Z","owned_by":{"username":"chef@bistro.example"},"order_remarks":null,"packages":[{"stock_item":{"name":"Crème fraîche 1 kg"},"supplier_package":{"supplier_article_number":"00123","theoretical_price_per_package":"12.500"},"quantity_ordered":2,"total_theoretical_price":"25.000"}],"expected_delivery_date":"2026-11-26","theoretical_price":"25.000","supplier_customer_number":"C-77"}' AS BLOB));
INSERT INTO pieces VALUES ('email-sending', 1, 'email', 0, '{"mediaType":"message/rfc822","fileName":"PO-email-sending-1.eml","envelope":{"from":"orders@gateway.example","to":["desk@fresco.example"]},"digest":"2cfa3e2c8453e7318288927c9c5d51b9030ffe238e5c690693e43e33d4f79a11","controlNumber":null,"warnings":[],"orderNumber":"PO-email-sending","size":2486}', CAST('Auto-Submitted: auto-generated
X-Orderbridge-Delivery: ed70bddfb206cdd49d9da6138b75696f
From: orders@gateway.example
To: desk@fresco.example
Subject: Order PO-email-sending - C-77
Message-ID:
 <ed70bddfb206cdd49d9da6138b75696f.20261124101200@gateway.example>
Date: Tue, 24 Nov 2026 09:12:00 +0000
MIME-Version: 1.0
Content-Type: multipart/alternative;
 boundary="=_orderbridge-ed70bddfb206cdd49d9da6138b75696f-Part_1"

--=_orderbridge-ed70bddfb206cdd49d9da6138b75696f-Part_1
Content-Type: text/plain; charset=utf-8
Content-Transfer-Encoding: quoted-printable

Order: PO-email-sending
Customer number: C-77
Ordered on: 2026-11-24 =
09:59:00
Ordered by: chef@bistro.example
Delivery date asked for: =
2026-11-26

1. Article 00123: 2 x Cr=C3=A8me fra=C3=AEche 1 kg (EUR 12.500)

Total: EUR 25.000 (Prices for information)

--=_orderbridge-ed70bddfb206cdd49d9da6138b75696f-Part_1
Content-Type: text/html; charset=utf-8
Content-Transfer-Encoding: quoted-printable

<!doctype html>
<html lang=3D"en">
<head>
<meta charset=3D"utf-8">
<title>Order PO-email-sending</title>
<style>
table { border-collapse: =
collapse }
th, td { border: 1px solid #000 }
td.name, blockquote { =
overflow-wrap: anywhere }
@media screen and (max-width: 480px) { th, td { =
padding: 3px; font-size: 0.9em } }
td.number { white-space: nowrap }
@media print {
@page { margin: 15mm }
* { color: #000 !important; =
background: #fff !important }
table { width: 100% }
thead { display: table-header-group }
tr { break-inside: avoid; =
page-break-inside: avoid }
h1, p { break-after: avoid; page-break-after: =
avoid }
}
</style>
</head>
<body style=3D"font-family: sans-serif">
<h1 style=3D"font-size: 1.3em">Order PO-email-sending</h1>
<p>
Customer number: <strong>C-77</strong><br>
Ordered on: 2026-11-24 =
09:59:00<br>
Ordered by: chef@bistro.example<br>
Delivery date asked for: =
<strong>2026-11-26</strong>
</p>
<table border=3D"1" cellpadding=3D"6" =
style=3D"border-collapse: collapse">
<thead><tr><th>#</th><th>Article</th><=
th>Description</th><th>Quantity</th><th>Price (EUR)</th></tr></thead>
<tbody>
<tr><td>1</td><td>00123</td><td class=3D"name">Cr=C3=A8me =
fra=C3=AEche 1 kg</td><td class=3D"number" align=3D"right">2</td><td =
class=3D"number" align=3D"right">12.500</td></tr>
</tbody>
</table>
<p>Total: EUR 25.000 (Prices for information)</p>
</body>
</html>

--=_orderbridge-ed70bddfb206cdd49d9da6138b75696f-Part_1--
' AS BLOB));
INSERT INTO pieces VALUES ('email-uncertain', 1, '', 0, NULL, CAST('{"id":"email-uncertain","order_number":"PO-email-uncertain","status":"ORDERED","ordered_on":"2026-11-24T08:59:00Z","owned_by":{"username":"chef@bistro.example"},"order_remarks":null,"packages":[{"stock_item":{"name":"Crème fraîche 1 kg"},"supplier_package":{"supplier_article_number":"00123","theoretical_price_per_package":"12.500"},"quantity_ordered":2,"total_theoretical_price":"25.000"}],"expected_delivery_date":"2026-11-26","theoretical_price":"25.000","supplier_customer_number":"C-77"}' AS BLOB));
INSERT INTO pieces VALUES ('email-uncertain', 1, 'email', 0, '{"mediaType":"message/rfc822","fileName":"PO-email-uncertain-1.eml","envelope":{"from":"orders@gateway.example","to":["desk@fresco.example"]},"digest":"4b19a675e355ee996b8fad5a2893655a590d9a717b95691cd12423d796daceef","controlNumber":null,"warnings":[],"orderNumber":"PO-email-uncertain","size":2494}', CAST('Auto-Submitted: auto-generated
X-Orderbridge-Delivery: 8a712437adae5fc3b681d1ce473e0bcd
From: orders@gateway.example
To: desk@fresco.example
Subject: Order PO-email-uncertain - C-77
Message-ID:
 <8a712437adae5fc3b681d1ce473e0bcd.20261124100000@gateway.example>
Date: Tue, 24 Nov 2026 09:00:00 +0000
MIME-Version: 1.0
Content-Type: multipart/alternative;
 boundary="=_orderbridge-8a712437adae5fc3b681d1ce473e0bcd-Part_1"

--=_orderbridge-8a712437adae5fc3b681d1ce473e0bcd-Part_1
Content-Type: text/plain; charset=utf-8
Content-Transfer-Encoding: quoted-printable

Order: PO-email-uncertain
Customer number: C-77
Ordered on: 2026-11-24 =
09:59:00
Ordered by: chef@bistro.example
Delivery date asked for: =
2026-11-26

1. Article 00123: 2 x Cr=C3=A8me fra=C3=AEche 1 kg (EUR 12.500)

Total: EUR 25.000 (Prices for information)

--=_orderbridge-8a712437adae5fc3b681d1ce473e0bcd-Part_1
Content-Type: text/html; charset=utf-8
Content-Transfer-Encoding: quoted-printable

<!doctype html>
<html lang=3D"en">
<head>
<meta charset=3D"utf-8">
<title>Order PO-email-uncertain</title>
<style>
table { border-collapse: =
collapse }
th, td { border: 1px solid #000 }
td.name, blockquote { =
overflow-wrap: anywhere }
@media screen and (max-width: 480px) { th, td { =
padding: 3px; font-size: 0.9em } }
td.number { white-space: nowrap }
@media print {
@page { margin: 15mm }
* { color: #000 !important; =
background: #fff !important }
table { width: 100% }
thead { display: table-header-group }
tr { break-inside: avoid; =
page-break-inside: avoid }
h1, p { break-after: avoid; page-break-after: =
avoid }
}
</style>
</head>
<body style=3D"font-family: sans-serif">
<h1 style=3D"font-size: 1.3em">Order PO-email-uncertain</h1>
<p>
Customer number: <strong>C-77</strong><br>
Ordered on: 2026-11-24 =
09:59:00<br>
Ordered by: chef@bistro.example<br>
Delivery date asked for: =
<strong>2026-11-26</strong>
</p>
<table border=3D"1" cellpadding=3D"6" =
style=3D"border-collapse: collapse">
<thead><tr><th>#</th><th>Article</th><=
th>Description</th><th>Quantity</th><th>Price (EUR)</th></tr></thead>
<tbody>
<tr><td>1</td><td>00123</td><td class=3D"name">Cr=C3=A8me =
fra=C3=AEche 1 kg</td><td class=3D"number" align=3D"right">2</td><td =
class=3D"number" align=3D"right">12.500</td></tr>
</tbody>
</table>
<p>Total: EUR 25.000 (Prices for information)</p>
</body>
</html>

--=_orderbridge-8a712437adae5fc3b681d1ce473e0bcd-Part_1--
' AS BLOB));
INSERT INTO pieces VALUES ('email-waiting', 1, '', 0, NULL, CAST('{"id":"email-waiting","order_number":"PO-email-waiting","status":"ORDERED","ordered_on":"2026-11-24T08:59:00Z","owned_by":{"username":"chef@bistro.example"},"order_remarks":null,"packages":[{"stock_item":{"name":"Crème fraîche 1 kg"},"supplier_package":{"supplier_article_number":"00123","theoretical_price_per_package":"12.500"},"quantity_ordered":2,"total_theoretical_price":"25.000"}],"expected_delivery_date":"2026-11-26","theoretical_price":"25.000","supplier_customer_number":"C-77"}' AS BLOB));
INSERT INTO pieces VALUES ('first-deferred', 1, '', 0, NULL, CAST('{"id":"first-deferred","order_number":"PO-first-deferred","status":"ORDERED","ordered_on":"2026-11-24T08:59:00Z","owned_by":{"username":"chef@bistro.example"},"order_remarks":null,"packages":[{"stock_item":{"name":"Crème fraîche 1 kg"},"supplier_package":{"supplier_article_number":"00123","theoretical_price_per_package":"12.500"},"quantity_ordered":2,"total_theoretical_price":"25.000"}],"expected_delivery_date":"2026-11-26","theoretical_price":"25.000","supplier_customer_number":"C-77"}' AS BLOB));
INSERT INTO pieces VALUES ('first-deferred', 1, 'first', 0, '{"mediaType":"application/json; charset=utf-8","fileName":"PO-first-deferred-1.json","digest":"17fac3b75b6cc33939d062e530a85d1add9a61fd4c2e50d01f14bf2305a80799","controlNumber":null,"warnings":[],"orderNumber":"PO-first-deferred","size":759}', CAST('{
  "notice": null,
  "supplier": "Fresco Foods",
  "id": "first-deferred",
  "orderNumber": "PO-first-deferred",
  "version": 1,
  "purpose": "original",
  "possibleRepeat": false,
  "customerNumber": "C-77",
  "soldTo": "C-77",
  "shipTo": "C-77",
  "billTo": "C-77",
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
      "unit": null,
      "gtin": null,
      "pricePerPackage": "12.500",
      "priceQuantity": "1",
      "total": "25.000",
      "remarks": ""
    }
  ],
  "total": "25.000"
}
' AS BLOB));
INSERT INTO pieces VALUES ('first-deferred', 1, 'second', 0, '{"mediaType":"application/json; charset=utf-8","fileName":"PO-first-deferred-1.json","digest":"17fac3b75b6cc33939d062e530a85d1add9a61fd4c2e50d01f14bf2305a80799","controlNumber":null,"warnings":[],"orderNumber":"PO-first-deferred","size":759}', CAST('{
  "notice": null,
  "supplier": "Fresco Foods",
  "id": "first-deferred",
  "orderNumber": "PO-first-deferred",
  "version": 1,
  "purpose": "original",
  "possibleRepeat": false,
  "customerNumber": "C-77",
  "soldTo": "C-77",
  "shipTo": "C-77",
  "billTo": "C-77",
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
      "unit": null,
      "gtin": null,
      "pricePerPackage": "12.500",
      "priceQuantity": "1",
      "total": "25.000",
      "remarks": ""
    }
  ],
  "total": "25.000"
}
' AS BLOB));
INSERT INTO pieces VALUES ('ftp-sending', 1, '', 0, NULL, CAST('{"id":"ftp-sending","order_number":"PO-ftp-sending","status":"ORDERED","ordered_on":"2026-11-24T08:59:00Z","owned_by":{"username":"chef@bistro.example"},"order_remarks":null,"packages":[{"stock_item":{"name":"Crème fraîche 1 kg"},"supplier_package":{"supplier_article_number":"00123","theoretical_price_per_package":"12.500"},"quantity_ordered":2,"total_theoretical_price":"25.000"}],"expected_delivery_date":"2026-11-26","theoretical_price":"25.000","supplier_customer_number":"C-77"}' AS BLOB));
INSERT INTO pieces VALUES ('ftp-sending', 1, 'ftp', 0, '{"mediaType":"application/json; charset=utf-8","fileName":"PO-ftp-sending-1.json","digest":"6d1ac756fe3af724be42558603eb7c229e811f695bc843ca012ce64abb17226a","controlNumber":null,"warnings":[],"orderNumber":"PO-ftp-sending","size":753}', CAST('{
  "notice": null,
  "supplier": "Fresco Foods",
  "id": "ftp-sending",
  "orderNumber": "PO-ftp-sending",
  "version": 1,
  "purpose": "original",
  "possibleRepeat": false,
  "customerNumber": "C-77",
  "soldTo": "C-77",
  "shipTo": "C-77",
  "billTo": "C-77",
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
      "unit": null,
      "gtin": null,
      "pricePerPackage": "12.500",
      "priceQuantity": "1",
      "total": "25.000",
      "remarks": ""
    }
  ],
  "total": "25.000"
}
' AS BLOB));
INSERT INTO pieces VALUES ('ftp-uncertain', 1, '', 0, NULL, CAST('{"id":"ftp-uncertain","order_number":"PO-ftp-uncertain","status":"ORDERED","ordered_on":"2026-11-24T08:59:00Z","owned_by":{"username":"chef@bistro.example"},"order_remarks":null,"packages":[{"stock_item":{"name":"Crème fraîche 1 kg"},"supplier_package":{"supplier_article_number":"00123","theoretical_price_per_package":"12.500"},"quantity_ordered":2,"total_theoretical_price":"25.000"}],"expected_delivery_date":"2026-11-26","theoretical_price":"25.000","supplier_customer_number":"C-77"}' AS BLOB));
INSERT INTO pieces VALUES ('ftp-uncertain', 1, 'ftp', 0, '{"mediaType":"application/json; charset=utf-8","fileName":"PO-ftp-uncertain-1.json","digest":"bf576607b48d9264510588ee0c1379bdd9685c63dc29d48821b35982b980ab61","controlNumber":null,"warnings":[],"orderNumber":"PO-ftp-uncertain","size":757}', CAST('{
  "notice": null,
  "supplier": "Fresco Foods",
  "id": "ftp-uncertain",
  "orderNumber": "PO-ftp-uncertain",
  "version": 1,
  "purpose": "original",
  "possibleRepeat": false,
  "customerNumber": "C-77",
  "soldTo": "C-77",
  "shipTo": "C-77",
  "billTo": "C-77",
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
      "unit": null,
      "gtin": null,
      "pricePerPackage": "12.500",
      "priceQuantity": "1",
      "total": "25.000",
      "remarks": ""
    }
  ],
  "total": "25.000"
}
' AS BLOB));
INSERT INTO pieces VALUES ('ftp-waiting', 1, '', 0, NULL, CAST('{"id":"ftp-waiting","order_number":"PO-ftp-waiting","status":"ORDERED","ordered_on":"2026-11-24T08:59:00Z","owned_by":{"username":"chef@bistro.example"},"order_remarks":null,"packages":[{"stock_item":{"name":"Crème fraîche 1 kg"},"supplier_package":{"supplier_article_number":"00123","theoretical_price_per_package":"12.500"},"quantity_ordered":2,"total_theoretical_price":"25.000"}],"expected_delivery_date":"2026-11-26","theoretical_price":"25.000","supplier_customer_number":"C-77"}' AS BLOB));
INSERT INTO pieces VALUES ('http-deferred', 1, '', 0, NULL, CAST('{"id":"http-deferred","order_number":"PO-http-deferred","status":"ORDERED","ordered_on":"2026-11-24T08:59:00Z","owned_by":{"username":"chef@bistro.example"},"order_remarks":null,"packages":[{"stock_item":{"name":"Crème fraîche 1 kg"},"supplier_package":{"supplier_article_number":"00123","theoretical_price_per_package":"12.500"},"quantity_ordered":2,"total_theoretical_price":"25.000"}],"expected_delivery_date":"2026-11-26","theoretical_price":"25.000","supplier_customer_number":"C-77"}' AS BLOB));
INSERT INTO pieces VALUES ('http-deferred', 1, 'http', 0, '{"mediaType":"application/json; charset=utf-8","fileName":"PO-http-deferred-1.json","digest":"3a3dcada1834ca16599ed1d8cb58a6a1975745b25172ae3695ad380290719daf","controlNumber":null,"warnings":[],"orderNumber":"PO-http-deferred","size":757}', CAST('{
  "notice": null,
  "supplier": "Fresco Foods",
  "id": "http-deferred",
  "orderNumber": "PO-http-deferred",
  "version": 1,
  "purpose": "original",
  "possibleRepeat": false,
  "customerNumber": "C-77",
  "soldTo": "C-77",
  "shipTo": "C-77",
  "billTo": "C-77",
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
      "unit": null,
      "gtin": null,
      "pricePerPackage": "12.500",
      "priceQuantity": "1",
      "total": "25.000",
      "remarks": ""
    }
  ],
  "total": "25.000"
}
' AS BLOB));
INSERT INTO pieces VALUES ('http-held', 1, '', 0, NULL, CAST('{"id":"http-held","order_number":"PO-http-held","status":"ORDERED","ordered_on":"2026-11-24T08:59:00Z","owned_by":{"username":"chef@bistro.example"},"order_remarks":null,"packages":[{"stock_item":{"name":"Crème fraîche 1 kg"},"supplier_package":{"supplier_article_number":"00123","theoretical_price_per_package":"12.500"},"quantity_ordered":2,"total_theoretical_price":"25.000"}],"expected_delivery_date":"2026-11-26","theoretical_price":"25.000","supplier_customer_number":"C-77"}' AS BLOB));
INSERT INTO pieces VALUES ('http-invalid', 1, '', 0, NULL, CAST('{"id":"http-invalid","order_number":"PO-http-invalid","status":"ORDERED","ordered_on":"2026-11-24T08:59:00Z","owned_by":{"username":"chef@bistro.example"},"order_remarks":null,"packages":[{"stock_item":{"name":"Crème fraîche 1 kg"},"supplier_package":{"supplier_article_number":"00123","theoretical_price_per_package":"12.500"},"quantity_ordered":2,"total_theoretical_price":"25.000"}],"expected_delivery_date":"2026-11-26","theoretical_price":"25.000","supplier_customer_number":"C-77"}' AS BLOB));
INSERT INTO pieces VALUES ('http-refused', 1, '', 0, NULL, CAST('{"id":"http-refused","order_number":"PO-http-refused","status":"ORDERED","ordered_on":"2026-11-24T08:59:00Z","owned_by":{"username":"chef@bistro.example"},"order_remarks":null,"packages":[{"stock_item":{"name":"Crème fraîche 1 kg"},"supplier_package":{"supplier_article_number":"00123","theoretical_price_per_package":"12.500"},"quantity_ordered":2,"total_theoretical_price":"25.000"}],"expected_delivery_date":"2026-11-26","theoretical_price":"25.000","supplier_customer_number":"C-77"}' AS BLOB));
INSERT INTO pieces VALUES ('http-refused', 1, 'http', 0, '{"mediaType":"application/json; charset=utf-8","fileName":"PO-http-refused-1.json","digest":"1540e47cb758e231b8e3a7b62131e05b9a574edd38c125ee668d1d82e1ac6db8","controlNumber":null,"warnings":[],"orderNumber":"PO-http-refused","size":755}', CAST('{
  "notice": null,
  "supplier": "Fresco Foods",
  "id": "http-refused",
  "orderNumber": "PO-http-refused",
  "version": 1,
  "purpose": "original",
  "possibleRepeat": false,
  "customerNumber": "C-77",
  "soldTo": "C-77",
  "shipTo": "C-77",
  "billTo": "C-77",
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
      "unit": null,
      "gtin": null,
      "pricePerPackage": "12.500",
      "priceQuantity": "1",
      "total": "25.000",
      "remarks": ""
    }
  ],
  "total": "25.000"
}
' AS BLOB));
INSERT INTO pieces VALUES ('http-sending', 1, '', 0, NULL, CAST('{"id":"http-sending","order_number":"PO-http-sending","status":"ORDERED","ordered_on":"2026-11-24T08:59:00Z","owned_by":{"username":"chef@bistro.example"},"order_remarks":null,"packages":[{"stock_item":{"name":"Crème fraîche 1 kg"},"supplier_package":{"supplier_article_number":"00123","theoretical_price_per_package":"12.500"},"quantity_ordered":2,"total_theoretical_price":"25.000"}],"expected_delivery_date":"2026-11-26","theoretical_price":"25.000","supplier_customer_number":"C-77"}' AS BLOB));
INSERT INTO pieces VALUES ('http-sending', 1, 'http', 0, '{"mediaType":"application/json; charset=utf-8","fileName":"PO-http-sending-1.json","digest":"e8e7594c6d1eea9a4a745ba0aac4c359ac117dc9eb7980fabc32defa23e541f6","controlNumber":null,"warnings":[],"orderNumber":"PO-http-sending","size":755}', CAST('{
  "notice": null,
  "supplier": "Fresco Foods",
  "id": "http-sending",
  "orderNumber": "PO-http-sending",
  "version": 1,
  "purpose": "original",
  "possibleRepeat": false,
  "customerNumber": "C-77",
  "soldTo": "C-77",
  "shipTo": "C-77",
  "billTo": "C-77",
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
      "unit": null,
      "gtin": null,
      "pricePerPackage": "12.500",
      "priceQuantity": "1",
      "total": "25.000",
      "remarks": ""
    }
  ],
  "total": "25.000"
}
' AS BLOB));
INSERT INTO pieces VALUES ('http-uncertain', 1, '', 0, NULL, CAST('{"id":"http-uncertain","order_number":"PO-http-uncertain","status":"ORDERED","ordered_on":"2026-11-24T08:59:00Z","owned_by":{"username":"chef@bistro.example"},"order_remarks":null,"packages":[{"stock_item":{"name":"Crème fraîche 1 kg"},"supplier_package":{"supplier_article_number":"00123","theoretical_price_per_package":"12.500"},"quantity_ordered":2,"total_theoretical_price":"25.000"}],"expected_delivery_date":"2026-11-26","theoretical_price":"25.000","supplier_customer_number":"C-77"}' AS BLOB));
INSERT INTO pieces VALUES ('http-uncertain', 1, 'http', 0, '{"mediaType":"application/json; charset=utf-8","fileName":"PO-http-uncertain-1.json","digest":"4f8a56272e0bca58ceb116ae3724670dfef2c5d71fc757f2465190d2964f39d5","controlNumber":null,"warnings":[],"orderNumber":"PO-http-uncertain","size":759}', CAST('{
  "notice": null,
  "supplier": "Fresco Foods",
  "id": "http-uncertain",
  "orderNumber": "PO-http-uncertain",
  "version": 1,
  "purpose": "original",
  "possibleRepeat": false,
  "customerNumber": "C-77",
  "soldTo": "C-77",
  "shipTo": "C-77",
  "billTo": "C-77",
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
      "unit": null,
      "gtin": null,
      "pricePerPackage": "12.500",
      "priceQuantity": "1",
      "total": "25.000",
      "remarks": ""
    }
  ],
  "total": "25.000"
}
' AS BLOB));
INSERT INTO pieces VALUES ('http-unconfirmed', 1, '', 0, NULL, CAST('{"id":"http-unconfirmed","order_number":"PO-http-unconfirmed","status":"ORDERED","ordered_on":"2026-11-24T08:59:00Z","owned_by":{"username":"chef@bistro.example"},"order_remarks":null,"packages":[{"stock_item":{"name":"Crème fraîche 1 kg"},"supplier_package":{"supplier_article_number":"00123","theoretical_price_per_package":"12.500"},"quantity_ordered":2,"total_theoretical_price":"25.000"}],"expected_delivery_date":"2026-11-26","theoretical_price":"25.000","supplier_customer_number":"C-77"}' AS BLOB));
INSERT INTO pieces VALUES ('http-waiting', 1, '', 0, NULL, CAST('{"id":"http-waiting","order_number":"PO-http-waiting","status":"ORDERED","ordered_on":"2026-11-24T08:59:00Z","owned_by":{"username":"chef@bistro.example"},"order_remarks":null,"packages":[{"stock_item":{"name":"Crème fraîche 1 kg"},"supplier_package":{"supplier_article_number":"00123","theoretical_price_per_package":"12.500"},"quantity_ordered":2,"total_theoretical_price":"25.000"}],"expected_delivery_date":"2026-11-26","theoretical_price":"25.000","supplier_customer_number":"C-77"}' AS BLOB));
INSERT INTO pieces VALUES ('mailbox-collected', 1, '', 0, NULL, CAST('{"id":"mailbox-collected","order_number":"PO-mailbox-collected","status":"ORDERED","ordered_on":"2026-11-24T08:59:00Z","owned_by":{"username":"chef@bistro.example"},"order_remarks":null,"packages":[{"stock_item":{"name":"Crème fraîche 1 kg"},"supplier_package":{"supplier_article_number":"00123","theoretical_price_per_package":"12.500"},"quantity_ordered":2,"total_theoretical_price":"25.000"}],"expected_delivery_date":"2026-11-26","theoretical_price":"25.000","supplier_customer_number":"C-77"}' AS BLOB));
INSERT INTO pieces VALUES ('mailbox-collected', 1, 'mailbox', 0, '{"mediaType":"application/json; charset=utf-8","fileName":"PO-mailbox-collected-1.json","digest":"9477936c41b340c9c9cb65a1631c2ebf279a63c74df21db8d2778fc7615b2df0","controlNumber":null,"warnings":[],"orderNumber":"PO-mailbox-collected","size":765}', CAST('{
  "notice": null,
  "supplier": "Fresco Foods",
  "id": "mailbox-collected",
  "orderNumber": "PO-mailbox-collected",
  "version": 1,
  "purpose": "original",
  "possibleRepeat": false,
  "customerNumber": "C-77",
  "soldTo": "C-77",
  "shipTo": "C-77",
  "billTo": "C-77",
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
      "unit": null,
      "gtin": null,
      "pricePerPackage": "12.500",
      "priceQuantity": "1",
      "total": "25.000",
      "remarks": ""
    }
  ],
  "total": "25.000"
}
' AS BLOB));
INSERT INTO pieces VALUES ('mailbox-fetched', 1, '', 0, NULL, CAST('{"id":"mailbox-fetched","order_number":"PO-mailbox-fetched","status":"ORDERED","ordered_on":"2026-11-24T08:59:00Z","owned_by":{"username":"chef@bistro.example"},"order_remarks":null,"packages":[{"stock_item":{"name":"Crème fraîche 1 kg"},"supplier_package":{"supplier_article_number":"00123","theoretical_price_per_package":"12.500"},"quantity_ordered":2,"total_theoretical_price":"25.000"}],"expected_delivery_date":"2026-11-26","theoretical_price":"25.000","supplier_customer_number":"C-77"}' AS BLOB));
INSERT INTO pieces VALUES ('mailbox-fetched', 1, 'mailbox', 0, '{"mediaType":"application/json; charset=utf-8","fileName":"PO-mailbox-fetched-1.json","digest":"873c6c4e9d7a2df632b7f3ea23366b145c07b65bffe9f97b20f0fc2a2914b2cb","controlNumber":null,"warnings":[],"orderNumber":"PO-mailbox-fetched","size":761}', CAST('{
  "notice": null,
  "supplier": "Fresco Foods",
  "id": "mailbox-fetched",
  "orderNumber": "PO-mailbox-fetched",
  "version": 1,
  "purpose": "original",
  "possibleRepeat": false,
  "customerNumber": "C-77",
  "soldTo": "C-77",
  "shipTo": "C-77",
  "billTo": "C-77",
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
      "unit": null,
      "gtin": null,
      "pricePerPackage": "12.500",
      "priceQuantity": "1",
      "total": "25.000",
      "remarks": ""
    }
  ],
  "total": "25.000"
}
' AS BLOB));
INSERT INTO pieces VALUES ('mailbox-waiting', 1, '', 0, NULL, CAST('{"id":"mailbox-waiting","order_number":"PO-mailbox-waiting","status":"ORDERED","ordered_on":"2026-11-24T08:59:00Z","owned_by":{"username":"chef@bistro.example"},"order_remarks":null,"packages":[{"stock_item":{"name":"Crème fraîche 1 kg"},"supplier_package":{"supplier_article_number":"00123","theoretical_price_per_package":"12.500"},"quantity_ordered":2,"total_theoretical_price":"25.000"}],"expected_delivery_date":"2026-11-26","theoretical_price":"25.000","supplier_customer_number":"C-77"}' AS BLOB));
INSERT INTO pieces VALUES ('mailbox-waiting', 1, 'mailbox', 0, '{"mediaType":"application/json; charset=utf-8","fileName":"PO-mailbox-waiting-1.json","digest":"d3434d331448e14bab3b01ff6aac062f80d3ed71a9e50d52d280cb71bed5085e","controlNumber":null,"warnings":[],"orderNumber":"PO-mailbox-waiting","size":761}', CAST('{
  "notice": null,
  "supplier": "Fresco Foods",
  "id": "mailbox-waiting",
  "orderNumber": "PO-mailbox-waiting",
  "version": 1,
  "purpose": "original",
  "possibleRepeat": false,
  "customerNumber": "C-77",
  "soldTo": "C-77",
  "shipTo": "C-77",
  "billTo": "C-77",
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
      "unit": null,
      "gtin": null,
      "pricePerPackage": "12.500",
      "priceQuantity": "1",
      "total": "25.000",
      "remarks": ""
    }
  ],
  "total": "25.000"
}
' AS BLOB));
INSERT INTO pieces VALUES ('r2-sending', 1, '', 0, NULL, CAST('{"id":"r2-sending","order_number":"PO-r2-sending","status":"ORDERED","ordered_on":"2026-11-24T08:59:00Z","owned_by":{"username":"chef@bistro.example"},"order_remarks":null,"packages":[{"stock_item":{"name":"Crème fraîche 1 kg"},"supplier_package":{"supplier_article_number":"00123","theoretical_price_per_package":"12.500"},"quantity_ordered":2,"total_theoretical_price":"25.000"}],"expected_delivery_date":"2026-11-26","theoretical_price":"25.000","supplier_customer_number":"C-77"}' AS BLOB));
INSERT INTO pieces VALUES ('r2-sending', 1, 'r2', 0, '{"mediaType":"application/json; charset=utf-8","fileName":"PO-r2-sending-1.json","digest":"1302715d451afae02914233bc7aa5a8f55dd0fd7630fb18981d11ede0e54eb4c","controlNumber":null,"warnings":[],"orderNumber":"PO-r2-sending","size":751}', CAST('{
  "notice": null,
  "supplier": "Fresco Foods",
  "id": "r2-sending",
  "orderNumber": "PO-r2-sending",
  "version": 1,
  "purpose": "original",
  "possibleRepeat": false,
  "customerNumber": "C-77",
  "soldTo": "C-77",
  "shipTo": "C-77",
  "billTo": "C-77",
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
      "unit": null,
      "gtin": null,
      "pricePerPackage": "12.500",
      "priceQuantity": "1",
      "total": "25.000",
      "remarks": ""
    }
  ],
  "total": "25.000"
}
' AS BLOB));
INSERT INTO pieces VALUES ('r2-uncertain', 1, '', 0, NULL, CAST('{"id":"r2-uncertain","order_number":"PO-r2-uncertain","status":"ORDERED","ordered_on":"2026-11-24T08:59:00Z","owned_by":{"username":"chef@bistro.example"},"order_remarks":null,"packages":[{"stock_item":{"name":"Crème fraîche 1 kg"},"supplier_package":{"supplier_article_number":"00123","theoretical_price_per_package":"12.500"},"quantity_ordered":2,"total_theoretical_price":"25.000"}],"expected_delivery_date":"2026-11-26","theoretical_price":"25.000","supplier_customer_number":"C-77"}' AS BLOB));
INSERT INTO pieces VALUES ('r2-uncertain', 1, 'r2', 0, '{"mediaType":"application/json; charset=utf-8","fileName":"PO-r2-uncertain-1.json","digest":"5d408692df9d3c7a21c80a5c7cc39c50b04561edc94b941a7a79a54be09a834b","controlNumber":null,"warnings":[],"orderNumber":"PO-r2-uncertain","size":755}', CAST('{
  "notice": null,
  "supplier": "Fresco Foods",
  "id": "r2-uncertain",
  "orderNumber": "PO-r2-uncertain",
  "version": 1,
  "purpose": "original",
  "possibleRepeat": false,
  "customerNumber": "C-77",
  "soldTo": "C-77",
  "shipTo": "C-77",
  "billTo": "C-77",
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
      "unit": null,
      "gtin": null,
      "pricePerPackage": "12.500",
      "priceQuantity": "1",
      "total": "25.000",
      "remarks": ""
    }
  ],
  "total": "25.000"
}
' AS BLOB));
INSERT INTO pieces VALUES ('r2-waiting', 1, '', 0, NULL, CAST('{"id":"r2-waiting","order_number":"PO-r2-waiting","status":"ORDERED","ordered_on":"2026-11-24T08:59:00Z","owned_by":{"username":"chef@bistro.example"},"order_remarks":null,"packages":[{"stock_item":{"name":"Crème fraîche 1 kg"},"supplier_package":{"supplier_article_number":"00123","theoretical_price_per_package":"12.500"},"quantity_ordered":2,"total_theoretical_price":"25.000"}],"expected_delivery_date":"2026-11-26","theoretical_price":"25.000","supplier_customer_number":"C-77"}' AS BLOB));
INSERT INTO pieces VALUES ('refused', 0, '', 0, NULL, CAST('{}' AS BLOB));
INSERT INTO pieces VALUES ('s3-sending', 1, '', 0, NULL, CAST('{"id":"s3-sending","order_number":"PO-s3-sending","status":"ORDERED","ordered_on":"2026-11-24T08:59:00Z","owned_by":{"username":"chef@bistro.example"},"order_remarks":null,"packages":[{"stock_item":{"name":"Crème fraîche 1 kg"},"supplier_package":{"supplier_article_number":"00123","theoretical_price_per_package":"12.500"},"quantity_ordered":2,"total_theoretical_price":"25.000"}],"expected_delivery_date":"2026-11-26","theoretical_price":"25.000","supplier_customer_number":"C-77"}' AS BLOB));
INSERT INTO pieces VALUES ('s3-sending', 1, 's3', 0, '{"mediaType":"application/json; charset=utf-8","fileName":"PO-s3-sending-1.json","digest":"7fd6cb989755db5b6a6f0eb1d7fb40b54a2b3c12d0cd61c861331509d5feb976","controlNumber":null,"warnings":[],"orderNumber":"PO-s3-sending","size":751}', CAST('{
  "notice": null,
  "supplier": "Fresco Foods",
  "id": "s3-sending",
  "orderNumber": "PO-s3-sending",
  "version": 1,
  "purpose": "original",
  "possibleRepeat": false,
  "customerNumber": "C-77",
  "soldTo": "C-77",
  "shipTo": "C-77",
  "billTo": "C-77",
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
      "unit": null,
      "gtin": null,
      "pricePerPackage": "12.500",
      "priceQuantity": "1",
      "total": "25.000",
      "remarks": ""
    }
  ],
  "total": "25.000"
}
' AS BLOB));
INSERT INTO pieces VALUES ('s3-uncertain', 1, '', 0, NULL, CAST('{"id":"s3-uncertain","order_number":"PO-s3-uncertain","status":"ORDERED","ordered_on":"2026-11-24T08:59:00Z","owned_by":{"username":"chef@bistro.example"},"order_remarks":null,"packages":[{"stock_item":{"name":"Crème fraîche 1 kg"},"supplier_package":{"supplier_article_number":"00123","theoretical_price_per_package":"12.500"},"quantity_ordered":2,"total_theoretical_price":"25.000"}],"expected_delivery_date":"2026-11-26","theoretical_price":"25.000","supplier_customer_number":"C-77"}' AS BLOB));
INSERT INTO pieces VALUES ('s3-uncertain', 1, 's3', 0, '{"mediaType":"application/json; charset=utf-8","fileName":"PO-s3-uncertain-1.json","digest":"c637dd212f22f3eb429b6ae89566e9f7ac94cadbd32b39c057cd265177b88ce6","controlNumber":null,"warnings":[],"orderNumber":"PO-s3-uncertain","size":755}', CAST('{
  "notice": null,
  "supplier": "Fresco Foods",
  "id": "s3-uncertain",
  "orderNumber": "PO-s3-uncertain",
  "version": 1,
  "purpose": "original",
  "possibleRepeat": false,
  "customerNumber": "C-77",
  "soldTo": "C-77",
  "shipTo": "C-77",
  "billTo": "C-77",
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
      "unit": null,
      "gtin": null,
      "pricePerPackage": "12.500",
      "priceQuantity": "1",
      "total": "25.000",
      "remarks": ""
    }
  ],
  "total": "25.000"
}
' AS BLOB));
INSERT INTO pieces VALUES ('s3-waiting', 1, '', 0, NULL, CAST('{"id":"s3-waiting","order_number":"PO-s3-waiting","status":"ORDERED","ordered_on":"2026-11-24T08:59:00Z","owned_by":{"username":"chef@bistro.example"},"order_remarks":null,"packages":[{"stock_item":{"name":"Crème fraîche 1 kg"},"supplier_package":{"supplier_article_number":"00123","theoretical_price_per_package":"12.500"},"quantity_ordered":2,"total_theoretical_price":"25.000"}],"expected_delivery_date":"2026-11-26","theoretical_price":"25.000","supplier_customer_number":"C-77"}' AS BLOB));
INSERT INTO pieces VALUES ('sftp-sending', 1, '', 0, NULL, CAST('{"id":"sftp-sending","order_number":"PO-sftp-sending","status":"ORDERED","ordered_on":"2026-11-24T08:59:00Z","owned_by":{"username":"chef@bistro.example"},"order_remarks":null,"packages":[{"stock_item":{"name":"Crème fraîche 1 kg"},"supplier_package":{"supplier_article_number":"00123","theoretical_price_per_package":"12.500"},"quantity_ordered":2,"total_theoretical_price":"25.000"}],"expected_delivery_date":"2026-11-26","theoretical_price":"25.000","supplier_customer_number":"C-77"}' AS BLOB));
INSERT INTO pieces VALUES ('sftp-sending', 1, 'sftp', 0, '{"mediaType":"application/EDIFACT; charset=iso-8859-1","fileName":"PO-sftp-sending-1.edi","digest":"e1d4d0ba8651f49d9c2a168b783a54dc219d3322258f2dafc17dc8d65842901d","controlNumber":6,"warnings":[],"orderNumber":"PO-sftp-sending","size":466}', X'554e413a2b2e3f2027554e422b554e4f433a332b4f524445524252494447453a5a5a5a2b353431323334353030303031333a31342b3236313132343a313031322b303030303030303030303030303627554e482b312b4f52444552533a443a3936413a554e2742474d2b3232302b504f2d736674702d73656e64696e672b392744544d2b3133373a3230323631313234303935393a3230332744544d2b323a32303236313132363a313032275246462b43523a736674702d73656e64696e67274e41442b42592b432d37373a3a3931274354412b4f432b3a636865664062697374726f2e6578616d706c6527434f4d2b636865664062697374726f2e6578616d706c653a454d274e41442b53552b353431323334353030303031333a3a39274e41442b44502b432d37373a3a3931274355582b323a4555523a39274c494e2b31275049412b352b30303132333a53413a3a393127494d442b462b2b3a3a3a4372e86d6520667261ee6368652031206b67275154592b32313a32274d4f412b3230333a32352e303030275052492b494e463a31322e35303027554e532b53274d4f412b37393a32352e30303027434e542b323a3127554e542b32312b3127554e5a2b312b303030303030303030303030303627');
INSERT INTO pieces VALUES ('sftp-uncertain', 1, '', 0, NULL, CAST('{"id":"sftp-uncertain","order_number":"PO-sftp-uncertain","status":"ORDERED","ordered_on":"2026-11-24T08:59:00Z","owned_by":{"username":"chef@bistro.example"},"order_remarks":null,"packages":[{"stock_item":{"name":"Crème fraîche 1 kg"},"supplier_package":{"supplier_article_number":"00123","theoretical_price_per_package":"12.500"},"quantity_ordered":2,"total_theoretical_price":"25.000"}],"expected_delivery_date":"2026-11-26","theoretical_price":"25.000","supplier_customer_number":"C-77"}' AS BLOB));
INSERT INTO pieces VALUES ('sftp-uncertain', 1, 'sftp', 0, '{"mediaType":"application/EDIFACT; charset=iso-8859-1","fileName":"PO-sftp-uncertain-1.edi","digest":"9c06daab621f563853aa46be55f1e6e313e2d4cc5e73dac6b281ed1bbc7802bb","controlNumber":2,"warnings":[],"orderNumber":"PO-sftp-uncertain","size":470}', X'554e413a2b2e3f2027554e422b554e4f433a332b4f524445524252494447453a5a5a5a2b353431323334353030303031333a31342b3236313132343a313030302b303030303030303030303030303227554e482b312b4f52444552533a443a3936413a554e2742474d2b3232302b504f2d736674702d756e6365727461696e2b392744544d2b3133373a3230323631313234303935393a3230332744544d2b323a32303236313132363a313032275246462b43523a736674702d756e6365727461696e274e41442b42592b432d37373a3a3931274354412b4f432b3a636865664062697374726f2e6578616d706c6527434f4d2b636865664062697374726f2e6578616d706c653a454d274e41442b53552b353431323334353030303031333a3a39274e41442b44502b432d37373a3a3931274355582b323a4555523a39274c494e2b31275049412b352b30303132333a53413a3a393127494d442b462b2b3a3a3a4372e86d6520667261ee6368652031206b67275154592b32313a32274d4f412b3230333a32352e303030275052492b494e463a31322e35303027554e532b53274d4f412b37393a32352e30303027434e542b323a3127554e542b32312b3127554e5a2b312b303030303030303030303030303227');
INSERT INTO pieces VALUES ('sftp-waiting', 1, '', 0, NULL, CAST('{"id":"sftp-waiting","order_number":"PO-sftp-waiting","status":"ORDERED","ordered_on":"2026-11-24T08:59:00Z","owned_by":{"username":"chef@bistro.example"},"order_remarks":null,"packages":[{"stock_item":{"name":"Crème fraîche 1 kg"},"supplier_package":{"supplier_article_number":"00123","theoretical_price_per_package":"12.500"},"quantity_ordered":2,"total_theoretical_price":"25.000"}],"expected_delivery_date":"2026-11-26","theoretical_price":"25.000","supplier_customer_number":"C-77"}' AS BLOB));
INSERT INTO pieces VALUES ('smtp-sending', 1, '', 0, NULL, CAST('{"id":"smtp-sending","order_number":"PO-smtp-sending","status":"ORDERED","ordered_on":"2026-11-24T08:59:00Z","owned_by":{"username":"chef@bistro.example"},"order_remarks":null,"packages":[{"stock_item":{"name":"Crème fraîche 1 kg"},"supplier_package":{"supplier_article_number":"00123","theoretical_price_per_package":"12.500"},"quantity_ordered":2,"total_theoretical_price":"25.000"}],"expected_delivery_date":"2026-11-26","theoretical_price":"25.000","supplier_customer_number":"C-77"}' AS BLOB));
INSERT INTO pieces VALUES ('smtp-sending', 1, 'smtp', 0, '{"mediaType":"message/rfc822","fileName":"PO-smtp-sending-1.eml","envelope":{"from":"orders@gateway.example","to":["desk@fresco.example"]},"digest":"a4f0f14ae4946c753aebc1eee1fa92050766895778db8967dda7c49a61f7d91c","controlNumber":null,"warnings":[],"orderNumber":"PO-smtp-sending","size":2482}', CAST('Auto-Submitted: auto-generated
X-Orderbridge-Delivery: 9f7d75d61c6c9ed5bbca15046e5c1c46
From: orders@gateway.example
To: desk@fresco.example
Subject: Order PO-smtp-sending - C-77
Message-ID:
 <9f7d75d61c6c9ed5bbca15046e5c1c46.20261124101200@gateway.example>
Date: Tue, 24 Nov 2026 09:12:00 +0000
MIME-Version: 1.0
Content-Type: multipart/alternative;
 boundary="=_orderbridge-9f7d75d61c6c9ed5bbca15046e5c1c46-Part_1"

--=_orderbridge-9f7d75d61c6c9ed5bbca15046e5c1c46-Part_1
Content-Type: text/plain; charset=utf-8
Content-Transfer-Encoding: quoted-printable

Order: PO-smtp-sending
Customer number: C-77
Ordered on: 2026-11-24 =
09:59:00
Ordered by: chef@bistro.example
Delivery date asked for: =
2026-11-26

1. Article 00123: 2 x Cr=C3=A8me fra=C3=AEche 1 kg (EUR 12.500)

Total: EUR 25.000 (Prices for information)

--=_orderbridge-9f7d75d61c6c9ed5bbca15046e5c1c46-Part_1
Content-Type: text/html; charset=utf-8
Content-Transfer-Encoding: quoted-printable

<!doctype html>
<html lang=3D"en">
<head>
<meta charset=3D"utf-8">
<title>Order PO-smtp-sending</title>
<style>
table { border-collapse: =
collapse }
th, td { border: 1px solid #000 }
td.name, blockquote { =
overflow-wrap: anywhere }
@media screen and (max-width: 480px) { th, td { =
padding: 3px; font-size: 0.9em } }
td.number { white-space: nowrap }
@media print {
@page { margin: 15mm }
* { color: #000 !important; =
background: #fff !important }
table { width: 100% }
thead { display: table-header-group }
tr { break-inside: avoid; =
page-break-inside: avoid }
h1, p { break-after: avoid; page-break-after: =
avoid }
}
</style>
</head>
<body style=3D"font-family: sans-serif">
<h1 style=3D"font-size: 1.3em">Order PO-smtp-sending</h1>
<p>
Customer number: <strong>C-77</strong><br>
Ordered on: 2026-11-24 =
09:59:00<br>
Ordered by: chef@bistro.example<br>
Delivery date asked for: =
<strong>2026-11-26</strong>
</p>
<table border=3D"1" cellpadding=3D"6" =
style=3D"border-collapse: collapse">
<thead><tr><th>#</th><th>Article</th><=
th>Description</th><th>Quantity</th><th>Price (EUR)</th></tr></thead>
<tbody>
<tr><td>1</td><td>00123</td><td class=3D"name">Cr=C3=A8me =
fra=C3=AEche 1 kg</td><td class=3D"number" align=3D"right">2</td><td =
class=3D"number" align=3D"right">12.500</td></tr>
</tbody>
</table>
<p>Total: EUR 25.000 (Prices for information)</p>
</body>
</html>

--=_orderbridge-9f7d75d61c6c9ed5bbca15046e5c1c46-Part_1--
' AS BLOB));
INSERT INTO pieces VALUES ('smtp-uncertain', 1, '', 0, NULL, CAST('{"id":"smtp-uncertain","order_number":"PO-smtp-uncertain","status":"ORDERED","ordered_on":"2026-11-24T08:59:00Z","owned_by":{"username":"chef@bistro.example"},"order_remarks":null,"packages":[{"stock_item":{"name":"Crème fraîche 1 kg"},"supplier_package":{"supplier_article_number":"00123","theoretical_price_per_package":"12.500"},"quantity_ordered":2,"total_theoretical_price":"25.000"}],"expected_delivery_date":"2026-11-26","theoretical_price":"25.000","supplier_customer_number":"C-77"}' AS BLOB));
INSERT INTO pieces VALUES ('smtp-uncertain', 1, 'smtp', 0, '{"mediaType":"message/rfc822","fileName":"PO-smtp-uncertain-1.eml","envelope":{"from":"orders@gateway.example","to":["desk@fresco.example"]},"digest":"7e72597e5badacfabb24f83bd636ffbc2c9dcee5b50fe62c5a65d0c339914370","controlNumber":null,"warnings":[],"orderNumber":"PO-smtp-uncertain","size":2490}', CAST('Auto-Submitted: auto-generated
X-Orderbridge-Delivery: c910c7e64b7500897b4c5b030da452bd
From: orders@gateway.example
To: desk@fresco.example
Subject: Order PO-smtp-uncertain - C-77
Message-ID:
 <c910c7e64b7500897b4c5b030da452bd.20261124100000@gateway.example>
Date: Tue, 24 Nov 2026 09:00:00 +0000
MIME-Version: 1.0
Content-Type: multipart/alternative;
 boundary="=_orderbridge-c910c7e64b7500897b4c5b030da452bd-Part_1"

--=_orderbridge-c910c7e64b7500897b4c5b030da452bd-Part_1
Content-Type: text/plain; charset=utf-8
Content-Transfer-Encoding: quoted-printable

Order: PO-smtp-uncertain
Customer number: C-77
Ordered on: 2026-11-24 =
09:59:00
Ordered by: chef@bistro.example
Delivery date asked for: =
2026-11-26

1. Article 00123: 2 x Cr=C3=A8me fra=C3=AEche 1 kg (EUR 12.500)

Total: EUR 25.000 (Prices for information)

--=_orderbridge-c910c7e64b7500897b4c5b030da452bd-Part_1
Content-Type: text/html; charset=utf-8
Content-Transfer-Encoding: quoted-printable

<!doctype html>
<html lang=3D"en">
<head>
<meta charset=3D"utf-8">
<title>Order PO-smtp-uncertain</title>
<style>
table { border-collapse: =
collapse }
th, td { border: 1px solid #000 }
td.name, blockquote { =
overflow-wrap: anywhere }
@media screen and (max-width: 480px) { th, td { =
padding: 3px; font-size: 0.9em } }
td.number { white-space: nowrap }
@media print {
@page { margin: 15mm }
* { color: #000 !important; =
background: #fff !important }
table { width: 100% }
thead { display: table-header-group }
tr { break-inside: avoid; =
page-break-inside: avoid }
h1, p { break-after: avoid; page-break-after: =
avoid }
}
</style>
</head>
<body style=3D"font-family: sans-serif">
<h1 style=3D"font-size: 1.3em">Order PO-smtp-uncertain</h1>
<p>
Customer number: <strong>C-77</strong><br>
Ordered on: 2026-11-24 =
09:59:00<br>
Ordered by: chef@bistro.example<br>
Delivery date asked for: =
<strong>2026-11-26</strong>
</p>
<table border=3D"1" cellpadding=3D"6" =
style=3D"border-collapse: collapse">
<thead><tr><th>#</th><th>Article</th><=
th>Description</th><th>Quantity</th><th>Price (EUR)</th></tr></thead>
<tbody>
<tr><td>1</td><td>00123</td><td class=3D"name">Cr=C3=A8me =
fra=C3=AEche 1 kg</td><td class=3D"number" align=3D"right">2</td><td =
class=3D"number" align=3D"right">12.500</td></tr>
</tbody>
</table>
<p>Total: EUR 25.000 (Prices for information)</p>
</body>
</html>

--=_orderbridge-c910c7e64b7500897b4c5b030da452bd-Part_1--
' AS BLOB));
INSERT INTO pieces VALUES ('smtp-waiting', 1, '', 0, NULL, CAST('{"id":"smtp-waiting","order_number":"PO-smtp-waiting","status":"ORDERED","ordered_on":"2026-11-24T08:59:00Z","owned_by":{"username":"chef@bistro.example"},"order_remarks":null,"packages":[{"stock_item":{"name":"Crème fraîche 1 kg"},"supplier_package":{"supplier_article_number":"00123","theoretical_price_per_package":"12.500"},"quantity_ordered":2,"total_theoretical_price":"25.000"}],"expected_delivery_date":"2026-11-26","theoretical_price":"25.000","supplier_customer_number":"C-77"}' AS BLOB));
INSERT INTO pieces VALUES ('stopped-1', 1, '', 0, NULL, CAST('{"id":"stopped-1","order_number":"PO-stopped-1","status":"ORDERED","ordered_on":"2026-11-24T08:59:00Z","owned_by":{"username":"chef@bistro.example"},"order_remarks":null,"packages":[{"stock_item":{"name":"Crème fraîche 1 kg"},"supplier_package":{"supplier_article_number":"00123","theoretical_price_per_package":"12.500"},"quantity_ordered":2,"total_theoretical_price":"25.000"}],"expected_delivery_date":"2026-11-26","theoretical_price":"25.000","supplier_customer_number":"C-77"}' AS BLOB));
INSERT INTO pieces VALUES ('stopped-1', 1, 'stopped', 0, '{"mediaType":"application/json; charset=utf-8","fileName":"PO-stopped-1-1.json","digest":"24450f2ef0359e3cb4c2b4b4c2e333ef3c671a7d43cfd58182c2e6aa7b72819c","controlNumber":null,"warnings":[],"orderNumber":"PO-stopped-1","size":749}', CAST('{
  "notice": null,
  "supplier": "Fresco Foods",
  "id": "stopped-1",
  "orderNumber": "PO-stopped-1",
  "version": 1,
  "purpose": "original",
  "possibleRepeat": false,
  "customerNumber": "C-77",
  "soldTo": "C-77",
  "shipTo": "C-77",
  "billTo": "C-77",
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
      "unit": null,
      "gtin": null,
      "pricePerPackage": "12.500",
      "priceQuantity": "1",
      "total": "25.000",
      "remarks": ""
    }
  ],
  "total": "25.000"
}
' AS BLOB));
INSERT INTO pieces VALUES ('stopped-2', 1, '', 0, NULL, CAST('{"id":"stopped-2","order_number":"PO-stopped-2","status":"ORDERED","ordered_on":"2026-11-24T08:59:00Z","owned_by":{"username":"chef@bistro.example"},"order_remarks":null,"packages":[{"stock_item":{"name":"Crème fraîche 1 kg"},"supplier_package":{"supplier_article_number":"00123","theoretical_price_per_package":"12.500"},"quantity_ordered":2,"total_theoretical_price":"25.000"}],"expected_delivery_date":"2026-11-26","theoretical_price":"25.000","supplier_customer_number":"C-77"}' AS BLOB));
CREATE TABLE received (
    seq INTEGER PRIMARY KEY, sender TEXT NOT NULL, id TEXT NOT NULL, digest TEXT NOT NULL, answer TEXT NOT NULL);
INSERT INTO received VALUES (1, 'FRESCO', '<1@fresco.example>', 'a-digest', '{}');
CREATE TABLE routes (
    route TEXT PRIMARY KEY, paused_at INTEGER, paused_by TEXT, reason TEXT, resumed_at INTEGER,
    unsecured INTEGER NOT NULL DEFAULT 0, paused_until INTEGER, free_at INTEGER,
    circuit_since INTEGER, probe_at INTEGER, probes INTEGER NOT NULL DEFAULT 0, circuit_why TEXT) WITHOUT ROWID;
INSERT INTO routes VALUES ('second', 1795511520000, 'ann', 'Paused by hand.', NULL, 0, NULL, NULL, NULL, NULL, 0, NULL);
INSERT INTO routes VALUES ('stopped', 1795510800000, NULL, 'The password is wrong.', NULL, 0, NULL, NULL, NULL, NULL, 0, NULL);
CREATE TABLE statements (
    number INTEGER PRIMARY KEY, date TEXT NOT NULL, to_at INTEGER NOT NULL, boundary INTEGER NOT NULL,
    last_order INTEGER NOT NULL, last_event INTEGER NOT NULL, statement TEXT NOT NULL);
INSERT INTO statements VALUES (0, '', 1795453200000, 0, 0, 0, '');
CREATE TABLE timeline (
    order_id TEXT, seq INTEGER, at INTEGER NOT NULL, event TEXT NOT NULL, version INTEGER, route TEXT, text TEXT,
    PRIMARY KEY (order_id, seq)) WITHOUT ROWID;
INSERT INTO timeline VALUES ('all-delivered', 1, 1795510800000, 'delivered', 1, 'http', 'The receiver took it.');
INSERT INTO timeline VALUES ('all-delivered', 2, 1795510800000, 'delivered', 1, 'sftp', 'The receiver took it.');
INSERT INTO timeline VALUES ('all-delivered', 3, 1795510800000, 'delivered', 1, 'ftp', 'The receiver took it.');
INSERT INTO timeline VALUES ('all-delivered', 4, 1795510800000, 'delivered', 1, 'as2', 'The receiver took it.');
INSERT INTO timeline VALUES ('all-delivered', 5, 1795510800000, 'delivered', 1, 's3', 'The receiver took it.');
INSERT INTO timeline VALUES ('all-delivered', 6, 1795510800000, 'delivered', 1, 'r2', 'The receiver took it.');
INSERT INTO timeline VALUES ('all-delivered', 7, 1795510800000, 'delivered', 1, 'smtp', 'The receiver took it.');
INSERT INTO timeline VALUES ('all-delivered', 8, 1795510800000, 'delivered', 1, 'email', 'The receiver took it.');
INSERT INTO timeline VALUES ('answered', 1, 1795510800000, 'sent', 1, 'answered', 'Handed over.');
INSERT INTO timeline VALUES ('answered', 2, 1795511460000, 'acknowledged', 1, 'answered', 'technical: received');
INSERT INTO timeline VALUES ('answered-late', 1, 1795510800000, 'sent', 1, 'answered', 'Handed over.');
INSERT INTO timeline VALUES ('as2-uncertain', 1, 1795510800000, 'uncertain', 1, 'as2', 'No answer came.');
INSERT INTO timeline VALUES ('batch-1-deferred', 1, 1795510800000, 'sealed', 1, 'batch', 'In interchange 3 with 2 other orders.');
INSERT INTO timeline VALUES ('batch-1-deferred', 2, 1795510800000, 'deferred', 1, 'batch', 'It is down.');
INSERT INTO timeline VALUES ('batch-2-deferred', 1, 1795510800000, 'sealed', 1, 'batch', 'In interchange 3 with 2 other orders.');
INSERT INTO timeline VALUES ('batch-2-deferred', 2, 1795510800000, 'deferred', 1, 'batch', 'It is down.');
INSERT INTO timeline VALUES ('batch-3-deferred', 1, 1795510800000, 'sealed', 1, 'batch', 'In interchange 3 with 2 other orders.');
INSERT INTO timeline VALUES ('batch-3-deferred', 2, 1795510800000, 'deferred', 1, 'batch', 'It is down.');
INSERT INTO timeline VALUES ('email-uncertain', 1, 1795510805000, 'uncertain', 1, 'email', 'No answer came.');
INSERT INTO timeline VALUES ('first-deferred', 1, 1795510800000, 'deferred', 1, 'first', 'It is down.');
INSERT INTO timeline VALUES ('first-deferred', 2, 1795511400000, 'superseded', 1, 'first', 'Route second takes its place.');
INSERT INTO timeline VALUES ('first-deferred', 3, 1795511400000, 'called', 1, 'second', 'In place of first.');
INSERT INTO timeline VALUES ('first-deferred', 4, 1795511400000, 'deferred', 1, 'second', 'It is down.');
INSERT INTO timeline VALUES ('ftp-uncertain', 1, 1795510800000, 'uncertain', 1, 'ftp', 'No answer came.');
INSERT INTO timeline VALUES ('http-deferred', 1, 1795510800000, 'deferred', 1, 'http', 'It is down.');
INSERT INTO timeline VALUES ('http-refused', 1, 1795510800000, 'refused', 1, 'http', 'The receiver does not know the article.');
INSERT INTO timeline VALUES ('http-uncertain', 1, 1795510800000, 'uncertain', 1, 'http', 'No answer came.');
INSERT INTO timeline VALUES ('mailbox-collected', 1, 1795510800000, 'ready', 1, 'mailbox', 'Ready to be collected.');
INSERT INTO timeline VALUES ('mailbox-collected', 2, 1795511460000, 'fetched', 1, 'mailbox', NULL);
INSERT INTO timeline VALUES ('mailbox-collected', 3, 1795511460000, 'collected', 1, 'mailbox', NULL);
INSERT INTO timeline VALUES ('mailbox-fetched', 1, 1795510800000, 'ready', 1, 'mailbox', 'Ready to be collected.');
INSERT INTO timeline VALUES ('mailbox-fetched', 2, 1795511460000, 'fetched', 1, 'mailbox', NULL);
INSERT INTO timeline VALUES ('mailbox-waiting', 1, 1795510800000, 'ready', 1, 'mailbox', 'Ready to be collected.');
INSERT INTO timeline VALUES ('r2-uncertain', 1, 1795510800000, 'uncertain', 1, 'r2', 'No answer came.');
INSERT INTO timeline VALUES ('s3-uncertain', 1, 1795510800000, 'uncertain', 1, 's3', 'No answer came.');
INSERT INTO timeline VALUES ('sftp-uncertain', 1, 1795510800000, 'uncertain', 1, 'sftp', 'No answer came.');
INSERT INTO timeline VALUES ('sftp-uncertain', 2, 1795511023050, 'uncertain', 1, 'sftp', 'No answer came.');
INSERT INTO timeline VALUES ('smtp-uncertain', 1, 1795510800000, 'uncertain', 1, 'smtp', 'No answer came.');
INSERT INTO timeline VALUES ('stopped-1', 1, 1795510800000, 'refused', 1, 'stopped', 'The password is wrong.');
CREATE TABLE traffic (hour INTEGER PRIMARY KEY, orders INTEGER NOT NULL);
INSERT INTO traffic VALUES (498753, 36);
CREATE TABLE versions (
    order_id TEXT, version INTEGER, digest TEXT NOT NULL, delivery_date TEXT, cut_off INTEGER, accepted_at INTEGER NOT NULL,
    source TEXT NOT NULL, request TEXT NOT NULL, heard TEXT NOT NULL, status TEXT NOT NULL, hold_reason TEXT,
    about TEXT NOT NULL,
    PRIMARY KEY (order_id, version)) WITHOUT ROWID;
INSERT INTO versions VALUES ('all-delivered', 1, 'content-2', '2026-11-26', NULL, 1795510800000, 'webhook', 'request-1', '["request-1"]', 'accepted', NULL, '{}');
INSERT INTO versions VALUES ('all-delivered', 2, 'content-5', '2026-11-26', NULL, 1795511460000, 'webhook', 'request-24', '["request-24"]', 'held', 'revision', '{}');
INSERT INTO versions VALUES ('answered', 1, 'content-2', '2026-11-26', NULL, 1795510800000, 'webhook', 'request-5', '["request-5"]', 'accepted', NULL, '{}');
INSERT INTO versions VALUES ('answered-late', 1, 'content-2', '2026-11-26', NULL, 1795510800000, 'webhook', 'request-6', '["request-6"]', 'accepted', NULL, '{}');
INSERT INTO versions VALUES ('as2-sending', 1, 'content-2', '2026-11-26', NULL, 1795511520000, 'webhook', 'request-34', '["request-34"]', 'accepted', NULL, '{}');
INSERT INTO versions VALUES ('as2-uncertain', 1, 'content-2', '2026-11-26', NULL, 1795510800000, 'webhook', 'request-17', '["request-17"]', 'accepted', NULL, '{}');
INSERT INTO versions VALUES ('as2-waiting', 1, 'content-2', '2026-11-26', NULL, 1795511520000, 'webhook', 'request-42', '["request-42"]', 'accepted', NULL, '{}');
INSERT INTO versions VALUES ('batch-1-deferred', 1, 'content-2', '2026-11-26', NULL, 1795510800000, 'webhook', 'request-8', '["request-8"]', 'accepted', NULL, '{}');
INSERT INTO versions VALUES ('batch-2-deferred', 1, 'content-2', '2026-11-26', NULL, 1795510800000, 'webhook', 'request-9', '["request-9"]', 'accepted', NULL, '{}');
INSERT INTO versions VALUES ('batch-3-deferred', 1, 'content-2', '2026-11-26', NULL, 1795510800000, 'webhook', 'request-10', '["request-10"]', 'accepted', NULL, '{}');
INSERT INTO versions VALUES ('batch-4', 1, 'content-2', '2026-11-26', NULL, 1795511460000, 'webhook', 'request-27', '["request-27"]', 'accepted', NULL, '{}');
INSERT INTO versions VALUES ('batch-5', 1, 'content-2', '2026-11-26', NULL, 1795511460000, 'webhook', 'request-28', '["request-28"]', 'accepted', NULL, '{}');
INSERT INTO versions VALUES ('email-sending', 1, 'content-2', '2026-11-26', NULL, 1795511520000, 'webhook', 'request-31', '["request-31"]', 'accepted', NULL, '{}');
INSERT INTO versions VALUES ('email-uncertain', 1, 'content-2', '2026-11-26', NULL, 1795510800000, 'webhook', 'request-14', '["request-14"]', 'accepted', NULL, '{}');
INSERT INTO versions VALUES ('email-waiting', 1, 'content-2', '2026-11-26', NULL, 1795511520000, 'webhook', 'request-39', '["request-39"]', 'accepted', NULL, '{}');
INSERT INTO versions VALUES ('first-deferred', 1, 'content-2', '2026-11-26', NULL, 1795510800000, 'webhook', 'request-11', '["request-11"]', 'accepted', NULL, '{}');
INSERT INTO versions VALUES ('ftp-sending', 1, 'content-2', '2026-11-26', NULL, 1795511520000, 'webhook', 'request-33', '["request-33"]', 'accepted', NULL, '{}');
INSERT INTO versions VALUES ('ftp-uncertain', 1, 'content-2', '2026-11-26', NULL, 1795510800000, 'webhook', 'request-16', '["request-16"]', 'accepted', NULL, '{}');
INSERT INTO versions VALUES ('ftp-waiting', 1, 'content-2', '2026-11-26', NULL, 1795511520000, 'webhook', 'request-41', '["request-41"]', 'accepted', NULL, '{}');
INSERT INTO versions VALUES ('http-deferred', 1, 'content-2', '2026-11-26', NULL, 1795510800000, 'webhook', 'request-3', '["request-3"]', 'accepted', NULL, '{}');
INSERT INTO versions VALUES ('http-held', 1, 'content-2', '2026-11-26', NULL, 1795510800000, 'webhook', 'request-4', '["request-4"]', 'held', 'quantity', '{}');
INSERT INTO versions VALUES ('http-invalid', 1, 'content-2', '2026-11-26', NULL, 1795510800000, 'poll', 'request-23', '["request-23"]', 'held', 'invalid', '{}');
INSERT INTO versions VALUES ('http-refused', 1, 'content-2', '2026-11-26', NULL, 1795510800000, 'webhook', 'request-2', '["request-2"]', 'accepted', NULL, '{}');
INSERT INTO versions VALUES ('http-sending', 1, 'content-2', '2026-11-26', NULL, 1795511520000, 'webhook', 'request-29', '["request-29"]', 'accepted', NULL, '{}');
INSERT INTO versions VALUES ('http-uncertain', 1, 'content-2', '2026-11-26', NULL, 1795510800000, 'webhook', 'request-12', '["request-12"]', 'accepted', NULL, '{}');
INSERT INTO versions VALUES ('http-unconfirmed', 1, 'content-2', '2026-11-26', NULL, 1795511460000, 'webhook', 'request-25', '[]', 'held', 'unconfirmed', '{}');
INSERT INTO versions VALUES ('http-waiting', 1, 'content-2', '2026-11-26', NULL, 1795511520000, 'webhook', 'request-37', '["request-37"]', 'accepted', NULL, '{}');
INSERT INTO versions VALUES ('mailbox-collected', 1, 'content-2', '2026-11-26', NULL, 1795510800000, 'webhook', 'request-21', '["request-21"]', 'accepted', NULL, '{}');
INSERT INTO versions VALUES ('mailbox-fetched', 1, 'content-2', '2026-11-26', NULL, 1795510800000, 'webhook', 'request-20', '["request-20"]', 'accepted', NULL, '{}');
INSERT INTO versions VALUES ('mailbox-waiting', 1, 'content-2', '2026-11-26', NULL, 1795510800000, 'webhook', 'request-22', '["request-22"]', 'accepted', NULL, '{}');
INSERT INTO versions VALUES ('r2-sending', 1, 'content-2', '2026-11-26', NULL, 1795511520000, 'webhook', 'request-36', '["request-36"]', 'accepted', NULL, '{}');
INSERT INTO versions VALUES ('r2-uncertain', 1, 'content-2', '2026-11-26', NULL, 1795510800000, 'webhook', 'request-19', '["request-19"]', 'accepted', NULL, '{}');
INSERT INTO versions VALUES ('r2-waiting', 1, 'content-2', '2026-11-26', NULL, 1795511520000, 'webhook', 'request-44', '["request-44"]', 'accepted', NULL, '{}');
INSERT INTO versions VALUES ('s3-sending', 1, 'content-2', '2026-11-26', NULL, 1795511520000, 'webhook', 'request-35', '["request-35"]', 'accepted', NULL, '{}');
INSERT INTO versions VALUES ('s3-uncertain', 1, 'content-2', '2026-11-26', NULL, 1795510800000, 'webhook', 'request-18', '["request-18"]', 'accepted', NULL, '{}');
INSERT INTO versions VALUES ('s3-waiting', 1, 'content-2', '2026-11-26', NULL, 1795511520000, 'webhook', 'request-43', '["request-43"]', 'accepted', NULL, '{}');
INSERT INTO versions VALUES ('sftp-sending', 1, 'content-2', '2026-11-26', NULL, 1795511520000, 'webhook', 'request-32', '["request-32"]', 'accepted', NULL, '{}');
INSERT INTO versions VALUES ('sftp-uncertain', 1, 'content-2', '2026-11-26', NULL, 1795510800000, 'webhook', 'request-15', '["request-15"]', 'accepted', NULL, '{}');
INSERT INTO versions VALUES ('sftp-waiting', 1, 'content-2', '2026-11-26', NULL, 1795511520000, 'webhook', 'request-40', '["request-40"]', 'accepted', NULL, '{}');
INSERT INTO versions VALUES ('smtp-sending', 1, 'content-2', '2026-11-26', NULL, 1795511520000, 'webhook', 'request-30', '["request-30"]', 'accepted', NULL, '{}');
INSERT INTO versions VALUES ('smtp-uncertain', 1, 'content-2', '2026-11-26', NULL, 1795510800000, 'webhook', 'request-13', '["request-13"]', 'accepted', NULL, '{}');
INSERT INTO versions VALUES ('smtp-waiting', 1, 'content-2', '2026-11-26', NULL, 1795511520000, 'webhook', 'request-38', '["request-38"]', 'accepted', NULL, '{}');
INSERT INTO versions VALUES ('stopped-1', 1, 'content-2', '2026-11-26', NULL, 1795510800000, 'webhook', 'request-7', '["request-7"]', 'accepted', NULL, '{}');
INSERT INTO versions VALUES ('stopped-2', 1, 'content-2', '2026-11-26', NULL, 1795511460000, 'webhook', 'request-26', '["request-26"]', 'accepted', NULL, '{}');
CREATE INDEX calls ON deliveries (call_at) WHERE call_at IS NOT NULL AND next_at IS NOT NULL;
CREATE INDEX discarded ON deliveries (order_id) WHERE state = 'discarded';
CREATE INDEX members ON deliveries (interchange, place) WHERE interchange IS NOT NULL;
CREATE INDEX open ON deliveries (route, next_at) WHERE next_at IS NOT NULL;
CREATE UNIQUE INDEX orders_by_id ON orders (id);
CREATE INDEX orders_by_number ON orders (number);
CREATE UNIQUE INDEX received_by_id ON received (sender, id);
CREATE INDEX refused ON orders (version) WHERE version = 0;
CREATE INDEX unmarked ON marks (mark, next_at) WHERE next_at IS NOT NULL;
CREATE INDEX unsent_notices ON notices (next_at) WHERE next_at IS NOT NULL;
