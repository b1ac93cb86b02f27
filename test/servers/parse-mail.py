"""Reads a mail with Python's own parser, which shares nothing with the libraries that wrote it; prints JSON."""
import base64
import email
import email.policy
import json
import sys

with open(sys.argv[1], 'rb') as file:
    mail = email.message_from_binary_file(file, policy=email.policy.default)
body = {kind: mail.get_body(preferencelist=(kind,)) for kind in ('plain', 'html')}
print(json.dumps({
    'headers': [[name, str(value)] for name, value in mail.items()],
    'defects': [str(defect) for part in mail.walk() for defect in part.defects],
    'text': body['plain'].get_content(),
    'html': body['html'].get_content(),
    'attachments': [
        {'name': part.get_filename(), 'type': part.get_content_type(),
         'content': base64.b64encode(part.get_payload(decode=True)).decode()}
        for part in mail.iter_attachments()
    ],
}))
