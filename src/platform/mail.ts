import type { PlainMail } from '../alert-channels.ts'

/** Cloudflare's sending binding. A failure carries a `code`; it throws. */
export const mailOver =
  (binding: SendEmail) =>
  async ({ from, to, subject, text }: PlainMail): Promise<void> => {
    await binding.send({ from, to: [...to], subject, text })
  }
