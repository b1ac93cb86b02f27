import type { Acknowledgement } from '../../model/acknowledgement.ts'

const MAX_LENGTH = 200

/** The sender's reference as `acknowledgements` stores it. */
export const storedReference = ({ senderReference }: Pick<Acknowledgement, 'senderReference'>): string =>
  senderReference.slice(0, MAX_LENGTH)
