import type { OutgoingMail, SendMail } from '../ports.ts'
import type { LocalMail } from '../services.ts'

/** The last mails of a gateway on a laptop, newest first, in the memory of the instance. */
const mails: LocalMail[] = []
const KEPT = 50

export const localMails = (): readonly LocalMail[] => mails

/** Keeps a copy of each mail for the welcome page. On a laptop the binding sends nothing. */
export const keepingMails =
  (send: SendMail): SendMail =>
  async (mail: OutgoingMail) => {
    mails.unshift({ id: crypto.randomUUID(), at: Date.now(), ...mail })
    mails.length = Math.min(mails.length, KEPT)
    await send(mail)
  }
