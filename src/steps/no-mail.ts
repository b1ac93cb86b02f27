/** In place of the writer of mails, where no route writes a mail. */
export const composeMail = (): Promise<Uint8Array<ArrayBuffer>> =>
  Promise.reject(
    new Error('This Worker was built for a configuration without mails. Deploy it with its configuration.'),
  )
