/** Reports as mail servers write them, in words of our own, for tests. `to` is the address that a mail came back to. */
const lines = (text: string): string => text.replaceAll('\n', '\r\n')

/** Postfix: fields of each recipient with the other server's words, and the headers of the mail. */
export const postfixReport = (to: string, action = 'failed', status = '5.1.1'): string =>
  lines(`Received: by mx.example.net (Postfix) id 4XYZ; Wed, 1 Feb 2023 10:00:03 +0800 (HKT)
Date: Wed, 1 Feb 2023 10:00:03 +0800 (HKT)
From: MAILER-DAEMON@mx.example.net (Mail Delivery System)
Subject: Undelivered Mail Returned to Sender
To: ${to}
Auto-Submitted: auto-replied
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status;
\tboundary="4XYZ.1675216803/mx.example.net"
Content-Transfer-Encoding: 8bit
Message-Id: <20230201020003.4XYZ@mx.example.net>

This is a MIME-encapsulated message.

--4XYZ.1675216803/mx.example.net
Content-Description: Notification
Content-Type: text/plain; charset=us-ascii

The mail could not be handed on. Action: delivered is what we hoped for.

<taiman@example.com>: host mail.example.com said: 550 5.1.1 no such user

--4XYZ.1675216803/mx.example.net
Content-Description: Delivery report
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.example.net
X-Postfix-Queue-ID: 4XYZ
X-Postfix-Sender: rfc822; ${to}
Arrival-Date: Wed,  1 Feb 2023 10:00:01 +0800 (HKT)

Final-Recipient: rfc822; taiman@example.com
Original-Recipient: rfc822;taiman@example.com
Action: ${action}
Status: ${status}
Remote-MTA: dns; mail.example.com
Diagnostic-Code: smtp; 550 5.1.1 <taiman@example.com>: no such
    user, see
    Status: 5.9.9

--4XYZ.1675216803/mx.example.net
Content-Description: Undelivered Message Headers
Content-Type: text/rfc822-headers

From: iCMS <icms@court.example>
To: taiman@example.com
Subject: Your application

--4XYZ.1675216803/mx.example.net--
`)

/** Exchange: a text in HTML beside the plain one, the whole mail, and a code of its own behind the status. */
export const exchangeReport = (to: string): string =>
  lines(`From: postmaster@example.onmicrosoft.example
To: ${to}
Date: Wed, 1 Feb 2023 02:00:03 +0000
Content-Type: multipart/report; report-type=delivery-status;
\tboundary="_0_d1"
X-MS-Exchange-Message-Is-Ndr:
Content-Language: en-US
Message-ID: <ndr@example.onmicrosoft.example>
In-Reply-To: <email-1@icms-registration.invalid>
Subject: Undeliverable: Your application
Auto-Submitted: auto-replied
MIME-Version: 1.0

--_0_d1
Content-Type: multipart/alternative; differences=Content-Type;
\tboundary="_1_d1"

--_1_d1
Content-Type: text/plain; charset="utf-8"
Content-Transfer-Encoding: base64

VGhlIGFkZHJlc3Mgd2FzIG5vdCBmb3VuZC4=

--_1_d1
Content-Type: text/html; charset="utf-8"

<html><body><b>taiman</b> was not found.</body></html>

--_1_d1--

--_0_d1
Content-Type: message/delivery-status

Reporting-MTA: dns;HK0.prod.example
Received-From-MTA: dns;mx.court.example
Arrival-Date: Wed, 1 Feb 2023 02:00:02 +0000

Original-Recipient: rfc822;taiman@example.com
Final-Recipient: rfc822;taiman@example.com
Action: failed
Status: 5.1.10
Diagnostic-Code: smtp;550 5.1.10 RESOLVER.ADR.RecipientNotFound; not found by lookup

--_0_d1
Content-Type: message/rfc822

From: iCMS <icms@court.example>
To: taiman@example.com
Subject: Your application
Content-Type: multipart/report; boundary=inner

--inner
Content-Type: message/delivery-status

Action: delivered
Status: 2.0.0

--inner--

--_0_d1--
`)

/** Gmail: pictures and HTML in related parts, and a status of class 4 for what it gave up. */
export const gmailReport = (to: string, action = 'failed'): string =>
  lines(`From: Mail Delivery Subsystem <mailer-daemon@mail.example>
To: ${to}
Auto-Submitted: auto-replied
Subject: Delivery Status Notification
Content-Type: multipart/report; boundary="0000f2"; report-type=delivery-status

--0000f2
Content-Type: multipart/related; boundary="0000f3"

--0000f3
Content-Type: text/html; charset="UTF-8"

<p>The recipient's server did not answer in time.</p>
--0000f3
Content-Type: image/png; name="icon.png"
Content-Transfer-Encoding: base64
Content-ID: <icon.png>

iVBORw0KGgo=
--0000f3--
--0000f2
Content-Type: message/delivery-status

Reporting-MTA: dns; mail.example
Received-From-MTA: dns; icms@court.example

Final-Recipient: rfc822; taiman@example.com
action:${action}
status:  4.4.1
Last-Attempt-Date: Wed, 01 Feb 2023 02:00:03 -0800 (PST)
--0000f2
Content-Type: message/rfc822

Subject: Your application

--0000f2--
`)

export const outOfOffice = (to: string): string =>
  lines(`From: Tai Man <taiman@example.com>
To: ${to}
Subject: Automatic reply: Your application
Auto-Submitted: auto-replied
X-Auto-Response-Suppress: All
Content-Type: text/plain

I am away. Action: failed
Status: 5.1.1
`)
