/** A bounce as Postfix writes it, with the fields that the reader needs. */
export const POSTFIX = `From: MAILER-DAEMON@mx.fresco.example (Mail Delivery System)
Subject: Undelivered Mail Returned to Sender
To: orders@gateway.example
Auto-Submitted: auto-replied
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status;
	boundary="4BZc5.1/mx.fresco.example"

--4BZc5.1/mx.fresco.example
Content-Description: Notification
Content-Type: text/plain; charset=us-ascii

I'm sorry to have to inform you.

--4BZc5.1/mx.fresco.example
Content-Description: Delivery report
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.fresco.example
X-Postfix-Queue-ID: 4BZc5

Final-Recipient: rfc822; box17@fresco.example
Original-Recipient: rfc822;desk@fresco.example
Action: failed
Status: 5.1.1
Remote-MTA: dns; inner.fresco.example
Diagnostic-Code: smtp; 550 5.1.1 <desk@fresco.example>: Recipient address
    rejected: User unknown

--4BZc5.1/mx.fresco.example
Content-Description: Undelivered Message Headers
Content-Type: text/rfc822-headers

Return-Path: <orders@gateway.example>
Message-ID: <abc.def@gateway.example>
Subject: Order PO-1

--4BZc5.1/mx.fresco.example--
`
