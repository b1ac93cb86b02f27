-- now 1795511520000
-- sent http PO-all-delivered b9350c32ab26214a64e51ffbea3c2a1c PO-all-delivered-1.json 781 first
-- sent sftp PO-all-delivered a4d56ac47b3772544e60dc48ed86ac37 PO-all-delivered-1.edi 468 first
-- sent ftp PO-all-delivered e6cb65cd3cf09dd57fb92c93ee6b6cc6 PO-all-delivered-1.json 781 first
-- sent http PO-http-deferred 2e5a4926607a80b0a571e4bd77dfef1f PO-http-deferred-1.json 781 first
-- sent sftp PO-sftp-uncertain 6a36668b75a732625da9b980370f40ef PO-sftp-uncertain-1.edi 470 first
-- sent ftp PO-ftp-uncertain b7adf6e4065622e566c02f1c4309e82c PO-ftp-uncertain-1.json 781 first
-- sent as2 PO-all-delivered 724c6eff3966b407efd4305a5b397cc8 PO-all-delivered-1.json 781 first
-- sent s3 PO-all-delivered 701dc52009a0318a59dbc4d7d96b99bc PO-all-delivered-1.json 781 first
-- sent as2 PO-as2-uncertain 83b3354fee0ce72789021d11086ad37a PO-as2-uncertain-1.json 781 first
-- sent s3 PO-s3-uncertain c2974fa85e8f1a73fc6666da5e575210 PO-s3-uncertain-1.json 779 first
-- sent r2 PO-all-delivered a8b316ab367667e0af08baa6b74139a6 PO-all-delivered-1.json 781 first
-- sent r2 PO-r2-uncertain 5ffd01357b251aef05fd53f30bf1b599 PO-r2-uncertain-1.json 779 first
-- sent batch PO-batch-1-deferred, PO-batch-2-deferred, PO-batch-3-deferred 87699f23aaa182e5530e060793480b30 PO-batch-1-deferred-1.edi 1220 first
-- sent first PO-first-deferred 15a9e32e891c5f215c89f7e855673827 PO-first-deferred-1.json 783 first
-- sent stopped PO-stopped-1 ed3e86efee3d186acaa9cf2941ebdf00 PO-stopped-1-1.json 773 first
-- sent answered PO-answered cc70a0d7c3fd46fcc8d5956c2df03fb8 PO-answered-1.edi 458 first
-- sent http PO-http-refused a5d9773ed442bdfe11d7d8bc9a64c068 PO-http-refused-1.json 779 first
-- sent answered PO-answered-late dee3511d7cb3d45414a4e9c8ff17f9f3 PO-answered-late-1.edi 468 first
-- sent http PO-http-deferred 2e5a4926607a80b0a571e4bd77dfef1f PO-http-deferred-1.json 781 first
-- sent http PO-http-uncertain 090c2349330069cad5d75d4703fdddea PO-http-uncertain-1.json 783 first
-- sent smtp PO-all-delivered ca7dace5a600016d9fc0f8e3cef775d6 PO-all-delivered-1.eml 2459 first
-- sent email PO-all-delivered 2efa1d042059295c71cfc59ea52e1c6e PO-all-delivered-1.eml 2459 first
-- sent smtp PO-smtp-uncertain 60843e86586226264a8569c2373b8f1a PO-smtp-uncertain-1.eml 2463 first
-- sent email PO-email-uncertain e23696eb67a3137fb60aeaadc0e2a762 PO-email-uncertain-1.eml 2467 first
-- sent sftp PO-sftp-uncertain 6a36668b75a732625da9b980370f40ef PO-sftp-uncertain-1.edi 470 first
-- sent email PO-email-uncertain e23696eb67a3137fb60aeaadc0e2a762 PO-email-uncertain-1.eml 2467 first
-- sent second PO-first-deferred 0cce1ac76e31de66b13374bcfdfd6e4e PO-first-deferred-1.json 783 first
-- sent http PO-http-sending 9452ebf5058cc519957d4655f4b5c734 PO-http-sending-1.json 779 first
-- sent smtp PO-smtp-sending 0f2124a2b0176280166005269c552780 PO-smtp-sending-1.eml 2455 first
-- sent email PO-email-sending 15368f1c918c3e28420b96533f40f97b PO-email-sending-1.eml 2459 first
-- sent sftp PO-sftp-sending a0426dd7ca11b428f453280148cd5ef9 PO-sftp-sending-1.edi 466 first
-- sent ftp PO-ftp-sending 20df15b9250d7bac48107aec63bc94ca PO-ftp-sending-1.json 777 first
-- sent as2 PO-as2-sending 98729820a678a65c2237ee9f7d527533 PO-as2-sending-1.json 777 first
-- sent s3 PO-s3-sending 3e1f9164dc3b139e2a6932e9cd405973 PO-s3-sending-1.json 775 first
-- sent r2 PO-r2-sending 09cfb971bddcb17e84f7e7e33474af14 PO-r2-sending-1.json 775 first
CREATE TABLE acknowledgements (
    order_id TEXT, version INTEGER, route TEXT, seq INTEGER, at INTEGER NOT NULL, kind TEXT NOT NULL,
    verdict TEXT NOT NULL, reason TEXT, own TEXT NOT NULL, attempt INTEGER NOT NULL,
    PRIMARY KEY (order_id, version, route, seq)) WITHOUT ROWID;
INSERT INTO acknowledgements VALUES ('answered', 1, 'answered', 1, 1795511460000, 'technical', 'received', NULL, '77/1', 1);
CREATE TABLE alerts (
    seq INTEGER PRIMARY KEY, at INTEGER NOT NULL, channel TEXT NOT NULL, message TEXT NOT NULL, alert TEXT NOT NULL,
    next_at INTEGER NOT NULL, attempts INTEGER NOT NULL DEFAULT 0, escalated INTEGER NOT NULL DEFAULT 0, failure TEXT);
INSERT INTO alerts VALUES (1, 1795511520000, 'url', 'fresco:poll:1795511520000:1', '{"id":"fresco:poll:1795511520000:1","kind":"poll","supplier":"fresco","title":"The order API cannot be read","text":"The order API cannot be read: The order API answers 500. Orders still arrive by webhook where there is one; those that come by the API alone wait there. Look at the address and at Apicbase''s status; the next run goes on by itself.","incident":"fresco:poll:1795511520000","since":"2026-11-24T09:12:00.000Z","count":1}', 1795511520000, 0, 0, NULL);
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
    repeat INTEGER NOT NULL DEFAULT 0, interchange INTEGER, place INTEGER, superseded_by INTEGER, superseded_from TEXT, storage_id TEXT, corrections INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (order_id, version, route)) WITHOUT ROWID;
INSERT INTO deliveries VALUES ('all-delivered', 1, 'as2', 'delivered', 'yes', NULL, 'original', NULL, 1795510800000, NULL, 1, NULL, NULL, NULL, 'The receiver took it.', NULL, 1, 0, NULL, 1, NULL, 'as2', 0, NULL, NULL, 0, NULL, NULL, NULL, NULL, NULL, 0);
INSERT INTO deliveries VALUES ('all-delivered', 1, 'email', 'delivered', 'yes', NULL, 'original', NULL, 1795510800000, NULL, 1, NULL, NULL, NULL, 'The receiver took it.', NULL, 1, 0, NULL, 1, NULL, 'email', 0, NULL, NULL, 0, NULL, NULL, NULL, NULL, NULL, 0);
INSERT INTO deliveries VALUES ('all-delivered', 1, 'ftp', 'delivered', 'yes', NULL, 'original', NULL, 1795510800000, NULL, 1, NULL, NULL, NULL, 'The receiver took it.', NULL, 1, 0, NULL, 1, NULL, 'ftp', 0, NULL, NULL, 0, NULL, NULL, NULL, NULL, NULL, 0);
INSERT INTO deliveries VALUES ('all-delivered', 1, 'http', 'delivered', 'yes', NULL, 'original', NULL, 1795510800000, NULL, 1, NULL, NULL, NULL, 'The receiver took it.', NULL, 1, 0, NULL, 1, NULL, 'http', 0, NULL, NULL, 0, NULL, NULL, NULL, NULL, NULL, 0);
INSERT INTO deliveries VALUES ('all-delivered', 1, 'r2', 'delivered', 'yes', NULL, 'original', NULL, 1795510800000, NULL, 1, NULL, NULL, NULL, 'The receiver took it.', NULL, 1, 0, NULL, 1, NULL, 'r2', 0, NULL, NULL, 0, NULL, NULL, NULL, NULL, NULL, 0);
INSERT INTO deliveries VALUES ('all-delivered', 1, 's3', 'delivered', 'yes', NULL, 'original', NULL, 1795510800000, NULL, 1, NULL, NULL, NULL, 'The receiver took it.', NULL, 1, 0, NULL, 1, NULL, 's3', 0, NULL, NULL, 0, NULL, NULL, NULL, NULL, NULL, 0);
INSERT INTO deliveries VALUES ('all-delivered', 1, 'sftp', 'delivered', 'yes', NULL, 'original', NULL, 1795510800000, NULL, 1, 1, NULL, NULL, 'The receiver took it.', NULL, 1, 0, NULL, 1, NULL, 'sftp', 0, NULL, NULL, 0, NULL, NULL, NULL, NULL, NULL, 0);
INSERT INTO deliveries VALUES ('all-delivered', 1, 'smtp', 'delivered', 'yes', NULL, 'original', NULL, 1795510800000, NULL, 1, NULL, NULL, NULL, 'The receiver took it.', NULL, 1, 0, NULL, 1, NULL, 'smtp', 0, NULL, NULL, 0, NULL, NULL, NULL, NULL, NULL, 0);
INSERT INTO deliveries VALUES ('all-delivered', 2, 'http', 'held', 'no', 'revision', 'original', 8640000000000000, 1795511460000, NULL, 0, NULL, NULL, NULL, NULL, NULL, 1, 0, NULL, 1, NULL, 'http', 0, NULL, NULL, 0, NULL, NULL, NULL, NULL, NULL, 0);
INSERT INTO deliveries VALUES ('answered', 1, 'answered', 'sent', 'yes', NULL, 'original', 8640000000000000, 1795510800000, 1795514400000, 1, 4, NULL, NULL, 'Handed over.', NULL, 1, 0, NULL, 1, NULL, 'answered', 0, NULL, NULL, 0, NULL, NULL, NULL, NULL, NULL, 0);
INSERT INTO deliveries VALUES ('answered-late', 1, 'answered', 'sent', 'yes', NULL, 'original', 8640000000000000, 1795510800000, 1795514400000, 1, 5, NULL, NULL, 'Handed over.', NULL, 1, 0, NULL, 1, NULL, 'answered', 0, NULL, NULL, 0, NULL, NULL, NULL, NULL, NULL, 0);
INSERT INTO deliveries VALUES ('as2-sending', 1, 'as2', 'sending', 'no', NULL, 'original', 1795511560000, 1795511520000, 1795512420000, 1, NULL, NULL, NULL, NULL, NULL, 1, 0, NULL, 1, NULL, 'as2', 0, NULL, NULL, 0, NULL, NULL, NULL, NULL, NULL, 0);
INSERT INTO deliveries VALUES ('as2-uncertain', 1, 'as2', 'uncertain', 'maybe', NULL, 'original', 1795513316504, 1795510800000, 1795511700000, 1, NULL, NULL, NULL, 'No answer came.', 'receipt', 1, 0, NULL, 1, NULL, 'as2', 0, NULL, NULL, 0, NULL, NULL, NULL, NULL, NULL, 0);
INSERT INTO deliveries VALUES ('as2-waiting', 1, 'as2', 'waiting', 'no', NULL, 'original', 1795511520000, 1795511520000, 1795512420000, 0, NULL, NULL, NULL, NULL, NULL, 1, 0, NULL, 1, NULL, 'as2', 0, NULL, NULL, 0, NULL, NULL, NULL, NULL, NULL, 0);
INSERT INTO deliveries VALUES ('batch-1-deferred', 1, 'batch', 'deferred', 'no', NULL, 'original', 1795514400000, 1795510800000, 1795511700000, 1, 3, NULL, NULL, 'It is down.', 'connect', 1, 0, NULL, 1, NULL, 'batch', 0, NULL, NULL, 0, 1, 1, NULL, NULL, NULL, 0);
INSERT INTO deliveries VALUES ('batch-2-deferred', 1, 'batch', 'deferred', 'no', NULL, 'original', 1795514400000, 1795510800000, 1795511700000, 1, 3, NULL, NULL, 'It is down.', 'connect', 1, 0, NULL, 1, NULL, 'batch', 0, NULL, NULL, 0, 1, 2, NULL, NULL, NULL, 0);
INSERT INTO deliveries VALUES ('batch-3-deferred', 1, 'batch', 'deferred', 'no', NULL, 'original', 1795514400000, 1795510800000, 1795511700000, 1, 3, NULL, NULL, 'It is down.', 'connect', 1, 0, NULL, 1, NULL, 'batch', 0, NULL, NULL, 0, 1, 3, NULL, NULL, NULL, 0);
INSERT INTO deliveries VALUES ('batch-4', 1, 'batch', 'waiting', 'no', NULL, 'original', 1795525860000, 1795511460000, 1795526760000, 0, NULL, NULL, NULL, NULL, NULL, 1, 0, NULL, 1, NULL, 'batch', 0, NULL, NULL, 0, NULL, NULL, NULL, NULL, NULL, 0);
INSERT INTO deliveries VALUES ('batch-5', 1, 'batch', 'waiting', 'no', NULL, 'original', 1795525860000, 1795511460000, 1795526760000, 0, NULL, NULL, NULL, NULL, NULL, 1, 0, NULL, 1, NULL, 'batch', 0, NULL, NULL, 0, NULL, NULL, NULL, NULL, NULL, 0);
INSERT INTO deliveries VALUES ('email-sending', 1, 'email', 'sending', 'no', NULL, 'original', 1795511560000, 1795511520000, 1795512420000, 1, NULL, NULL, NULL, NULL, NULL, 1, 0, NULL, 1, NULL, 'email', 0, NULL, NULL, 0, NULL, NULL, NULL, NULL, NULL, 0);
INSERT INTO deliveries VALUES ('email-uncertain', 1, 'email', 'uncertain', 'maybe', NULL, 'original', 1795513227665, 1795510800000, 1795511700000, 2, NULL, NULL, NULL, 'No answer came.', 'receipt', 1, 0, NULL, 1, NULL, 'email', 0, NULL, NULL, 0, NULL, NULL, NULL, NULL, NULL, 0);
INSERT INTO deliveries VALUES ('email-waiting', 1, 'email', 'waiting', 'no', NULL, 'original', 1795511520000, 1795511520000, 1795512420000, 0, NULL, NULL, NULL, NULL, NULL, 1, 0, NULL, 1, NULL, 'email', 0, NULL, NULL, 0, NULL, NULL, NULL, NULL, NULL, 0);
INSERT INTO deliveries VALUES ('first-deferred', 1, 'first', 'superseded', 'no', NULL, 'original', NULL, 1795510800000, 1795511700000, 1, NULL, NULL, NULL, 'It is down.', 'connect', 1, 0, NULL, 1, NULL, 'first', 0, NULL, NULL, 0, NULL, NULL, NULL, NULL, NULL, 0);
INSERT INTO deliveries VALUES ('first-deferred', 1, 'second', 'deferred', 'no', NULL, 'original', 1795515000000, 1795510800000, 1795512300000, 1, NULL, NULL, NULL, 'It is down.', 'connect', 1, 0, NULL, 1, NULL, 'first', 1, 1795511400000, NULL, 0, NULL, NULL, NULL, NULL, NULL, 0);
INSERT INTO deliveries VALUES ('ftp-sending', 1, 'ftp', 'sending', 'no', NULL, 'original', 1795511560000, 1795511520000, 1795512420000, 1, NULL, NULL, NULL, NULL, NULL, 1, 0, NULL, 1, NULL, 'ftp', 0, NULL, NULL, 0, NULL, NULL, NULL, NULL, NULL, 0);
INSERT INTO deliveries VALUES ('ftp-uncertain', 1, 'ftp', 'uncertain', 'maybe', NULL, 'original', 1795514316868, 1795510800000, 1795511700000, 1, NULL, NULL, NULL, 'No answer came.', 'receipt', 1, 0, NULL, 1, NULL, 'ftp', 0, NULL, NULL, 0, NULL, NULL, NULL, NULL, NULL, 0);
INSERT INTO deliveries VALUES ('ftp-waiting', 1, 'ftp', 'waiting', 'no', NULL, 'original', 1795511520000, 1795511520000, 1795512420000, 0, NULL, NULL, NULL, NULL, NULL, 1, 0, NULL, 1, NULL, 'ftp', 0, NULL, NULL, 0, NULL, NULL, NULL, NULL, NULL, 0);
INSERT INTO deliveries VALUES ('http-deferred', 1, 'http', 'deferred', 'no', NULL, 'original', 1795514400000, 1795510800000, 1795511700000, 2, NULL, NULL, NULL, 'It is down.', 'connect', 1, 0, NULL, 1, NULL, 'http', 0, NULL, NULL, 0, NULL, NULL, NULL, NULL, NULL, 0);
INSERT INTO deliveries VALUES ('http-held', 1, 'http', 'held', 'no', 'quantity', 'original', 8640000000000000, 1795510800000, NULL, 0, NULL, NULL, NULL, NULL, NULL, 1, 0, NULL, 1, NULL, 'http', 0, NULL, NULL, 0, NULL, NULL, NULL, NULL, NULL, 0);
INSERT INTO deliveries VALUES ('http-invalid', 1, 'http', 'held', 'no', 'invalid', 'original', 8640000000000000, 1795510800000, NULL, 0, NULL, NULL, NULL, NULL, NULL, 1, 0, NULL, 1, NULL, 'http', 0, NULL, NULL, 0, NULL, NULL, NULL, NULL, NULL, 0);
INSERT INTO deliveries VALUES ('http-refused', 1, 'http', 'refused', 'no', NULL, 'original', 8640000000000000, 1795510800000, NULL, 1, NULL, NULL, NULL, 'The receiver does not know the article.', 'write', 1, 0, NULL, 1, NULL, 'http', 0, NULL, NULL, 0, NULL, NULL, NULL, NULL, NULL, 0);
INSERT INTO deliveries VALUES ('http-sending', 1, 'http', 'sending', 'no', NULL, 'original', 1795511560000, 1795511520000, 1795512420000, 1, NULL, NULL, NULL, NULL, NULL, 1, 0, NULL, 1, NULL, 'http', 0, NULL, NULL, 0, NULL, NULL, NULL, NULL, NULL, 0);
INSERT INTO deliveries VALUES ('http-uncertain', 1, 'http', 'uncertain', 'maybe', NULL, 'original', 1795513427360, 1795510800000, 1795511700000, 1, NULL, NULL, NULL, 'No answer came.', 'receipt', 1, 0, NULL, 1, NULL, 'http', 0, NULL, NULL, 0, NULL, NULL, NULL, NULL, NULL, 0);
INSERT INTO deliveries VALUES ('http-unconfirmed', 1, 'http', 'held', 'no', 'unconfirmed', 'original', 8640000000000000, 1795511460000, NULL, 0, NULL, NULL, NULL, NULL, NULL, 1, 0, NULL, 1, NULL, 'http', 0, NULL, NULL, 0, NULL, NULL, NULL, NULL, NULL, 0);
INSERT INTO deliveries VALUES ('http-waiting', 1, 'http', 'waiting', 'no', NULL, 'original', 1795511520000, 1795511520000, 1795512420000, 0, NULL, NULL, NULL, NULL, NULL, 1, 0, NULL, 1, NULL, 'http', 0, NULL, NULL, 0, NULL, NULL, NULL, NULL, NULL, 0);
INSERT INTO deliveries VALUES ('mailbox-collected', 1, 'mailbox', 'sent', 'yes', NULL, 'original', 8640000000000000, 1795510800000, 1795515060000, 1, NULL, NULL, 1795511460000, 'Collected from the mailbox.', NULL, 1, 0, NULL, 1, NULL, 'mailbox', 0, NULL, NULL, 0, NULL, NULL, NULL, NULL, NULL, 0);
INSERT INTO deliveries VALUES ('mailbox-fetched', 1, 'mailbox', 'sent', 'yes', NULL, 'original', 8640000000000000, 1795510800000, 1795515060000, 1, NULL, NULL, NULL, 'Fetched from the mailbox.', NULL, 1, 0, NULL, 1, NULL, 'mailbox', 0, NULL, NULL, 0, NULL, NULL, NULL, NULL, NULL, 0);
INSERT INTO deliveries VALUES ('mailbox-waiting', 1, 'mailbox', 'waiting', 'no', NULL, 'original', 8640000000000000, 1795510800000, 1795511700000, 1, NULL, NULL, NULL, 'Ready to be collected.', NULL, 1, 0, NULL, 1, NULL, 'mailbox', 0, NULL, NULL, 0, NULL, NULL, NULL, NULL, NULL, 0);
INSERT INTO deliveries VALUES ('r2-sending', 1, 'r2', 'sending', 'no', NULL, 'original', 1795511560000, 1795511520000, 1795512420000, 1, NULL, NULL, NULL, NULL, NULL, 1, 0, NULL, 1, NULL, 'r2', 0, NULL, NULL, 0, NULL, NULL, NULL, NULL, NULL, 0);
INSERT INTO deliveries VALUES ('r2-uncertain', 1, 'r2', 'uncertain', 'maybe', NULL, 'original', 1795512259879, 1795510800000, 1795511700000, 1, NULL, NULL, NULL, 'No answer came.', 'receipt', 1, 0, NULL, 1, NULL, 'r2', 0, NULL, NULL, 0, NULL, NULL, NULL, NULL, NULL, 0);
INSERT INTO deliveries VALUES ('r2-waiting', 1, 'r2', 'waiting', 'no', NULL, 'original', 1795511520000, 1795511520000, 1795512420000, 0, NULL, NULL, NULL, NULL, NULL, 1, 0, NULL, 1, NULL, 'r2', 0, NULL, NULL, 0, NULL, NULL, NULL, NULL, NULL, 0);
INSERT INTO deliveries VALUES ('s3-sending', 1, 's3', 'sending', 'no', NULL, 'original', 1795511560000, 1795511520000, 1795512420000, 1, NULL, NULL, NULL, NULL, NULL, 1, 0, NULL, 1, NULL, 's3', 0, NULL, NULL, 0, NULL, NULL, NULL, NULL, NULL, 0);
INSERT INTO deliveries VALUES ('s3-uncertain', 1, 's3', 'uncertain', 'maybe', NULL, 'original', 1795512677203, 1795510800000, 1795511700000, 1, NULL, NULL, NULL, 'No answer came.', 'receipt', 1, 0, NULL, 1, NULL, 's3', 0, NULL, NULL, 0, NULL, NULL, NULL, NULL, NULL, 0);
INSERT INTO deliveries VALUES ('s3-waiting', 1, 's3', 'waiting', 'no', NULL, 'original', 1795511520000, 1795511520000, 1795512420000, 0, NULL, NULL, NULL, NULL, NULL, 1, 0, NULL, 1, NULL, 's3', 0, NULL, NULL, 0, NULL, NULL, NULL, NULL, NULL, 0);
INSERT INTO deliveries VALUES ('sftp-sending', 1, 'sftp', 'sending', 'no', NULL, 'original', 1795511560000, 1795511520000, 1795512420000, 1, 6, NULL, NULL, NULL, NULL, 1, 0, NULL, 1, NULL, 'sftp', 0, NULL, NULL, 0, NULL, NULL, NULL, NULL, NULL, 0);
INSERT INTO deliveries VALUES ('sftp-uncertain', 1, 'sftp', 'uncertain', 'maybe', NULL, 'original', 1795513773774, 1795510800000, 1795511700000, 2, 2, NULL, NULL, 'No answer came.', 'receipt', 1, 0, NULL, 1, NULL, 'sftp', 0, NULL, NULL, 0, NULL, NULL, NULL, NULL, NULL, 0);
INSERT INTO deliveries VALUES ('sftp-waiting', 1, 'sftp', 'waiting', 'no', NULL, 'original', 1795511520000, 1795511520000, 1795512420000, 0, NULL, NULL, NULL, NULL, NULL, 1, 0, NULL, 1, NULL, 'sftp', 0, NULL, NULL, 0, NULL, NULL, NULL, NULL, NULL, 0);
INSERT INTO deliveries VALUES ('smtp-sending', 1, 'smtp', 'sending', 'no', NULL, 'original', 1795511560000, 1795511520000, 1795512420000, 1, NULL, NULL, NULL, NULL, NULL, 1, 0, NULL, 1, NULL, 'smtp', 0, NULL, NULL, 0, NULL, NULL, NULL, NULL, NULL, 0);
INSERT INTO deliveries VALUES ('smtp-uncertain', 1, 'smtp', 'uncertain', 'maybe', NULL, 'original', 1795511728137, 1795510800000, 1795511700000, 1, NULL, NULL, NULL, 'No answer came.', 'receipt', 1, 0, NULL, 1, NULL, 'smtp', 0, NULL, NULL, 0, NULL, NULL, NULL, NULL, NULL, 0);
INSERT INTO deliveries VALUES ('smtp-waiting', 1, 'smtp', 'waiting', 'no', NULL, 'original', 1795511520000, 1795511520000, 1795512420000, 0, NULL, NULL, NULL, NULL, NULL, 1, 0, NULL, 1, NULL, 'smtp', 0, NULL, NULL, 0, NULL, NULL, NULL, NULL, NULL, 0);
INSERT INTO deliveries VALUES ('stopped-1', 1, 'stopped', 'refused', 'no', NULL, 'original', 8640000000000000, 1795510800000, NULL, 1, NULL, NULL, NULL, 'The password is wrong.', 'sign in', 1, 0, NULL, 1, NULL, 'stopped', 0, NULL, NULL, 0, NULL, NULL, NULL, NULL, NULL, 0);
INSERT INTO deliveries VALUES ('stopped-2', 1, 'stopped', 'waiting', 'no', NULL, 'original', 1795511460000, 1795511460000, 1795512360000, 0, NULL, NULL, NULL, NULL, NULL, 1, 0, NULL, 1, NULL, 'stopped', 0, NULL, NULL, 0, NULL, NULL, NULL, NULL, NULL, 0);
CREATE TABLE events (
    seq INTEGER PRIMARY KEY, at INTEGER NOT NULL, by TEXT NOT NULL, action TEXT NOT NULL, order_id TEXT, route TEXT,
    note TEXT, erp_reference TEXT);
INSERT INTO events VALUES (1, 1795511520000, 'ann', 'pause', NULL, 'second', NULL, NULL);
CREATE TABLE facts (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
INSERT INTO facts VALUES ('failures:as2', '{"times":1,"whose":"as2-uncertain","early":false}');
INSERT INTO facts VALUES ('failures:batch', '{"times":1,"whose":"interchange 1","early":true}');
INSERT INTO facts VALUES ('failures:email', '{"times":1,"whose":"email-uncertain","early":false}');
INSERT INTO facts VALUES ('failures:first', '{"times":1,"whose":"first-deferred","early":true}');
INSERT INTO facts VALUES ('failures:ftp', '{"times":1,"whose":"ftp-uncertain","early":false}');
INSERT INTO facts VALUES ('failures:http', '{"times":2,"whose":"http-uncertain","early":false}');
INSERT INTO facts VALUES ('failures:r2', '{"times":1,"whose":"r2-uncertain","early":false}');
INSERT INTO facts VALUES ('failures:s3', '{"times":1,"whose":"s3-uncertain","early":false}');
INSERT INTO facts VALUES ('failures:second', '{"times":1,"whose":"first-deferred","early":true}');
INSERT INTO facts VALUES ('failures:sftp', '{"times":1,"whose":"sftp-uncertain","early":false}');
INSERT INTO facts VALUES ('failures:smtp', '{"times":1,"whose":"smtp-uncertain","early":false}');
INSERT INTO facts VALUES ('ladders', '[["first",[{"route":"second","afterMinutes":10}]]]');
INSERT INTO facts VALUES ('storage-id', '~0a1b2c3d4e5f6071');
INSERT INTO facts VALUES ('traffic', '{"seq":36,"lastAt":1795511520000}');
INSERT INTO facts VALUES ('transports', '{"http":{"kind":"http","destination":"https://erp.example/orders","minimumSecurity":"none"},"smtp":{"kind":"smtp","destination":"[\"desk@fresco.example\"]","minimumSecurity":"none"},"email":{"kind":"email","destination":"[\"desk@fresco.example\"]","minimumSecurity":"none"},"sftp":{"kind":"sftp","destination":"[\"sftp\",\"sftp.example\",22,\"us\",\".\"]","minimumSecurity":"none"},"ftp":{"kind":"ftp","destination":"[\"ftp\",\"ftp.example\",21,\"us\",\".\"]","minimumSecurity":"none"},"as2":{"kind":"as2","destination":"[\"https://as2.example\",\"FRESCO\"]","minimumSecurity":"none"},"s3":{"kind":"s3","destination":"[\"s3\",\"https://s3.example\",\"orders\",\"\"]","minimumSecurity":"none"},"r2":{"kind":"r2","destination":"[\"r2\",\"ORDERS\",\"\"]","minimumSecurity":"none"},"mailbox":{"kind":"mailbox","destination":"","minimumSecurity":"none"},"batch":{"kind":"http","destination":"https://erp.example/orders","minimumSecurity":"none"},"first":{"kind":"http","destination":"https://erp.example/orders","minimumSecurity":"none"},"second":{"kind":"http","destination":"https://erp.example/orders","minimumSecurity":"none"},"stopped":{"kind":"http","destination":"https://erp.example/orders","minimumSecurity":"none"},"answered":{"kind":"http","destination":"https://erp.example/orders","minimumSecurity":"none"}}');
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
INSERT INTO incidents VALUES ('held', '', 'invalid', 1795510800000, 1795510800000, NULL, NULL, 1, 0, NULL, 1, 1795510800000, 'Nobody has told its customer: a text to pass on is with the order.', NULL);
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
CREATE TABLE migrations (
  version INTEGER PRIMARY KEY, name TEXT NOT NULL, applied_at INTEGER NOT NULL);
INSERT INTO migrations VALUES (1, 'first schema', 1795510800000);
INSERT INTO migrations VALUES (2, 'superseded', 1795510800000);
INSERT INTO migrations VALUES (3, 'storage id of a delivery', 1795510800000);
INSERT INTO migrations VALUES (4, 'corrections', 1795510800000);
CREATE TABLE notices (
    order_id TEXT, digest TEXT, version INTEGER NOT NULL, at INTEGER NOT NULL, recipient TEXT, subject TEXT NOT NULL,
    text TEXT NOT NULL, next_at INTEGER, attempts INTEGER NOT NULL DEFAULT 0, told_at INTEGER, failure TEXT,
    PRIMARY KEY (order_id, digest)) WITHOUT ROWID;
INSERT INTO notices VALUES ('http-invalid', 'content-2', 1, 1795510800000, NULL, 'Your order PO-http-invalid with Fresco Foods needs your answer', 'Your order PO-http-invalid has reached Fresco Foods by Apicbase, but it cannot be delivered as it stands, and in Apicbase it cannot be changed any more:

- The order has no lines.

Nothing will be delivered on this order until that is settled. Please answer this mail. Please don''t place the order again before we have spoken: it could be delivered twice.

Fresco Foods', NULL, 0, NULL, NULL);
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
INSERT INTO pieces VALUES ('all-delivered', 1, 'as2', 0, '{"mediaType":"application/json; charset=utf-8","fileName":"PO-all-delivered-1.json","digest":"980a6151fd72f6675f02fa7c2287b6a1b046a4a82d69316ece17310f823a5bb4","controlNumber":null,"warnings":[],"orderNumber":"PO-all-delivered","size":781}', CAST('{
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
  "deliveryTime": null,
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
INSERT INTO pieces VALUES ('all-delivered', 1, 'email', 0, '{"mediaType":"message/rfc822","fileName":"PO-all-delivered-1.eml","envelope":{"from":"orders@gateway.example","to":["desk@fresco.example"]},"digest":"cffdaeec2618c318d00eba127ce27ba906e9ffc5291c923c8ff0578816019c05","controlNumber":null,"warnings":[],"orderNumber":"PO-all-delivered","size":2459}', CAST('Auto-Submitted: auto-generated
X-Orderbridge-Delivery: 2efa1d042059295c71cfc59ea52e1c6e
Message-ID: <82MGfICjsncdq8ir7ECZFz@gateway.example>
From: orders@gateway.example
To: desk@fresco.example
Subject: Order PO-all-delivered - C-77
Date: Tue, 24 Nov 2026 09:00:00 +0000
MIME-Version: 1.0
Content-Type: multipart/alternative;
 boundary="=_orderbridge-2efa1d042059295c71cfc59ea52e1c6e-Part_1"

--=_orderbridge-2efa1d042059295c71cfc59ea52e1c6e-Part_1
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

--=_orderbridge-2efa1d042059295c71cfc59ea52e1c6e-Part_1
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

--=_orderbridge-2efa1d042059295c71cfc59ea52e1c6e-Part_1--
' AS BLOB));
INSERT INTO pieces VALUES ('all-delivered', 1, 'ftp', 0, '{"mediaType":"application/json; charset=utf-8","fileName":"PO-all-delivered-1.json","digest":"980a6151fd72f6675f02fa7c2287b6a1b046a4a82d69316ece17310f823a5bb4","controlNumber":null,"warnings":[],"orderNumber":"PO-all-delivered","size":781}', CAST('{
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
  "deliveryTime": null,
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
INSERT INTO pieces VALUES ('all-delivered', 1, 'http', 0, '{"mediaType":"application/json; charset=utf-8","fileName":"PO-all-delivered-1.json","digest":"980a6151fd72f6675f02fa7c2287b6a1b046a4a82d69316ece17310f823a5bb4","controlNumber":null,"warnings":[],"orderNumber":"PO-all-delivered","size":781}', CAST('{
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
  "deliveryTime": null,
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
INSERT INTO pieces VALUES ('all-delivered', 1, 'r2', 0, '{"mediaType":"application/json; charset=utf-8","fileName":"PO-all-delivered-1.json","digest":"980a6151fd72f6675f02fa7c2287b6a1b046a4a82d69316ece17310f823a5bb4","controlNumber":null,"warnings":[],"orderNumber":"PO-all-delivered","size":781}', CAST('{
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
  "deliveryTime": null,
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
INSERT INTO pieces VALUES ('all-delivered', 1, 's3', 0, '{"mediaType":"application/json; charset=utf-8","fileName":"PO-all-delivered-1.json","digest":"980a6151fd72f6675f02fa7c2287b6a1b046a4a82d69316ece17310f823a5bb4","controlNumber":null,"warnings":[],"orderNumber":"PO-all-delivered","size":781}', CAST('{
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
  "deliveryTime": null,
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
INSERT INTO pieces VALUES ('all-delivered', 1, 'smtp', 0, '{"mediaType":"message/rfc822","fileName":"PO-all-delivered-1.eml","envelope":{"from":"orders@gateway.example","to":["desk@fresco.example"]},"digest":"542eb6a7297a88433477548e5f0942a08b96bac37bbd625b290240e337d874a9","controlNumber":null,"warnings":[],"orderNumber":"PO-all-delivered","size":2459}', CAST('Auto-Submitted: auto-generated
X-Orderbridge-Delivery: ca7dace5a600016d9fc0f8e3cef775d6
Message-ID: <p0NUTrbtEvUy5s1eXRKV1m@gateway.example>
From: orders@gateway.example
To: desk@fresco.example
Subject: Order PO-all-delivered - C-77
Date: Tue, 24 Nov 2026 09:00:00 +0000
MIME-Version: 1.0
Content-Type: multipart/alternative;
 boundary="=_orderbridge-ca7dace5a600016d9fc0f8e3cef775d6-Part_1"

--=_orderbridge-ca7dace5a600016d9fc0f8e3cef775d6-Part_1
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

--=_orderbridge-ca7dace5a600016d9fc0f8e3cef775d6-Part_1
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

--=_orderbridge-ca7dace5a600016d9fc0f8e3cef775d6-Part_1--
' AS BLOB));
INSERT INTO pieces VALUES ('all-delivered', 2, '', 0, NULL, CAST('{"id":"all-delivered","order_number":"PO-all-delivered","status":"ORDERED","ordered_on":"2026-11-24T08:59:00Z","owned_by":{"username":"chef@bistro.example"},"order_remarks":null,"packages":[{"stock_item":{"name":"Crème fraîche 1 kg"},"supplier_package":{"supplier_article_number":"00123","theoretical_price_per_package":"12.500"},"quantity_ordered":5,"total_theoretical_price":"25.000"}],"expected_delivery_date":"2026-11-26","theoretical_price":"25.000","supplier_customer_number":"C-77"}' AS BLOB));
INSERT INTO pieces VALUES ('answered', 1, '', 0, NULL, CAST('{"id":"answered","order_number":"PO-answered","status":"ORDERED","ordered_on":"2026-11-24T08:59:00Z","owned_by":{"username":"chef@bistro.example"},"order_remarks":null,"packages":[{"stock_item":{"name":"Crème fraîche 1 kg"},"supplier_package":{"supplier_article_number":"00123","theoretical_price_per_package":"12.500"},"quantity_ordered":2,"total_theoretical_price":"25.000"}],"expected_delivery_date":"2026-11-26","theoretical_price":"25.000","supplier_customer_number":"C-77"}' AS BLOB));
INSERT INTO pieces VALUES ('answered', 1, 'answered', 0, '{"mediaType":"application/EDIFACT; charset=iso-8859-1","fileName":"PO-answered-1.edi","digest":"57efbef44c5742eae1222e39d823e2f694f688ef6b7d37405f028ab41012c019","controlNumber":4,"warnings":[],"orderNumber":"PO-answered","size":458}', X'554e413a2b2e3f2027554e422b554e4f433a332b4f524445524252494447453a5a5a5a2b353431323334353030303031333a31342b3236313132343a313030302b303030303030303030303030303427554e482b312b4f52444552533a443a3936413a554e2742474d2b3232302b504f2d616e7377657265642b392744544d2b3133373a3230323631313234303935393a3230332744544d2b323a32303236313132363a313032275246462b43523a616e737765726564274e41442b42592b432d37373a3a3931274354412b4f432b3a636865664062697374726f2e6578616d706c6527434f4d2b636865664062697374726f2e6578616d706c653a454d274e41442b53552b353431323334353030303031333a3a39274e41442b44502b432d37373a3a3931274355582b323a4555523a39274c494e2b31275049412b352b30303132333a53413a3a393127494d442b462b2b3a3a3a4372e86d6520667261ee6368652031206b67275154592b32313a32274d4f412b3230333a32352e303030275052492b494e463a31322e35303027554e532b53274d4f412b37393a32352e30303027434e542b323a3127554e542b32312b3127554e5a2b312b303030303030303030303030303427');
INSERT INTO pieces VALUES ('answered-late', 1, '', 0, NULL, CAST('{"id":"answered-late","order_number":"PO-answered-late","status":"ORDERED","ordered_on":"2026-11-24T08:59:00Z","owned_by":{"username":"chef@bistro.example"},"order_remarks":null,"packages":[{"stock_item":{"name":"Crème fraîche 1 kg"},"supplier_package":{"supplier_article_number":"00123","theoretical_price_per_package":"12.500"},"quantity_ordered":2,"total_theoretical_price":"25.000"}],"expected_delivery_date":"2026-11-26","theoretical_price":"25.000","supplier_customer_number":"C-77"}' AS BLOB));
INSERT INTO pieces VALUES ('answered-late', 1, 'answered', 0, '{"mediaType":"application/EDIFACT; charset=iso-8859-1","fileName":"PO-answered-late-1.edi","digest":"2a846b317fb96a135965115e3338693bb47000e52e54b91d81a3d202c1019adb","controlNumber":5,"warnings":[],"orderNumber":"PO-answered-late","size":468}', X'554e413a2b2e3f2027554e422b554e4f433a332b4f524445524252494447453a5a5a5a2b353431323334353030303031333a31342b3236313132343a313030302b303030303030303030303030303527554e482b312b4f52444552533a443a3936413a554e2742474d2b3232302b504f2d616e7377657265642d6c6174652b392744544d2b3133373a3230323631313234303935393a3230332744544d2b323a32303236313132363a313032275246462b43523a616e7377657265642d6c617465274e41442b42592b432d37373a3a3931274354412b4f432b3a636865664062697374726f2e6578616d706c6527434f4d2b636865664062697374726f2e6578616d706c653a454d274e41442b53552b353431323334353030303031333a3a39274e41442b44502b432d37373a3a3931274355582b323a4555523a39274c494e2b31275049412b352b30303132333a53413a3a393127494d442b462b2b3a3a3a4372e86d6520667261ee6368652031206b67275154592b32313a32274d4f412b3230333a32352e303030275052492b494e463a31322e35303027554e532b53274d4f412b37393a32352e30303027434e542b323a3127554e542b32312b3127554e5a2b312b303030303030303030303030303527');
INSERT INTO pieces VALUES ('as2-sending', 1, '', 0, NULL, CAST('{"id":"as2-sending","order_number":"PO-as2-sending","status":"ORDERED","ordered_on":"2026-11-24T08:59:00Z","owned_by":{"username":"chef@bistro.example"},"order_remarks":null,"packages":[{"stock_item":{"name":"Crème fraîche 1 kg"},"supplier_package":{"supplier_article_number":"00123","theoretical_price_per_package":"12.500"},"quantity_ordered":2,"total_theoretical_price":"25.000"}],"expected_delivery_date":"2026-11-26","theoretical_price":"25.000","supplier_customer_number":"C-77"}' AS BLOB));
INSERT INTO pieces VALUES ('as2-sending', 1, 'as2', 0, '{"mediaType":"application/json; charset=utf-8","fileName":"PO-as2-sending-1.json","digest":"129f36b27452869c3621de8547cd1695c23b3e23b0d61f0257e8bdc89f05085a","controlNumber":null,"warnings":[],"orderNumber":"PO-as2-sending","size":777}', CAST('{
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
  "deliveryTime": null,
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
INSERT INTO pieces VALUES ('as2-uncertain', 1, 'as2', 0, '{"mediaType":"application/json; charset=utf-8","fileName":"PO-as2-uncertain-1.json","digest":"78fe63f0b684b164f7586f3d10a971243e72256146b3348036cb9e121527a2a2","controlNumber":null,"warnings":[],"orderNumber":"PO-as2-uncertain","size":781}', CAST('{
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
  "deliveryTime": null,
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
INSERT INTO pieces VALUES ('email-sending', 1, 'email', 0, '{"mediaType":"message/rfc822","fileName":"PO-email-sending-1.eml","envelope":{"from":"orders@gateway.example","to":["desk@fresco.example"]},"digest":"cd27266439fe6dd7972a3564d0b80f601d09372686cc8bc20acf33c115e1314c","controlNumber":null,"warnings":[],"orderNumber":"PO-email-sending","size":2459}', CAST('Auto-Submitted: auto-generated
X-Orderbridge-Delivery: 15368f1c918c3e28420b96533f40f97b
Message-ID: <P2XUDOTEQPc1g124lnI8jH@gateway.example>
From: orders@gateway.example
To: desk@fresco.example
Subject: Order PO-email-sending - C-77
Date: Tue, 24 Nov 2026 09:12:00 +0000
MIME-Version: 1.0
Content-Type: multipart/alternative;
 boundary="=_orderbridge-15368f1c918c3e28420b96533f40f97b-Part_1"

--=_orderbridge-15368f1c918c3e28420b96533f40f97b-Part_1
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

--=_orderbridge-15368f1c918c3e28420b96533f40f97b-Part_1
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

--=_orderbridge-15368f1c918c3e28420b96533f40f97b-Part_1--
' AS BLOB));
INSERT INTO pieces VALUES ('email-uncertain', 1, '', 0, NULL, CAST('{"id":"email-uncertain","order_number":"PO-email-uncertain","status":"ORDERED","ordered_on":"2026-11-24T08:59:00Z","owned_by":{"username":"chef@bistro.example"},"order_remarks":null,"packages":[{"stock_item":{"name":"Crème fraîche 1 kg"},"supplier_package":{"supplier_article_number":"00123","theoretical_price_per_package":"12.500"},"quantity_ordered":2,"total_theoretical_price":"25.000"}],"expected_delivery_date":"2026-11-26","theoretical_price":"25.000","supplier_customer_number":"C-77"}' AS BLOB));
INSERT INTO pieces VALUES ('email-uncertain', 1, 'email', 0, '{"mediaType":"message/rfc822","fileName":"PO-email-uncertain-1.eml","envelope":{"from":"orders@gateway.example","to":["desk@fresco.example"]},"digest":"76485f37d29ce8e6850a2fe65181f05fc2cc829599dbb7837972626f2fb4eb35","controlNumber":null,"warnings":[],"orderNumber":"PO-email-uncertain","size":2467}', CAST('Auto-Submitted: auto-generated
X-Orderbridge-Delivery: e23696eb67a3137fb60aeaadc0e2a762
Message-ID: <mCFEzNdpI5K87Gm5IF6Dht@gateway.example>
From: orders@gateway.example
To: desk@fresco.example
Subject: Order PO-email-uncertain - C-77
Date: Tue, 24 Nov 2026 09:00:00 +0000
MIME-Version: 1.0
Content-Type: multipart/alternative;
 boundary="=_orderbridge-e23696eb67a3137fb60aeaadc0e2a762-Part_1"

--=_orderbridge-e23696eb67a3137fb60aeaadc0e2a762-Part_1
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

--=_orderbridge-e23696eb67a3137fb60aeaadc0e2a762-Part_1
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

--=_orderbridge-e23696eb67a3137fb60aeaadc0e2a762-Part_1--
' AS BLOB));
INSERT INTO pieces VALUES ('email-waiting', 1, '', 0, NULL, CAST('{"id":"email-waiting","order_number":"PO-email-waiting","status":"ORDERED","ordered_on":"2026-11-24T08:59:00Z","owned_by":{"username":"chef@bistro.example"},"order_remarks":null,"packages":[{"stock_item":{"name":"Crème fraîche 1 kg"},"supplier_package":{"supplier_article_number":"00123","theoretical_price_per_package":"12.500"},"quantity_ordered":2,"total_theoretical_price":"25.000"}],"expected_delivery_date":"2026-11-26","theoretical_price":"25.000","supplier_customer_number":"C-77"}' AS BLOB));
INSERT INTO pieces VALUES ('first-deferred', 1, '', 0, NULL, CAST('{"id":"first-deferred","order_number":"PO-first-deferred","status":"ORDERED","ordered_on":"2026-11-24T08:59:00Z","owned_by":{"username":"chef@bistro.example"},"order_remarks":null,"packages":[{"stock_item":{"name":"Crème fraîche 1 kg"},"supplier_package":{"supplier_article_number":"00123","theoretical_price_per_package":"12.500"},"quantity_ordered":2,"total_theoretical_price":"25.000"}],"expected_delivery_date":"2026-11-26","theoretical_price":"25.000","supplier_customer_number":"C-77"}' AS BLOB));
INSERT INTO pieces VALUES ('first-deferred', 1, 'first', 0, '{"mediaType":"application/json; charset=utf-8","fileName":"PO-first-deferred-1.json","digest":"d744996cf5afc5b18aea106e3dc8012351a6c63a1913a4b70f242089da352f80","controlNumber":null,"warnings":[],"orderNumber":"PO-first-deferred","size":783}', CAST('{
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
  "deliveryTime": null,
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
INSERT INTO pieces VALUES ('first-deferred', 1, 'second', 0, '{"mediaType":"application/json; charset=utf-8","fileName":"PO-first-deferred-1.json","digest":"d744996cf5afc5b18aea106e3dc8012351a6c63a1913a4b70f242089da352f80","controlNumber":null,"warnings":[],"orderNumber":"PO-first-deferred","size":783}', CAST('{
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
  "deliveryTime": null,
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
INSERT INTO pieces VALUES ('ftp-sending', 1, 'ftp', 0, '{"mediaType":"application/json; charset=utf-8","fileName":"PO-ftp-sending-1.json","digest":"df0da95073ddc4ca780dc27da4a584e1997bd332bdc649795e8a3ee12f921705","controlNumber":null,"warnings":[],"orderNumber":"PO-ftp-sending","size":777}', CAST('{
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
  "deliveryTime": null,
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
INSERT INTO pieces VALUES ('ftp-uncertain', 1, 'ftp', 0, '{"mediaType":"application/json; charset=utf-8","fileName":"PO-ftp-uncertain-1.json","digest":"c4f19e31db35d6d427077cc8be50556d8dccd89561db03ed936993c5d2cff774","controlNumber":null,"warnings":[],"orderNumber":"PO-ftp-uncertain","size":781}', CAST('{
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
  "deliveryTime": null,
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
INSERT INTO pieces VALUES ('http-deferred', 1, 'http', 0, '{"mediaType":"application/json; charset=utf-8","fileName":"PO-http-deferred-1.json","digest":"8bb4d1350bd2d8bd73562f29e15801dbeffbdba44829d1c0b8d36eacb7625a31","controlNumber":null,"warnings":[],"orderNumber":"PO-http-deferred","size":781}', CAST('{
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
  "deliveryTime": null,
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
INSERT INTO pieces VALUES ('http-refused', 1, 'http', 0, '{"mediaType":"application/json; charset=utf-8","fileName":"PO-http-refused-1.json","digest":"21ff946692e6e4bacf0c85e77ecbb1d9d4e9f3243cb95cf8790e7deee9f62e4e","controlNumber":null,"warnings":[],"orderNumber":"PO-http-refused","size":779}', CAST('{
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
  "deliveryTime": null,
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
INSERT INTO pieces VALUES ('http-sending', 1, 'http', 0, '{"mediaType":"application/json; charset=utf-8","fileName":"PO-http-sending-1.json","digest":"aefa12102bf254b76fa2fff8dbfb4730f7c6a633dbc7cffc238af80cac2ab8b5","controlNumber":null,"warnings":[],"orderNumber":"PO-http-sending","size":779}', CAST('{
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
  "deliveryTime": null,
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
INSERT INTO pieces VALUES ('http-uncertain', 1, 'http', 0, '{"mediaType":"application/json; charset=utf-8","fileName":"PO-http-uncertain-1.json","digest":"346410486789900da9d425c9a6cfb3b902b97ec8bba39958693cd1fc5b39a82b","controlNumber":null,"warnings":[],"orderNumber":"PO-http-uncertain","size":783}', CAST('{
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
  "deliveryTime": null,
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
INSERT INTO pieces VALUES ('mailbox-collected', 1, 'mailbox', 0, '{"mediaType":"application/json; charset=utf-8","fileName":"PO-mailbox-collected-1.json","digest":"c80d803f0bdea23522bf2a344c4f4c771eb106da5cc6257165d3eed45267c858","controlNumber":null,"warnings":[],"orderNumber":"PO-mailbox-collected","size":789}', CAST('{
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
  "deliveryTime": null,
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
INSERT INTO pieces VALUES ('mailbox-fetched', 1, 'mailbox', 0, '{"mediaType":"application/json; charset=utf-8","fileName":"PO-mailbox-fetched-1.json","digest":"8b406a8c2c9effed1181c10551ac5b590951cf9cbfa93bf5a134d7e023a61475","controlNumber":null,"warnings":[],"orderNumber":"PO-mailbox-fetched","size":785}', CAST('{
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
  "deliveryTime": null,
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
INSERT INTO pieces VALUES ('mailbox-waiting', 1, 'mailbox', 0, '{"mediaType":"application/json; charset=utf-8","fileName":"PO-mailbox-waiting-1.json","digest":"1ebc5b5efc20a09ab48e2a3997e6c296e276aab87ed4f6f5980de15b0ff7b309","controlNumber":null,"warnings":[],"orderNumber":"PO-mailbox-waiting","size":785}', CAST('{
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
  "deliveryTime": null,
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
INSERT INTO pieces VALUES ('r2-sending', 1, 'r2', 0, '{"mediaType":"application/json; charset=utf-8","fileName":"PO-r2-sending-1.json","digest":"bd5b64e8ed4d7e82ac52dbb5d4f403fcd13d80b22edcd51c8c56db88a3dfd0dc","controlNumber":null,"warnings":[],"orderNumber":"PO-r2-sending","size":775}', CAST('{
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
  "deliveryTime": null,
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
INSERT INTO pieces VALUES ('r2-uncertain', 1, 'r2', 0, '{"mediaType":"application/json; charset=utf-8","fileName":"PO-r2-uncertain-1.json","digest":"cb530e6e2e8008bbf661032b9fe3bcaca30bffb173476335bed86ed8c858f1e0","controlNumber":null,"warnings":[],"orderNumber":"PO-r2-uncertain","size":779}', CAST('{
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
  "deliveryTime": null,
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
INSERT INTO pieces VALUES ('s3-sending', 1, 's3', 0, '{"mediaType":"application/json; charset=utf-8","fileName":"PO-s3-sending-1.json","digest":"075f97e6c830c23dd58771e0c33e9559a4283231f1fbc4b279c66bc62f1d26fe","controlNumber":null,"warnings":[],"orderNumber":"PO-s3-sending","size":775}', CAST('{
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
  "deliveryTime": null,
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
INSERT INTO pieces VALUES ('s3-uncertain', 1, 's3', 0, '{"mediaType":"application/json; charset=utf-8","fileName":"PO-s3-uncertain-1.json","digest":"9f83efcba08184c47821d7d7121525bb9026206b18047261237988c58067c0f5","controlNumber":null,"warnings":[],"orderNumber":"PO-s3-uncertain","size":779}', CAST('{
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
  "deliveryTime": null,
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
INSERT INTO pieces VALUES ('smtp-sending', 1, 'smtp', 0, '{"mediaType":"message/rfc822","fileName":"PO-smtp-sending-1.eml","envelope":{"from":"orders@gateway.example","to":["desk@fresco.example"]},"digest":"5ebf62630020cbf23fd49b193e029042626e22aa6a6e5c3af3c408a323c3dcc0","controlNumber":null,"warnings":[],"orderNumber":"PO-smtp-sending","size":2455}', CAST('Auto-Submitted: auto-generated
X-Orderbridge-Delivery: 0f2124a2b0176280166005269c552780
Message-ID: <pqeYOCsilgjIKQt4kpKYIi@gateway.example>
From: orders@gateway.example
To: desk@fresco.example
Subject: Order PO-smtp-sending - C-77
Date: Tue, 24 Nov 2026 09:12:00 +0000
MIME-Version: 1.0
Content-Type: multipart/alternative;
 boundary="=_orderbridge-0f2124a2b0176280166005269c552780-Part_1"

--=_orderbridge-0f2124a2b0176280166005269c552780-Part_1
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

--=_orderbridge-0f2124a2b0176280166005269c552780-Part_1
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

--=_orderbridge-0f2124a2b0176280166005269c552780-Part_1--
' AS BLOB));
INSERT INTO pieces VALUES ('smtp-uncertain', 1, '', 0, NULL, CAST('{"id":"smtp-uncertain","order_number":"PO-smtp-uncertain","status":"ORDERED","ordered_on":"2026-11-24T08:59:00Z","owned_by":{"username":"chef@bistro.example"},"order_remarks":null,"packages":[{"stock_item":{"name":"Crème fraîche 1 kg"},"supplier_package":{"supplier_article_number":"00123","theoretical_price_per_package":"12.500"},"quantity_ordered":2,"total_theoretical_price":"25.000"}],"expected_delivery_date":"2026-11-26","theoretical_price":"25.000","supplier_customer_number":"C-77"}' AS BLOB));
INSERT INTO pieces VALUES ('smtp-uncertain', 1, 'smtp', 0, '{"mediaType":"message/rfc822","fileName":"PO-smtp-uncertain-1.eml","envelope":{"from":"orders@gateway.example","to":["desk@fresco.example"]},"digest":"86926ebf724e5985862cf80114aaffe5e4f85d91a84c057bebc7043a874a7bb3","controlNumber":null,"warnings":[],"orderNumber":"PO-smtp-uncertain","size":2463}', CAST('Auto-Submitted: auto-generated
X-Orderbridge-Delivery: 60843e86586226264a8569c2373b8f1a
Message-ID: <8NGpIzrTRPUeX90JxQfPij@gateway.example>
From: orders@gateway.example
To: desk@fresco.example
Subject: Order PO-smtp-uncertain - C-77
Date: Tue, 24 Nov 2026 09:00:00 +0000
MIME-Version: 1.0
Content-Type: multipart/alternative;
 boundary="=_orderbridge-60843e86586226264a8569c2373b8f1a-Part_1"

--=_orderbridge-60843e86586226264a8569c2373b8f1a-Part_1
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

--=_orderbridge-60843e86586226264a8569c2373b8f1a-Part_1
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

--=_orderbridge-60843e86586226264a8569c2373b8f1a-Part_1--
' AS BLOB));
INSERT INTO pieces VALUES ('smtp-waiting', 1, '', 0, NULL, CAST('{"id":"smtp-waiting","order_number":"PO-smtp-waiting","status":"ORDERED","ordered_on":"2026-11-24T08:59:00Z","owned_by":{"username":"chef@bistro.example"},"order_remarks":null,"packages":[{"stock_item":{"name":"Crème fraîche 1 kg"},"supplier_package":{"supplier_article_number":"00123","theoretical_price_per_package":"12.500"},"quantity_ordered":2,"total_theoretical_price":"25.000"}],"expected_delivery_date":"2026-11-26","theoretical_price":"25.000","supplier_customer_number":"C-77"}' AS BLOB));
INSERT INTO pieces VALUES ('stopped-1', 1, '', 0, NULL, CAST('{"id":"stopped-1","order_number":"PO-stopped-1","status":"ORDERED","ordered_on":"2026-11-24T08:59:00Z","owned_by":{"username":"chef@bistro.example"},"order_remarks":null,"packages":[{"stock_item":{"name":"Crème fraîche 1 kg"},"supplier_package":{"supplier_article_number":"00123","theoretical_price_per_package":"12.500"},"quantity_ordered":2,"total_theoretical_price":"25.000"}],"expected_delivery_date":"2026-11-26","theoretical_price":"25.000","supplier_customer_number":"C-77"}' AS BLOB));
INSERT INTO pieces VALUES ('stopped-1', 1, 'stopped', 0, '{"mediaType":"application/json; charset=utf-8","fileName":"PO-stopped-1-1.json","digest":"1157159ca390edeb083287f7c56dd03a58dbe146ba03d526d355cf0c0ff152f7","controlNumber":null,"warnings":[],"orderNumber":"PO-stopped-1","size":773}', CAST('{
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
  "deliveryTime": null,
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
INSERT INTO timeline VALUES ('email-uncertain', 1, 1795510800000, 'uncertain', 1, 'email', 'No answer came.');
INSERT INTO timeline VALUES ('email-uncertain', 2, 1795511361415, 'uncertain', 1, 'email', 'No answer came.');
INSERT INTO timeline VALUES ('first-deferred', 1, 1795510800000, 'deferred', 1, 'first', 'It is down.');
INSERT INTO timeline VALUES ('first-deferred', 2, 1795511400000, 'superseded', 1, 'first', 'Route second takes its place.');
INSERT INTO timeline VALUES ('first-deferred', 3, 1795511400000, 'called', 1, 'second', 'In place of first.');
INSERT INTO timeline VALUES ('first-deferred', 4, 1795511400000, 'deferred', 1, 'second', 'It is down.');
INSERT INTO timeline VALUES ('ftp-uncertain', 1, 1795510800000, 'uncertain', 1, 'ftp', 'No answer came.');
INSERT INTO timeline VALUES ('http-deferred', 1, 1795510800000, 'deferred', 1, 'http', 'It is down.');
INSERT INTO timeline VALUES ('http-deferred', 2, 1795510800000, 'deferred', 1, 'http', 'It is down.');
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
