import type { MailAttachment, SendMail } from '../ports.ts'

/** Cloudflare's binding for sending mail. Throws an error with a `code`. */
export const mailOver =
  (binding: SendEmail): SendMail =>
  async ({ to, headers, attachments, ...mail }) => {
    await binding.send({
      ...mail,
      to: [...to],
      ...(headers ? { headers: { ...headers } } : {}),
      ...(attachments ? { attachments: attachments.map(attached) } : {}),
    })
  }

const attached = (file: MailAttachment): EmailAttachment => ({ disposition: 'attachment', ...file })
